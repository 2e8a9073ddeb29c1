// Who is to be told that a password expires: from its warning day on, until it has expired.
import type { Policies, Policy } from './policy.ts'
import { expiryOf, warningOf } from './terms.ts'

/** When a password expires whose warning day has come and whose last day has not; undefined where nothing is to be said. */
export function dueAt(policy: Policy, createdAt: number, now: number): number | undefined {
  const [warning, expiry] = [warningOf(policy, createdAt), expiryOf(policy, createdAt)]
  return warning !== undefined && expiry !== undefined && warning <= now && now < expiry ? expiry : undefined
}

const allOf = ({ default: fallback, groups }: Policies): Policy[] => [fallback, ...groups.map(({ policy }) => policy)]

/** Whether any policy ever warns of an expiry. */
export const anyWarns = (policies: Policies): boolean => allOf(policies).some((policy) => warningOf(policy, 0) !== undefined)

/** Whether any policy calls it due: before it is known which of them is for whom. */
export const mayBeDue = (policies: Policies, createdAt: number, now: number): boolean =>
  allOf(policies).some((policy) => dueAt(policy, createdAt, now) !== undefined)
