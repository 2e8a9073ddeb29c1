import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { sentence, spokenRules } from '../../lambdas/messages/policy/index.ts'
import { RULES } from '../../lambdas/policy/rules.ts'

const FROM_ELSEWHERE = ['maxBytes', 'characters', 'directoryQuality']
const SAMPLES: Record<string, string | number>[] = [
  {},
  { required: 1 },
  { required: 3, found: 2 },
  { allowed: 0, found: 1 },
  { allowed: 2, found: 3 }
]

describe.each(LOCALES)('in %s', (locale) => {
  test('every rule has a sentence, and only rules have', () => {
    expect(spokenRules(locale).toSorted()).toEqual([...Object.keys(RULES), ...FROM_ELSEWHERE].toSorted())
  })

  test('every kind of refused character and of blocked password has its own sentence', () => {
    const characters = ['surrogate', 'control', 'unassigned', 'space', 'blank', undefined].map((kind) =>
      sentence('characters', kind ? { kind } : {}, locale)
    )
    const blocked = ['common', 'context', undefined].map((kind) => sentence('blocklist', kind ? { kind } : {}, locale))
    expect(new Set(characters).size).toBe(6)
    expect(new Set(blocked).size).toBe(3)
  })

  test('what a rule itself describes is said without a gap', () => {
    const values = {
      requiredChars: 'ab',
      disallowedChars: 'ab',
      allowedChars: 'ab',
      disallowedSubstrings: ['ab'],
      attributesDisallowed: ['ab'],
      mustMatch: [{ pattern: 'ab', message: 'As the desk says.' }],
      mustNotMatch: [{ pattern: 'ab', message: 'As the desk says.' }]
    } as Record<string, unknown>
    for (const [name, rule] of Object.entries(RULES)) {
      const params = (rule.describe as (value: unknown) => Record<string, string | number>)(values[name] ?? 3)
      expect(sentence(name, params, locale), name).not.toMatch(/undefined|null|NaN/)
    }
  })

  test('a broken rule says what was found', () => {
    for (const { required, found } of [{ required: 15, found: 12 }])
      expect(sentence('minLength', { required, found }, locale)).toMatch(/15.*12/)
    expect(sentence('maxSpecialChars', { allowed: 0, found: 7 }, locale)).toContain('7')
    expect(sentence('requiredChars', { required: '$%', missing: '%' }, locale)).toMatch(/\$%.*%/)
  })

  test('a rule without a sentence is told as the refusal of the directory', () => {
    for (const rule of ['unheardOf', 'constructor', '__proto__'])
      expect(sentence(rule, {}, locale)).toBe(sentence('directoryQuality', {}, locale))
  })

  test('a number is told in words or digits, and its own form is chosen', () => {
    for (const rule of spokenRules(locale))
      for (const n of [0, 1, 2, 3, 11, 100, 101, 102])
        expect(sentence(rule, { required: n, allowed: n, found: n, disallowed: 'ab' }, locale), rule).not.toMatch(/[{}]|undefined/)
  })

  test('no sentence is empty', () => {
    for (const rule of spokenRules(locale))
      for (const params of SAMPLES) expect(sentence(rule, params, locale).length, rule).toBeGreaterThan(3)
  })
})

test('one is singular in English', () => {
  expect(sentence('minNumerals', { required: 1 }, 'en')).toBe('At least 1 digit (0–9).')
  expect(sentence('minNumerals', { required: 2, found: 1 }, 'en')).toBe('At least 2 digits (0–9) (this one has 1).')
})

test.each([
  ['de', 1, 'Mindestens 1 Ziffer (0–9).'],
  ['de', 2, 'Mindestens 2 Ziffern (0–9) (hier: 1).'],
  ['fr', 1, 'Au moins 1 chiffre (0–9).'],
  ['fr', 2, 'Au moins 2 chiffres (0–9) (ici\u00a0: 1).'],
  ['es', 1, 'Al menos 1 cifra (0–9).'],
  ['es', 2, 'Al menos 2 cifras (0–9) (aquí: 1).']
])('in %s, %i has its form', (locale, required, expected) => {
  expect(sentence('minNumerals', required === 1 ? { required } : { required, found: 1 }, locale)).toBe(expected)
})

test.each([
  [1, 'حرف واحد على الأقل.'],
  [2, 'حرفان على الأقل.'],
  [3, '3 أحرف على الأقل.'],
  [15, '15 حرفًا على الأقل.'],
  [100, '100 حرف على الأقل.'],
  [128, '128 حرفًا على الأقل.']
])('in Arabic, %i has one of its six forms', (required, expected) => {
  expect(sentence('minLength', { required }, 'ar')).toBe(expected)
})

test('signs inside an Arabic sentence keep their order', () => {
  expect(sentence('requiredChars', { required: '$%(', missing: '(' }, 'ar')).toMatch(/\u2068\$%\(\u2069.*\u2068\(\u2069/)
  expect(sentence('minSpecialChars', { required: 3, found: 2 }, 'ar')).toContain('\u20682\u2069')
})

test('a language that is not spoken is answered in the first', () => {
  expect(sentence('minLength', { required: 15 }, 'xx')).toBe(sentence('minLength', { required: 15 }, 'en'))
})
