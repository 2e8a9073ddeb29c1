import { expect, test } from 'vitest'
import { ageOf, expiryOf, lockedUntil, warningOf } from '../../lambdas/policy/terms.ts'

const NOVEMBER_1 = Date.UTC(2026, 10, 1, 9, 30)
const day = (time: number | undefined): string | undefined => (time === undefined ? undefined : new Date(time).toISOString().slice(0, 10))

test('created on Nov 1 with 30 and 20 days: warned on Nov 21, expired on Dec 1', () => {
  const policy = { id: 'p', passwordExpiresAfter: 30, passwordExpireWarning: 20 }
  expect([day(warningOf(policy, NOVEMBER_1)), day(expiryOf(policy, NOVEMBER_1))]).toEqual(['2026-11-21', '2026-12-01'])
  expect(expiryOf(policy, NOVEMBER_1)).toBe(NOVEMBER_1 + 30 * 86_400_000)
})

test('without an expiry nothing expires and nothing is warned of', () => {
  expect([
    expiryOf({ id: 'p' }, 0),
    warningOf({ id: 'p', passwordExpireWarning: 5 }, 0),
    warningOf({ id: 'p', passwordExpiresAfter: 5 }, 0)
  ]).toEqual([undefined, undefined, undefined])
  expect(expiryOf({ id: 'p', passwordExpiresAfter: null }, 0)).toBeUndefined()
})

test('as many wrong logins as are allowed lock for so many minutes, or until an administrator unlocks', () => {
  const policy = { id: 'p', maxIncorrectAttempts: 3, lockoutDuration: 15 }
  expect([2, 3, 4].map((attempts) => lockedUntil(policy, attempts, 1000))).toEqual([undefined, 901_000, 901_000])
  expect(lockedUntil({ id: 'p', maxIncorrectAttempts: 3, permanentLockout: true }, 3, 1000)).toBe(Number.POSITIVE_INFINITY)
  expect(lockedUntil({ id: 'p', maxIncorrectAttempts: 3 }, 3, 1000)).toBe(Number.POSITIVE_INFINITY)
  expect(lockedUntil({ id: 'p', lockoutDuration: 3 }, 99, 1000)).toBeUndefined()
})

test('an age is counted in whole days', () => {
  expect([0, 86_399_999, 86_400_000, 172_800_000].map((passed) => ageOf(5, 5 + passed))).toEqual([0, 0, 1, 2])
})
