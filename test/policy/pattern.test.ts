import { describe, expect, test } from 'vitest'
import { BadPattern, patternOf } from '../../lambdas/policy/pattern.ts'
import { fc } from '../support/cases.ts'
import { growth, LINEAR } from '../support/growth.ts'

const isIn = (pattern: string, text: string): boolean => patternOf(pattern).isIn(Array.from(text))

/** Patterns of everything that is supported, nested. */
const patterns = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '.', '\\d', '\\W', '[ab]', '[^a]', '[\\d-]', '\\p{Lu}', '\\.', '\\u{1F600}', '^', '$', '', '\\x61'),
    fc.tuple(tie('node'), tie('node')).map(([one, two]) => `${one}${two}`),
    fc.tuple(tie('node'), tie('node')).map(([one, two]) => `(?:${one}|${two})`),
    fc.tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,}', '*?')).map(([one, times]) => `(${one})${times}`)
  )
})).node

test('finds what the language itself finds', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '-', '.', '\n', '😀'), maxLength: 8 })
  let found = 0
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      const expected = new RegExp(pattern, 'u').test(text)
      if (expected) found++
      expect([pattern, text, isIn(pattern, text)]).toEqual([pattern, text, expected])
    }),
    { numRuns: 5000 }
  )
  expect(found).toBeGreaterThan(500)
})

test.each([
  ['(a*)*b', 'a'],
  ['(a|a)*b', 'a'],
  ['(?:a?){200}a{200}', `${'a'.repeat(199)}b`],
  ['(.*)*x(.*)*y', 'x']
])('%s takes no more time than its size allows', async (pattern, text) => {
  expect(isIn(pattern, text.repeat(500))).toBe(false)
  expect(await growth((long) => isIn(pattern, long), text, ['', ''], 400_000)).toBeLessThan(LINEAR)
})

describe('refuses', () => {
  test.each([
    ['(a', 'is not a regular expression'],
    ['(a)\\1', 'refers back'],
    ['(?<name>a)', 'group of the form'],
    ['(?!a)', 'group of the form'],
    ['(?<=a)b', 'group of the form'],
    ['\\bword\\b', 'word boundaries'],
    ['a{1001}', 'too large'],
    ['((a{9}){9}){99}', 'too large'],
    ['a'.repeat(501), 'longer than 500']
  ])('%s', (pattern, why) => {
    expect(() => patternOf(pattern)).toThrow(BadPattern)
    expect(() => patternOf(pattern)).toThrow(why)
  })
})

test('a sample of a pattern matches it', () => {
  let turn = 0
  const pick = (below: number): number => turn++ % Math.max(1, below)
  for (const pattern of ['^[A-Z]{3}-\\d+$', 'a|b{2,}', '(?:x?y)*z', '\\p{Lu}é', '[^ -~]'])
    expect(isIn(pattern, patternOf(pattern).sample(pick))).toBe(true)
})
