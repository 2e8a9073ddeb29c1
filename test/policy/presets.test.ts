import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parseVariables } from '../../lambdas/config.ts'
import { judge } from '../../lambdas/policy/judge.ts'
import { NOBODY } from '../../lambdas/policy/policy.ts'
import { PRESETS } from '../../lambdas/policy/presets.ts'
import { problemsOf } from '../../lambdas/policy/validate.ts'
import { policyShape } from '../../lambdas/shapes.ts'

test.each(Object.entries(PRESETS))('%s is a good policy of its own name', (name, policy) => {
  expect(policy.id).toBe(name)
  expect(problemsOf(policy)).toEqual([])
  expect(v.is(policyShape, policy)).toBe(true)
})

test('nist is what holds unless another is set', () => {
  const { maxBytes, ...policy } = parseVariables(['POLICIES'], {}).POLICIES.default
  expect([policy, maxBytes]).toEqual([PRESETS.nist, 512])
})

describe('ad-complexity', () => {
  const subject = { ...NOBODY, names: { username: ['alice'], given: ['Alice'], family: ['Li'], mail: [] } }
  test.each([
    ['Passwort', ['minCharacterClasses']],
    ['Passw0rt', []],
    ['passw0rt!', []],
    ['Ab1!', ['minLength']],
    ['xALICE1!', ['userNameDisallowed', 'firstNameDisallowed']],
    ['Lihue-77', []]
  ])('%s', (password, rules) => expect(judge(PRESETS['ad-complexity'], password, subject).map(({ rule }) => rule)).toEqual(rules))
})
