import type { Policy, RuleName, RuleView, Subject, Violation } from './policy.ts'
import { candidateOf, type Judgement } from './rule.ts'
import { rulesOf } from './rules.ts'

/** Every rule that a password breaks, in the order of the registry. The password must have come through `normalised`. */
export function judge(policy: Policy, password: string, subject: Subject): Violation[] {
  const candidate = candidateOf(password)
  const violations: Violation[] = []
  for (const { name, judgement } of judgementsOf(policy)) {
    const params = judgement(candidate, subject)
    if (params) violations.push({ rule: name, params })
  }
  return violations
}

const known = new WeakMap<Policy, readonly { name: RuleName; judgement: Judgement }[]>()

/** What a policy asks of every password, made when the first is judged. */
function judgementsOf(policy: Policy) {
  const found = known.get(policy) ?? rulesOf(policy).map(({ name, rule, value }) => ({ name, judgement: rule.judge(value) }))
  known.set(policy, found)
  return found
}

/** What a policy asks for, to be told before the person types. */
export const describe = (policy: Policy): RuleView[] =>
  rulesOf(policy).map(({ name, rule, value }) => ({ rule: name, params: rule.describe(value) }))
