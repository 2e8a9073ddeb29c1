import { expect, test } from 'vitest'
import { tellPolicy, tellReset } from '../../lambdas/operations/telling.ts'

const asked = (more: object) => ({
  default: { id: 'p', minLength: 8, minDifferentFromCurrent: 3, minPasswordAge: 1, ...more },
  groups: []
})
const names = (told: { rule: string }[]) => told.map(({ rule }) => rule)

test('a reset is told of the rules that it is judged by, and of no other', () => {
  expect(names(tellReset(asked({}), 'p', 'en'))).toEqual(['minLength'])
  expect(names(tellReset(asked({ minAgeAppliesToReset: true }), 'p', 'en'))).toEqual(['minLength', 'minPasswordAge'])
})

test('who manages a policy is told of all of them', () => {
  expect(names(tellPolicy(asked({}), 'p', 'en'))).toEqual(['minLength', 'minDifferentFromCurrent', 'minPasswordAge'])
})
