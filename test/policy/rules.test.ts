import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { describe as describePolicy, judge } from '../../lambdas/policy/judge.ts'
import type { Policy, RuleName, Subject } from '../../lambdas/policy/policy.ts'
import { judgeableHere, RULES } from '../../lambdas/policy/rules.ts'

const someone: Subject = {
  names: {
    username: ['alice.smith'],
    given: ['Alice', 'Li'],
    family: ['Smith', 'García', 'Ito', 'Παπαδόπουλος'],
    mail: ['a.smith@example.com', 'boss@example.com']
  },
  organisation: ['Example'],
  isCommon: (plain) => plain === 'trustno1'.replace('1', 'l'),
  attributes: { employeeNumber: ['E10042'], department: ['R', 'Research'] },
  current: 'old-password'
}

/** What the rule says of the password when it alone is on. */
const broken = (rule: RuleName, value: unknown, password: string) =>
  judge({ id: 'one', [rule]: value } as Policy, password, someone).map(({ params }) => params)[0]

test('every rule lies in a file of its name', () => {
  const files = readdirSync(new URL('../../lambdas/policy/rules/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''))
  expect(files.toSorted()).toEqual(Object.keys(RULES).toSorted())
})

/** Rules that want at least a number: below it, at it and above it, counted at `n` = 3. */
const AT_LEAST: [RuleName, below: string, at: string, above: string][] = [
  ['minLength', 'ab', 'abc', 'abcd'],
  ['minUpperCase', 'ABcÄ', 'ABC', 'ABCD'],
  ['minLowerCase', 'abCä', 'abc', 'abcd'],
  ['minAlphas', 'aBé1', 'aBc', 'aBcD'],
  ['minNumerals', '12３x', '123', '1234'],
  ['minAlphaNumerals', 'a1-é', 'a1b', 'a1b2'],
  ['minSpecialChars', '! ab', '! ~', '! ~_'],
  ['minUnicodeChars', 'é😀ab', 'é😀あ', 'é😀あ３'],
  ['minUniqueChars', 'aabcdd', 'aabcd', 'abcdd'],
  ['minDifferentFromCurrent', 'oldXY', 'oldXYZ', 'oldXYZ1']
]

/** Rules that want at most a number, counted at `n` = 2. */
const AT_MOST: [RuleName, below: string, at: string, above: string][] = [
  ['maxLength', '😀', '😀😀', '😀😀😀'],
  ['maxSpecialChars', '!abc', '! abc', '! ~abc'],
  ['maxUnicodeChars', 'éab', 'é😀ab', 'é😀あab'],
  ['maxRepeatedChars', 'abc', 'abab', 'ababa'],
  ['maxConsecutiveRepeats', 'abab', 'aabb', 'aabbb'],
  ['maxSequenceLength', 'a1x9', 'ab1x', 'abc1']
]

describe.each(AT_LEAST)('%s of 3', (rule, below, at, above) => {
  test(`refuses ${below}, with what was found`, () => expect(broken(rule, 3, below)).toEqual({ required: 3, found: 2 }))
  test(`takes ${at}`, () => expect(broken(rule, 3, at)).toBeUndefined())
  test(`takes ${above}`, () => expect(broken(rule, 3, above)).toBeUndefined())
})

describe.each(AT_MOST)('%s of 2', (rule, below, at, above) => {
  test(`takes ${below}`, () => expect(broken(rule, 2, below)).toBeUndefined())
  test(`takes ${at}`, () => expect(broken(rule, 2, at)).toBeUndefined())
  test(`refuses ${above}, with what was found`, () => expect(broken(rule, 2, above)).toEqual({ allowed: 2, found: 3 }))
})

test.each([
  ['maxSpecialChars', 'a!'],
  ['maxUnicodeChars', 'é'],
  ['maxLength', 'a']
] as const)('%s of 0 allows none', (rule, password) => {
  expect(broken(rule, 0, password)).toEqual({ allowed: 0, found: 1 })
})

test('minUniqueChars counts what occurs exactly once', () => {
  expect(broken('minUniqueChars', 2, '1a23321')).toEqual({ required: 2, found: 1 })
})

test.each([
  ['Ab1!é', 5],
  ['Ab1!', 4],
  ['abc', 1],
  ['', 0]
])('%j has %i character classes', (password, found) => {
  expect(broken('minCharacterClasses', 6, password)).toEqual({ required: 6, found })
})

test.each([
  ['qwerty', 6],
  ['QWErty', 6],
  ['ytrewq', 6],
  ['!@#$%', 5],
  ['qwertz', 6],
  ['azerty', 6],
  ['321cba', 3],
  ['7890', 4],
  ['xyzab', 3],
  ['あいうえお', 1],
  ['абвгд', 5],
  ['aceg', 1],
  ['', 0]
])('the longest sequence of %j is %i', (password, found) => {
  expect(broken('maxSequenceLength', found, password)).toBeUndefined()
  if (found > 0) expect(broken('maxSequenceLength', found - 1, password)).toEqual({ allowed: found - 1, found })
})

test('minDifferentFromCurrent says nothing where the current password is not known', () => {
  const { current: _, ...stranger } = someone
  expect(judge({ id: 'p', minDifferentFromCurrent: 99 }, 'old', stranger)).toEqual([])
})

test.each([
  ['requiredChars', '$é', 'a$é', 'a$', { required: '$é', missing: 'é' }],
  ['requiredChars', 'e\u0301', 'a\u00e9', 'e', { required: 'e\u0301', missing: '\u00e9' }],
  ['disallowedChars', '%&😀', 'a$', 'a😀%', { disallowed: '%&😀', found: '%😀' }],
  ['allowedChars', 'abc1', 'cab1', 'cabX1YX', { allowed: 'abc1', found: 'XY' }],
  ['disallowedSubstrings', ['Acme', ' ', '', 'geheim'], 'acm e', 'myACMEx', { disallowed: 'Acme, geheim', found: 'Acme' }],
  ['startsWithAlphabet', true, 'a1', '1a', {}],
  ['startsWithAlphabet', true, 'Z', 'éa', {}],
  ['specialNotAtEnds', true, 'a!b', '!ab', {}],
  ['specialNotAtEnds', true, 'éa!é', 'ab ', {}],
  ['palindromeDisallowed', true, 'abca', 'Abba', {}],
  ['palindromeDisallowed', true, '😀ab😀', '😀a😀', {}],
  ['lastNameDisallowed', true, 'smit', 'xxSMITHxx', {}],
  ['lastNameDisallowed', true, 'garcia', 'xxgarci\u0301a'.normalize('NFC'), {}],
  ['lastNameDisallowed', true, 'it0', 'bonITOs', {}],
  ['firstNameDisallowed', true, 'li-x-alic', 'xaLiCEx', {}],
  ['userNameDisallowed', true, 'alicesmith', 'x-Alice.Smith', {}],
  ['emailDisallowed', true, 'x.smith example.com', '1a.SMITH2', {}],
  ['emailDisallowed', true, 'bos', 'myboss', {}],
  ['lastNameDisallowed', true, 'παπάδο', 'xxΠΑΠΑΔΌΠΟΥΛΟΣabc', {}],
  ['lastNameDisallowed', true, 'πουλος', 'Παπαδόπουλοςabc', {}],
  ['attributesDisallowed', ['employeeNumber', 'department'], 'r-e10043', 'xe10042', { attributes: 'employeeNumber' }],
  ['attributesDisallowed', ['department'], 'xe10042', 'research', { attributes: 'department' }],
  ['dictionary', { words: ['Secret\r', 'geheim'] }, 'secrets', 'SECRET', {}],
  ['dictionary', { words: ['straße'] }, 'strass', 'STRASSE', {}],
  [
    'mustMatch',
    [
      { pattern: '\\d', message: 'A digit.' },
      { pattern: '^x', message: 'An x first.' }
    ],
    'x1',
    'ax',
    { message: 'A digit. An x first.' }
  ],
  ['mustNotMatch', [{ pattern: '\\d$', message: 'No digit last.' }], '1a', 'a1', { message: 'No digit last.' }],
  ['blocklist', true, 'trustno2', 'TrustNo1', { kind: 'common' }],
  ['blocklist', true, 'alice likes horses', 'alice', { kind: 'context' }]
] as [RuleName, unknown, string, string, object][])('%s of %j takes %j and refuses %j', (rule, value, taken, refused, params) => {
  expect(broken(rule, value, taken)).toBeUndefined()
  expect(broken(rule, value, refused)).toEqual(params)
})

test.each([
  ['numPasswordsInHistory', 'lastUsed', [2, 3, 4, undefined], [true, true, false, false], { required: 3 }],
  ['minPasswordAge', 'age', [2, 3, 4, undefined], [true, false, false, false], { required: 3 }],
  ['minStrength', 'strength', [2, 3, 4], [true, false, false], { required: 3, found: 2 }]
] as [RuleName, string, unknown[], boolean[], object][])('%s of 3 goes by %s', (rule, fact, given, broken3, params) => {
  const judged = given.map((value) => judge({ id: 'p', [rule]: 3 } as Policy, 'x', { ...someone, [fact]: value }))
  expect(judged.map((violations) => violations.length > 0)).toEqual(broken3)
  expect(judged.find((violations) => violations.length > 0)?.[0]).toEqual({ rule, params })
})

test.each([
  [{ dictionary: { location: 'words.txt' } }, 'the dictionary was not read'],
  [{ minStrength: 1 }, 'the strength was not estimated']
])('%j cannot be judged, and so not kept, by who has not read what it needs', (rules, why) => {
  expect(() => judge({ id: 'p', ...rules }, 'x', someone)).toThrow(why)
  expect(judge(judgeableHere({ id: 'p', ...rules, minLength: 2 }), 'x', someone).map(({ rule }) => rule)).toEqual(['minLength'])
})

test.each(Object.keys(RULES) as RuleName[])('%s is off when absent or null', (rule) => {
  expect(describePolicy({ id: 'p', [rule]: null })).toEqual([])
  expect(describePolicy({ id: 'p', [rule]: undefined })).toEqual([])
})

test.each([
  ['blocklist', false],
  ['startsWithAlphabet', false],
  ['requiredChars', ''],
  ['allowedChars', ''],
  ['disallowedSubstrings', []],
  ['attributesDisallowed', []]
] as [RuleName, unknown][])('%s of %j is off', (rule, value) => {
  expect(broken(rule, value, 'alice smith')).toBeUndefined()
})
