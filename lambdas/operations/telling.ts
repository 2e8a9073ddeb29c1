// Policies and violations as sentences in the flow's language.
import { sentence } from '../messages/policy/index.ts'
import { describe } from '../policy/judge.ts'
import type { Policies, RuleView, Violation } from '../policy/policy.ts'
import { policyOf } from '../policy/resolve.ts'

/** A rule, or a broken rule, with its sentence. */
export type ToldRule = RuleView & { message: string }

const say = ({ rule, params }: RuleView | Violation, locale: string): ToldRule => ({
  rule,
  params,
  message: sentence(rule, params, locale)
})

/** What a policy asks for, never its dictionary. */
export const tellPolicy = (policies: Policies, id: string, locale: string): ToldRule[] =>
  describe(policyOf(policies, id)).map((rule) => say(rule, locale))

/** The same as far as a reset is judged by it: it knows no current password, and asks its age only where the policy says so. */
export function tellReset(policies: Policies, id: string, locale: string): ToldRule[] {
  const { minAgeAppliesToReset } = policyOf(policies, id)
  const isAsked = ({ rule }: ToldRule) => rule !== 'minDifferentFromCurrent' && (rule !== 'minPasswordAge' || minAgeAppliesToReset === true)
  return tellPolicy(policies, id, locale).filter(isAsked)
}

/** What was wrong with a password, all of it. */
export const tellViolations = (violations: readonly Violation[], locale: string): ToldRule[] =>
  violations.map((violation) => say(violation, locale))
