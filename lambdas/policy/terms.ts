// What a policy says after a password was accepted: when it is to be changed, and how long wrong logins lock.
// Times are epoch milliseconds; undefined means never.
import type { Policy } from './policy.ts'

const DAY = 86_400_000
const MINUTE = 60_000

const daysAfter = (start: number, days: number | null | undefined): number | undefined =>
  typeof days === 'number' ? start + days * DAY : undefined

/** When a password that was set at `createdAt` expires. */
export const expiryOf = (policy: Policy, createdAt: number): number | undefined => daysAfter(createdAt, policy.passwordExpiresAfter)

/** What is to be kept of a password that is set now. */
export function termsOf(policy: Policy, now: number): { expiresAt?: number } {
  const expiresAt = expiryOf(policy, now)
  return expiresAt === undefined ? {} : { expiresAt }
}

/** From when its expiry is warned of: counted from its creation, as Oracle counts, not back from its end. */
export const warningOf = (policy: Policy, createdAt: number): number | undefined =>
  expiryOf(policy, createdAt) === undefined ? undefined : daysAfter(createdAt, policy.passwordExpireWarning)

/** Until when an account is locked after so many wrong logins in a row, the last at `failedAt`; Infinity where only an administrator unlocks. */
export function lockedUntil(policy: Policy, attempts: number, failedAt: number): number | undefined {
  if (typeof policy.maxIncorrectAttempts !== 'number' || attempts < policy.maxIncorrectAttempts) return undefined
  if (policy.permanentLockout || typeof policy.lockoutDuration !== 'number') return Number.POSITIVE_INFINITY
  return failedAt + policy.lockoutDuration * MINUTE
}

/** Whole days since a password was set, for `minPasswordAge`. */
export const ageOf = (createdAt: number, now: number): number => Math.floor((now - createdAt) / DAY)
