import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parseVariables } from '../../lambdas/config.ts'
import { contradictionsOf } from '../../lambdas/policy/contradictions.ts'
import type { Policy } from '../../lambdas/policy/policy.ts'
import { problemsOf } from '../../lambdas/policy/validate.ts'
import { policyShape } from '../../lambdas/shapes.ts'

type Rules = Omit<Policy, 'id'>

const of = (rules: Rules): string[] => problemsOf({ id: 'p', ...rules })

/** Policies that nobody could keep, with every reason. */
const CONTRADICTORY: [Rules, ...string[]][] = [
  [{ minLength: 20, maxLength: 10 }, 'minLength 20 is above maxLength 10'],
  [{ maxLength: 0 }, 'maxLength 0 lets no password pass', 'the characters that are asked for are 1, more than maxLength 0'],
  [{ minLength: 600 }, 'minLength 600 is above what maxBytes 512 can hold'],
  [{ minLength: 70, maxBytes: 64 }, 'minLength 70 is above what maxBytes 64 can hold'],
  [{ minSpecialChars: 4, maxSpecialChars: 2 }, 'minSpecialChars 4 is above maxSpecialChars 2'],
  [{ minUnicodeChars: 1, maxUnicodeChars: 0 }, 'minUnicodeChars 1 is above maxUnicodeChars 0'],
  [{ minUniqueChars: 9, maxLength: 8 }, 'minUniqueChars 9 is above maxLength 8'],
  [{ minDifferentFromCurrent: 9, maxLength: 8 }, 'minDifferentFromCurrent 9 is above maxLength 8'],
  [{ minCharacterClasses: 3, maxLength: 2 }, 'minCharacterClasses 3 is above maxLength 2'],
  [{ minCharacterClasses: 6 }, 'minCharacterClasses 6 cannot be met: only 5 kinds of characters may occur'],
  [
    { minCharacterClasses: 4, maxSpecialChars: 0, maxUnicodeChars: 0 },
    'minCharacterClasses 4 cannot be met: only 3 kinds of characters may occur'
  ],
  [{ minCharacterClasses: 3, allowedChars: 'abc123' }, 'minCharacterClasses 3 cannot be met: only 2 kinds of characters may occur'],
  [{ minUpperCase: 4, minLowerCase: 4, minNumerals: 4, maxLength: 10 }, 'the characters that are asked for are 12, more than maxLength 10'],
  [{ minAlphas: 5, minNumerals: 3, minSpecialChars: 1, maxLength: 8 }, 'the characters that are asked for are 9, more than maxLength 8'],
  [{ minNumerals: 8, maxLength: 8, startsWithAlphabet: true }, 'the characters that are asked for are 9, more than maxLength 8'],
  [{ minSpecialChars: 7, maxLength: 8, specialNotAtEnds: true }, 'the characters that are asked for are 9, more than maxLength 8'],
  [{ requiredChars: 'abc', disallowedChars: 'cde' }, 'requiredChars and disallowedChars share c'],
  [{ requiredChars: 'abc', allowedChars: 'abxyz' }, 'allowedChars lacks c, which requiredChars asks for'],
  [{ allowedChars: 'abc', disallowedChars: 'bx' }, 'allowedChars and disallowedChars share b'],
  [{ requiredChars: 'Ab', disallowedSubstrings: ['a'] }, 'requiredChars asks for A, which disallowedSubstrings forbids'],
  [
    { requiredChars: 'abcdef', maxLength: 4 },
    'requiredChars asks for 6 characters, more than maxLength 4',
    'the characters that are asked for are 6, more than maxLength 4'
  ],
  [{ requiredChars: '$%&', maxSpecialChars: 2 }, 'requiredChars holds 3 special characters, more than the most that are allowed'],
  [{ requiredChars: 'é', maxUnicodeChars: 0 }, 'requiredChars holds 1 unicode characters, more than the most that are allowed'],
  [{ allowedChars: '12345', startsWithAlphabet: true }, 'startsWithAlphabet asks for a letter, and no letter may occur'],
  [
    { allowedChars: '!$', specialNotAtEnds: true },
    'specialNotAtEnds asks for other characters at both ends, and only special characters may occur'
  ],
  [{ allowedChars: 'abc', minNumerals: 1 }, 'minNumerals 1 cannot be met: the characters that may occur give at most 0'],
  [
    { disallowedChars: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', minUpperCase: 2 },
    'minUpperCase 2 cannot be met: the characters that may occur give at most 0'
  ],
  [{ allowedChars: '0123', minAlphas: 1 }, 'minAlphas 1 cannot be met: at most 0 letters are possible'],
  [
    { allowedChars: '!a', maxRepeatedChars: 2, minAlphaNumerals: 3 },
    'minAlphaNumerals 3 cannot be met: at most 2 letters and digits are possible'
  ],
  [
    { allowedChars: 'abcd', maxRepeatedChars: 2, minLength: 9 },
    'minLength 9 cannot be met: the characters that may occur, as often as they may, are 8'
  ],
  [{ allowedChars: 'abcd', minUniqueChars: 5 }, 'minUniqueChars 5 cannot be met: only 4 different characters may occur'],
  [{ maxConsecutiveRepeats: 0 }, 'maxConsecutiveRepeats 0 lets no character occur at all: 1 refuses any character twice in a row'],
  [{ maxSequenceLength: 0 }, 'maxSequenceLength 0 lets no character occur at all: 1 refuses any two neighbours'],
  [
    { allowedChars: 'a', maxConsecutiveRepeats: 3, minLength: 4 },
    'only a may occur, and maxConsecutiveRepeats 3 keeps it below minLength 4'
  ],
  [{ allowedChars: 'a', palindromeDisallowed: true }, 'only a may occur, and palindromeDisallowed refuses what it can form'],
  [{ maxLength: 1, palindromeDisallowed: true }, 'palindromeDisallowed refuses every password of maxLength 1'],
  [{ allowedChars: 'a', disallowedChars: 'a' }, 'allowedChars and disallowedChars share a', 'no character is left that may occur'],
  [{ minLength: 1000 }, 'minLength is 1000: it must be a whole number, 0 to 999'],
  [
    { minNumerals: -1, minUpperCase: 1.5 },
    'minUpperCase is 1.5: it must be a whole number, 0 to 999',
    'minNumerals is -1: it must be a whole number, 0 to 999'
  ],
  [{ minStrength: 5 }, 'minStrength is 5: it must be a whole number, 0 to 4'],
  [
    { passwordExpiresAfter: 30, passwordExpireWarning: 30 },
    "passwordExpireWarning 30 must be below passwordExpiresAfter 30: both count from the password's creation"
  ],
  [{ passwordExpireWarning: 5 }, 'passwordExpireWarning 5 warns of an end, and passwordExpiresAfter names none'],
  [
    { passwordExpiresAfter: 10, minPasswordAge: 10 },
    'minPasswordAge 10 must be below passwordExpiresAfter 10, or a password expires before it may be changed'
  ],
  [{ passwordExpiresAfter: 0 }, 'passwordExpiresAfter 0 lets every password expire at once: leave it out to let none expire'],
  [{ maxIncorrectAttempts: 0 }, 'maxIncorrectAttempts 0 locks everybody out: leave it out to lock nobody'],
  [{ permanentLockout: true, lockoutDuration: 5 }, 'permanentLockout has no end, and lockoutDuration names one'],
  [{ mustMatch: [{ pattern: '(a', message: 'x' }] }, 'mustMatch (a is not a regular expression'],
  [
    { mustNotMatch: [{ pattern: '(.)\\1', message: 'x' }] },
    'mustNotMatch (.)\\1 refers back to a group, which cannot be matched in linear time'
  ],
  [
    { mustMatch: [{ pattern: '(?=a)b', message: 'x' }] },
    'mustMatch (?=a)b uses a group of the form (?…) other than (?:…), which is not supported'
  ],
  [{ mustNotMatch: [{ pattern: 'a*', message: 'x' }] }, 'mustNotMatch a* is found in every password'],
  [{ mustMatch: [{ pattern: 'a', message: 'x' }], mustNotMatch: [{ pattern: 'a', message: 'x' }] }, 'mustMatch and mustNotMatch share a'],
  [{ mustMatch: [{ pattern: 'a', message: ' ' }] }, 'mustMatch a has no message for the person'],
  [
    { mustMatch: [{ pattern: '(?:a{50}){50}', message: 'x' }] },
    'mustMatch (?:a{50}){50} is too large: it would take more than 1000 states'
  ],
  [{ disallowedSubstrings: ['a,b'] }, 'disallowedSubstrings holds “a,b”: a part must not hold a comma'],
  [{ dictionary: { words: [] } }, 'dictionary holds no word'],
  [{ dictionary: { location: 'words.txt', delimiter: '::' } }, 'the delimiter of the dictionary must be one character'],
  [
    { dictionary: { location: 's3://bucket/words.txt' } },
    'the dictionary s3://bucket/words.txt must be a file: no bucket of dictionaries is configured'
  ],
  [
    { allowedChars: 'ab', maxConsecutiveRepeats: 1, maxSequenceLength: 1, minLength: 2 },
    'no password was found that keeps all of these rules together'
  ],
  [{ disallowedSubstrings: ['a', 'b', 'c'], allowedChars: 'abc' }, 'no character is left that may occur']
]

describe('a policy that nobody could keep is refused with every reason', () => {
  test.each(CONTRADICTORY)('%j', (rules, ...reasons) => expect(reasons.filter((reason) => !of(rules).includes(reason))).toEqual([]))

  test('and with no other reason than those that follow from them', () => {
    const extra = CONTRADICTORY.flatMap(([rules, ...reasons]) => of(rules).filter((reason) => !reasons.includes(reason)))
    // What follows: a sum that a single excess already makes too large, and kinds that are left without characters.
    expect(extra.filter((reason) => !/^the characters that are asked for are|cannot be met/.test(reason))).toEqual([])
  })
})

test.each([
  {},
  { minLength: 10, maxLength: 10 },
  { minSpecialChars: 2, maxSpecialChars: 2 },
  { maxSpecialChars: 0, maxUnicodeChars: 0 },
  { minUpperCase: 4, minLowerCase: 4, minNumerals: 2, maxLength: 10 },
  { minUniqueChars: 8, maxLength: 8 },
  { allowedChars: 'abcd', maxRepeatedChars: 2, minLength: 8 },
  { allowedChars: 'abcd', minUniqueChars: 4 },
  { minSpecialChars: 6, maxLength: 8, specialNotAtEnds: true },
  { minNumerals: 7, maxLength: 8, startsWithAlphabet: true },
  { passwordExpiresAfter: 30, passwordExpireWarning: 29, minPasswordAge: 29 },
  { minCharacterClasses: 5 },
  { minLength: 512 },
  { minLength: 999, maxBytes: 4096, maxRepeatedChars: 1 },
  { minUnicodeChars: 60 },
  { dictionary: { location: 'words.txt' }, minStrength: 4, numPasswordsInHistory: 24 },
  { mustMatch: [{ pattern: '^[A-Z]', message: 'It begins with a capital letter.' }] }
] as Rules[])('%j is no contradiction', (rules) => expect(of(rules)).toEqual([]))

test('a configuration with a contradictory policy is refused, naming each contradiction', () => {
  const parsed = (policy: object) => parseVariables(['POLICIES'], { POLICIES: JSON.stringify({ default: policy }) }, contradictionsOf)
  const contradictory = { id: 'p', minLength: 20, maxLength: 10, requiredChars: 'a', disallowedChars: 'a' }
  expect(() => parsed(contradictory)).toThrow(
    /POLICIES\.default: minLength 20 is above maxLength 10\n.*POLICIES\.default: requiredChars and disallowedChars share a/
  )
  expect(parsed({ id: 'p', minLength: 10, disallowedSubstrings: 'a, b' }).POLICIES.default).toMatchObject({ minLength: 10 })
})

test('what is of the wrong shape is told by its field alone', () => {
  const { issues } = v.safeParse(policyShape, { id: 'p', minLength: '8', minStrength: 9, dictionary: {}, unheardOf: 1 })
  expect(issues?.map((issue) => v.getDotPath(issue)).toSorted()).toEqual(['dictionary', 'minLength', 'minStrength', 'unheardOf'])
})

test('contradictions are found without drawing a password, and drawing gives the same verdict each time', () => {
  const policy = { id: 'p', allowedChars: 'ab', maxConsecutiveRepeats: 1, maxSequenceLength: 1, minLength: 2 }
  expect(contradictionsOf(policy)).toEqual([])
  expect(problemsOf(policy)).toEqual(problemsOf(policy))
})
