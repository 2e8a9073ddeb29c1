// How many could reset, counted person by person. Nobody is kept: of each name and address a number of 8 bytes remains, so that those
// that several people share can be found at the end.
import { hash } from 'node:crypto'
import { canonical } from '../../../lambdas/flow/canonical.ts'
import { type Contact, MODES, type Mode } from '../../../lambdas/flow/flow.ts'
import { isReachable, judgePerson } from '../../../lambdas/operations/find.ts'
import type { ContactRules, Person } from '../../../lambdas/ports.ts'

/** Why somebody could not: of the person, in this order; else of the address that the mode needs. */
export const REASONS = [
  'protected',
  'disabled',
  'ambiguous',
  'no mail',
  'bad mail',
  'no number',
  'bad number',
  'no address',
  'no usable address'
] as const
export type Reason = (typeof REASONS)[number]

export interface Coverage {
  people: number
  modes: Record<Mode, { could: number; why: Partial<Record<Reason, number>> }>
  /** People whose mail address is somebody else's too: it does not find them, their user name does. */
  sharingMail: number
}

export interface Tally {
  add(person: Person): void
  result(): Coverage
}

/** `names`: what the filters find people by. `onReachable` sees the contacts of everybody who could. */
export function createTally(
  rules: ContactRules,
  onReachable: (contacts: readonly Contact[], usernames: readonly string[]) => void = () => {}
): Tally {
  const [names, mails] = [createShared(), createShared()]
  const modes = Object.fromEntries(MODES.map((mode) => [mode, { could: 0, why: {} }])) as Coverage['modes']
  let people = 0
  return {
    add(person) {
      people += 1
      const verdict = judgePerson(rules, person, 'userchoose')
      const contacts = 'contacts' in verdict ? verdict.contacts : []
      if (contacts.length > 0) onReachable(contacts, person.names.username)
      let flags = 0
      MODES.forEach((mode, bit) => {
        if (isReachable(mode, contacts)) {
          modes[mode].could += 1
          flags |= 1 << bit
        } else increment(modes[mode].why, reasonFor(person, verdict, mode))
      })
      for (const name of new Set(person.names.username.map(folded))) names.add(name, flags)
      for (const mail of new Set(person.mail.map(folded))) mails.add(mail, flags)
    },
    result() {
      for (const flags of names.shared())
        MODES.forEach((mode, bit) => {
          if (!(flags & (1 << bit))) return
          modes[mode].could -= 1
          increment(modes[mode].why, 'ambiguous')
        })
      return { people, modes, sharingMail: mails.shared().length }
    }
  }
}

const folded = (name: string): string => canonical(name, { domains: [], prefixes: [] })

const increment = (counts: Partial<Record<Reason, number>>, reason: Reason): void => {
  counts[reason] = (counts[reason] ?? 0) + 1
}

function reasonFor({ mail, mobile }: Person, verdict: ReturnType<typeof judgePerson>, mode: Mode): Reason {
  if ('reason' in verdict && (verdict.reason === 'protected' || verdict.reason === 'disabled')) return verdict.reason
  if (mode === 'email') return mail.length === 0 ? 'no mail' : 'bad mail'
  if (mode === 'sms') return mobile.length === 0 ? 'no number' : 'bad number'
  return mail.length + mobile.length === 0 ? 'no address' : 'no usable address'
}

const FLAGS = 16

/** Which of many texts came more than once, with what was noted of each; a text is 48 bits here, and its flags four. */
function createShared() {
  let seen = new Float64Array(1024)
  let count = 0
  const textIn = (value = -1): number => Math.floor(value / FLAGS)
  return {
    add(text: string, flags: number): void {
      if (count === seen.length) {
        const larger = new Float64Array(count * 2)
        larger.set(seen)
        seen = larger
      }
      seen[count] = hash('sha256', text, 'buffer').readUIntBE(0, 6) * FLAGS + flags
      count += 1
    },
    /** The flags of all that are shared. */
    shared(): number[] {
      const sorted = seen.subarray(0, count).sort()
      const flags: number[] = []
      sorted.forEach((value, at) => {
        const text = textIn(value)
        if (text === textIn(sorted[at - 1]) || text === textIn(sorted[at + 1])) flags.push(value % FLAGS)
      })
      return flags
    }
  }
}
