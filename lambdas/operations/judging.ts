// A typed password under the policy that applies to a flow's person.
import type { Flow } from '../flow/flow.ts'
import { unpackPerson, unpackPolicy } from '../flow/padding.ts'
import { judge } from '../policy/judge.ts'
import { type Normalised, normalised } from '../policy/normalised.ts'
import type { Policies, Subject } from '../policy/policy.ts'
import { policyOf } from '../policy/resolve.ts'

export interface JudgingDeps {
  policies: Policies
  isCommon: Subject['isCommon']
  /** What the organisation calls itself: a password must not be built from it. */
  organisation: readonly string[]
}

/** The password in the form that is written, or every rule that it breaks. */
export function judgedPassword(deps: JudgingDeps, flow: Flow, typed: string): Normalised {
  const policy = policyOf(deps.policies, unpackPolicy(flow.policy ?? ''))
  const plain = normalised(typed, policy.maxBytes)
  if (!plain.ok) return plain
  const { names } = unpackPerson(flow.person ?? '{}')
  const violations = judge(policy, plain.password, { names, organisation: deps.organisation, isCommon: deps.isCommon })
  return violations.length > 0 ? { ok: false, violations } : plain
}
