// What password managers are told of a policy.
import { expect, test } from 'vitest'
import { describe as describePolicy, judge } from '../../lambdas/policy/judge.ts'
import { NOBODY, type Policy } from '../../lambdas/policy/policy.ts'
import { PRESETS } from '../../lambdas/policy/presets.ts'
import { passwordRules } from '../../lambdas/view/password-rules.ts'
import { randomPolicy, seeded } from '../support/random-policy.ts'

const told = (policy: Omit<Policy, 'id'>): string => passwordRules(describePolicy({ id: 'p', ...policy }))

test.each<[Omit<Policy, 'id'>, string]>([
  [{}, 'allowed: upper, lower, digit, special;'],
  [{ minLength: 15, maxLength: 128, blocklist: true }, 'minlength: 15; maxlength: 128; allowed: upper, lower, digit, special;'],
  [{ minUpperCase: 1, minLowerCase: 0, minNumerals: 2 }, 'required: upper; required: digit; allowed: upper, lower, digit, special;'],
  [{ minAlphas: 1 }, 'required: lower, upper; allowed: upper, lower, digit, special;'],
  [{ minAlphaNumerals: 3 }, 'required: lower, upper, digit; allowed: upper, lower, digit, special;'],
  [{ minSpecialChars: 1, allowedChars: 'ab1-]_' }, 'required: [-_]]; allowed: [ab], [1], [-_]];'],
  [{ maxSpecialChars: 0 }, 'allowed: upper, lower, digit;'],
  [{ disallowedChars: 'lI1O0' }, 'allowed: [ABCDEFGHJKLMNPQRSTUVWXYZ], [abcdefghijkmnopqrstuvwxyz], [23456789], special;'],
  [{ requiredChars: '$é' }, 'required: [$]; allowed: upper, lower, digit, special;'],
  [{ minUnicodeChars: 1 }, 'required: unicode; allowed: upper, lower, digit, special;'],
  [{ maxConsecutiveRepeats: 2, maxRepeatedChars: 4 }, 'allowed: upper, lower, digit, special; max-consecutive: 2;'],
  [{ minCharacterClasses: 3 }, 'required: upper; required: lower; required: digit; allowed: upper, lower, digit, special;'],
  [{ minUpperCase: 2, minCharacterClasses: 1 }, 'required: upper; allowed: upper, lower, digit, special;']
])('%j is told as %s', (policy, rules) => expect(told(policy)).toBe(rules))

test('what comes without its number, as from a directory, is left out', () => {
  expect(passwordRules([{ rule: 'minLength', params: {} }])).toBe('allowed: upper, lower, digit, special;')
})

const CLASS = String.raw`(?:upper|lower|digit|special|unicode|\[-?[^\]-]*\]?\])`
const PROPERTY = new RegExp(String.raw`^(?:(?:minlength|maxlength|max-consecutive): \d+;|(?:required|allowed): ${CLASS}(?:, ${CLASS})*;)$`)

const NAMED: Readonly<Record<string, string>> = { upper: 'AZ', lower: 'az', digit: '09', special: '!~ ' }

test('for 200 random policies it is well-formed, and no character that it names is refused for itself', () => {
  const random = seeded('password rules')
  const policies: Policy[] = [...Object.values(PRESETS), ...Array.from({ length: 200 }, () => randomPolicy(random))]
  for (const policy of policies) {
    const properties = told(policy).match(/[a-z-]+: .*?;(?= [a-z]|$)/g) ?? []
    expect(properties.filter((property) => !PROPERTY.test(property))).toEqual([])
    const signs = (properties.find((property) => property.startsWith('allowed')) ?? '').slice(9, -1)
    const named = [...signs.matchAll(new RegExp(CLASS, 'g'))].map(([name]) => NAMED[name] ?? name.slice(1, -1)).join('')
    const { allowedChars, disallowedChars } = policy
    expect(judge({ id: 'signs', allowedChars, disallowedChars }, named, NOBODY)).toEqual([])
  }
})
