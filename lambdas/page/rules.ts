// The rules of the new password in the page: the server's own, and their sentences.
import type { Locale } from '../messages/locales.ts'
import { sentence } from '../messages/policy/index.ts'
import { checklist, toldPolicy } from '../policy/checklist.ts'
import { generate } from '../policy/generate.ts'
import type { RuleView } from '../policy/policy.ts'
import type { Standing } from '../view/screen.ts'

/** A rule or a violation in a language. */
export const say = ({ rule, params }: RuleView, locale: Locale): string => sentence(rule, params, locale)

/** How each rule stands with what is typed. What is no password at all, such as half a character, is not judged by any. */
export function standings(policy: readonly RuleView[], typed: string): Record<string, Standing> {
  const here = toldPolicy(policy)
  const found = checklist(policy, typed).map(({ rule, isKept }): [string, Standing][] => {
    if (!Object.hasOwn(here, rule)) return [[rule, 'later']]
    return isKept === undefined ? [] : [[rule, isKept ? 'met' : 'unmet']]
  })
  return Object.fromEntries(found.flat())
}

const chance = { bytes: (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count)) }

/** A password that keeps what was told of a policy; undefined where none was found. */
export const suggestion = (policy: readonly RuleView[], random = chance): string | undefined => generate(toldPolicy(policy), random)
