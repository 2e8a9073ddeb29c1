import { describe, expect, test } from 'vitest'
import { exportOracle, importOracle } from '../../lambdas/policy/import-oracle.ts'
import { problemsOf } from '../../lambdas/policy/validate.ts'

const assignment = (over: object = {}) => ({ idStoreRef: 'OUD', passwordPolicyID: 'staff', priority: 2, ruleType: 1, ...over })
const one = (passwordPolicyInfo: object, assignmentRule: object = assignment()) => importOracle([{ assignmentRule, passwordPolicyInfo }])
const policyOf = (info: object) => one(info).policies[0]?.policy

const WHOLE = {
  id: 'staff',
  minLength: 8,
  maxLength: 64,
  minUpperCase: 1,
  minLowerCase: 1,
  minAlphas: 2,
  minNumerals: 1,
  minAlphaNumerals: 4,
  minSpecialChars: 0,
  maxSpecialChars: 4,
  minUnicodeChars: 0,
  maxUnicodeChars: 2,
  minUniqueChars: 3,
  maxRepeatedChars: 3,
  requiredChars: '$',
  disallowedChars: '%',
  allowedChars: 'abcdeABCDE0123456789$!é',
  disallowedSubstrings: ['acme', 'geheim'],
  startsWithAlphabet: true,
  lastNameDisallowed: true,
  firstNameDisallowed: true,
  userNameDisallowed: true,
  dictionary: { location: '/opt/words.txt', delimiter: ';' },
  numPasswordsInHistory: 5,
  minPasswordAge: 1,
  passwordExpiresAfter: 90,
  passwordExpireWarning: 80,
  maxIncorrectAttempts: 5,
  lockoutDuration: 60,
  permanentLockout: false
}

test('every field that Oracle has goes there and back again', () => {
  expect(problemsOf(WHOLE)).toEqual([])
  const policies = [
    { policy: WHOLE, assignment: { store: 'OUD', priority: 1 } },
    { policy: { id: 'admins', minLength: 20 }, assignment: { store: 'OUD', group: 'cn=admins,dc=example,dc=com', priority: 2 } }
  ]
  const oracle = JSON.parse(JSON.stringify(exportOracle(policies)))
  expect(oracle[0].passwordPolicyInfo.disallowedSubstrings).toBe('acme,geheim')
  expect(oracle[1].assignmentRule).toEqual({
    idStoreRef: 'OUD',
    passwordPolicyID: 'admins',
    priority: 2,
    ruleType: 2,
    ruleValue: 'cn=admins,dc=example,dc=com'
  })
  expect(importOracle(oracle)).toEqual({ policies, problems: [], notes: [] })
  expect(exportOracle(importOracle(oracle).policies)).toEqual(oracle)
})

test('both of Oracle’s spellings are read, and numbers and flags that are text', () => {
  expect(
    policyOf({
      MinUpperCase: 1,
      MinAlphabets: '2',
      MinPasswordAgeInDays: 3,
      StartsWithAlphabet: 'TRUE',
      DisallowedSubstrings: 'a b, c,,',
      FirstNameDisallowed: 'false'
    })
  ).toEqual({
    id: 'staff',
    minUpperCase: 1,
    minAlphas: 2,
    minPasswordAge: 3,
    startsWithAlphabet: true,
    disallowedSubstrings: ['a b', 'c'],
    firstNameDisallowed: false
  })
  expect(policyOf({ DictionaryLocation: '/opt/w', DictionaryDelimiter: ';' })).toEqual({
    id: 'staff',
    dictionary: { location: '/opt/w', delimiter: ';' }
  })
})

test('absent, null and empty fields are off, and 0 is a value', () => {
  expect(policyOf({ minLength: null, requiredChars: '', maxSpecialChars: 0 })).toEqual({ id: 'staff', maxSpecialChars: 0 })
})

describe('nothing is dropped silently', () => {
  test.each([
    [{ unheardOf: 1 }, '[0].passwordPolicyInfo.unheardOf is unknown and was left out'],
    [{ dictionaryFlavour: 1 }, '[0].passwordPolicyInfo.dictionaryFlavour is unknown and was left out'],
    [
      { challengesEnabled: false },
      '[0].passwordPolicyInfo.challengesEnabled is not supported: challenge questions are not supported, in Access Manager neither'
    ],
    [
      { allAtOnce: true },
      '[0].passwordPolicyInfo.allAtOnce is not supported: Access Manager does not support it either, and every broken rule is told at once here'
    ],
    [{ forcePasswordReset: true }, '[0].passwordPolicyInfo.forcePasswordReset is not supported: it is set per person, not per policy'],
    [
      { distinctCharacters: 3 },
      '[0].passwordPolicyInfo.distinctCharacters becomes minUniqueChars, which counts only characters that occur once'
    ],
    [{ passwordExpiresAfter: 0, passwordExpireWarning: 0 }, '[0].passwordPolicyInfo.passwordExpiresAfter was left out: 0 is read as never'],
    [{ passwordExpireWarning: 7 }, '[0].passwordPolicyInfo.passwordExpireWarning was left out: passwords do not expire'],
    [{ permanentLockout: true, lockoutDuration: 5 }, '[0].passwordPolicyInfo.lockoutDuration was left out: the lock is permanent'],
    [
      { dictionaryLocation: '/x', dictionaryWordDisallowed: false },
      '[0].passwordPolicyInfo.dictionaryLocation was left out: dictionaryWordDisallowed is false'
    ],
    [
      { dictionaryWordDisallowed: true },
      '[0].passwordPolicyInfo.dictionaryWordDisallowed was left out: no dictionaryLocation says which words'
    ],
    [{ dictionaryDelimiter: ';' }, '[0].passwordPolicyInfo.dictionaryDelimiter was left out: there is no dictionaryLocation']
  ])('%j', (info, note) => {
    expect(one(info).notes).toContain(note)
    expect(one(info).problems).toEqual([])
  })

  test('nor in the assignment or beside it', () => {
    const { notes } = importOracle([{ assignmentRule: assignment({ extra: 1 }), passwordPolicyInfo: {}, more: 1 }])
    expect(notes).toEqual(['[0].more is unknown and was left out', '[0].assignmentRule.extra is unknown and was left out'])
  })

  test('a group that a rule for the whole store names', () => {
    const { policies, notes } = one({}, assignment({ ruleValue: 'admins' }))
    expect(policies[0]?.assignment).toEqual({ store: 'OUD', priority: 2 })
    expect(notes).toEqual(['[0].assignmentRule.ruleValue "admins" was left out: ruleType 1 is the whole store, and 2 a group'])
  })

  test('an id that is none here is changed, and said', () => {
    const { policies, notes } = one({}, assignment({ passwordPolicyID: 'Staff Policy #1' }))
    expect(policies[0]?.policy.id).toBe('staff-policy-1')
    expect(notes).toEqual(['[0].assignmentRule.passwordPolicyID Staff Policy #1 becomes staff-policy-1'])
    const ids = importOracle(
      ['a b', 'A-B', '7'].map((id, nth) => ({
        assignmentRule: assignment({ passwordPolicyID: id, priority: nth }),
        passwordPolicyInfo: {}
      }))
    )
    expect(ids.policies.map(({ policy }) => policy.id)).toEqual(['a-b', 'a-b-2', 'oracle-7'])
  })
})

describe('refuses', () => {
  test.each([
    ['what is no assignment', [7], '[0] is not a PasswordPolicyAssignment: it needs assignmentRule and passwordPolicyInfo'],
    [
      'a number that is none',
      [{ assignmentRule: assignment(), passwordPolicyInfo: { minLength: 'eight' } }],
      '[0].passwordPolicyInfo.minLength is "eight": it must be a whole number, 0 to 999'
    ],
    [
      'a flag that is none',
      [{ assignmentRule: assignment(), passwordPolicyInfo: { startsWithAlphabet: 'maybe' } }],
      '[0].passwordPolicyInfo.startsWithAlphabet is "maybe": it must be true or false'
    ],
    [
      'one field in two spellings with two values',
      [{ assignmentRule: assignment(), passwordPolicyInfo: { minLength: 8, MINLENGTH: 9 } }],
      '[0].passwordPolicyInfo.MINLENGTH is 9, but a field of the same meaning is 8'
    ],
    [
      'an unknown rule type',
      [{ assignmentRule: assignment({ ruleType: 3 }), passwordPolicyInfo: {} }],
      '[0].assignmentRule.ruleType must be 1 (the store) or 2 (a group)'
    ],
    [
      'a group rule without a group',
      [{ assignmentRule: assignment({ ruleType: 2 }), passwordPolicyInfo: {} }],
      '[0].assignmentRule.ruleValue must name the group of ruleType 2'
    ],
    [
      'a missing priority',
      [{ assignmentRule: assignment({ priority: undefined }), passwordPolicyInfo: {} }],
      '[0].assignmentRule.priority must be a whole number, 0 to 999'
    ],
    [
      'an id that is not the policy’s',
      [{ assignmentRule: assignment(), passwordPolicyInfo: { id: 'other' } }],
      '[0].assignmentRule.passwordPolicyID staff is not the id of its policy, other'
    ]
  ])('%s', (_, json, problem) => expect(importOracle(json).problems).toEqual([problem]))

  test('two policies of one priority in a store', () => {
    const json = ['a', 'b'].map((id) => ({ assignmentRule: assignment({ passwordPolicyID: id }), passwordPolicyInfo: {} }))
    expect(importOracle(json).problems).toEqual(['[1] has priority 2 as [0]: in a store every policy needs its own'])
  })
})
