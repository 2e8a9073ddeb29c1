import type { Policy, RuleView, Subject, Violation } from './policy.ts'
import { candidateOf } from './rule.ts'
import { rulesOf } from './rules.ts'

/** Every rule that a password breaks, in the order of the registry. The password must have come through `normalised`. */
export function judge(policy: Policy, password: string, subject: Subject): Violation[] {
  const candidate = candidateOf(password)
  const violations: Violation[] = []
  for (const { name, rule, value } of rulesOf(policy)) {
    const params = rule.judge(value, candidate, subject)
    if (params) violations.push({ rule: name, params })
  }
  return violations
}

/** What a policy asks for, to be told before the person types. */
export const describe = (policy: Policy): RuleView[] =>
  rulesOf(policy).map(({ name, rule, value }) => ({ rule: name, params: rule.describe(value) }))
