// How real people's masked options look, so that decoys can look the same (MODEL rule 18). What few people share is left out and the rest
// is rounded: nobody shows in it, nor does who came or went between two of them.
import { initialOf } from '../../../lambdas/flow/canonical.ts'
import type { DecoyProfile } from '../../../lambdas/flow/decoy.ts'
import type { Contact } from '../../../lambdas/flow/flow.ts'
import { maskMail } from '../../../lambdas/flow/mask.ts'

/** What fewer people have in common is nobody's business. */
export const FEWEST = 20
const THOUSAND = 1000

export interface ProfileCounter {
  add(contacts: readonly Contact[], usernames: readonly string[]): void
  /** Undefined where too few people were counted for anything to be told. */
  profile(): DecoyProfile | undefined
}

export function createProfileCounter(): ProfileCounter {
  const [combinations, letters, topLevels] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const letterIs = new Map<string, number>()
  return {
    add(contacts, usernames) {
      const initials = usernames.map(initialOf)
      count(combinations, contacts.map(({ channel }) => channel).join('+'))
      for (const { channel, address } of contacts) {
        if (channel !== 'email') continue
        const masked = maskMail(address)
        const [letter = ''] = masked
        count(letters, letter)
        count(letterIs, initials.includes(letter) ? 'the same' : 'another')
        count(topLevels, masked.slice(masked.lastIndexOf('.') + 1))
      }
    },
    profile() {
      const weighed = Object.entries(blurred(combinations)).map(([channels, weight]) => ({
        channels: channels.split('+') as DecoyProfile['combinations'][number]['channels'],
        weight
      }))
      if (weighed.length === 0) return undefined
      const sameLetter = blurred(letterIs)['the same'] ?? 0
      return { combinations: weighed, letters: blurred(letters), topLevels: blurred(topLevels), sameLetter }
    }
  }
}

const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)

/** In thousandths of all that is left, commonest first. */
function blurred(counts: ReadonlyMap<string, number>): Record<string, number> {
  const common = [...counts].filter(([, people]) => people >= FEWEST).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const all = common.reduce((sum, [, people]) => sum + people, 0)
  return Object.fromEntries(common.map(([name, people]) => [name, Math.max(1, Math.round((people * THOUSAND) / all))]))
}
