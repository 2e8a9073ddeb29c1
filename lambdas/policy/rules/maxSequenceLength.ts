import { atMost, longestRun } from '../rule.ts'

// Rows of the usual keyboards: US with its shifted digits, German, French, and JIS where it differs.
const ROWS = [
  '1234567890-=',
  '!@#$%^&*()_+',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'qwertzuiopü+',
  'asdfghjklöä',
  'yxcvbnm,.-',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '-^\\',
  '@[',
  ';:]'
]

/** What comes next to each key. */
const UP = new Map<string, string>()
for (const row of ROWS)
  for (const [at, point] of Array.from(row.slice(1)).entries()) UP.set(row.charAt(at), (UP.get(row.charAt(at)) ?? '') + point)

const isAlphabetic = (point: string): boolean => /^[\p{L}\p{N}]$/u.test(point)

/** Whether a step from one code point to the next goes one place up, in the alphabet or on a keyboard. */
const isStep = (before: string, point: string): boolean =>
  UP.get(before)?.includes(point) ||
  ((point.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0) === 1 && isAlphabetic(before) && isAlphabetic(point))

/** The longest stretch of neighbours in either direction, of points in one spelling of case. */
export const longestSequence = (folded: readonly string[]): number =>
  Math.max(
    longestRun(folded, isStep),
    longestRun(folded, (before, point) => isStep(point, before))
  )

export const maxSequenceLength = atMost(({ folded }) => longestSequence(Array.from(folded)))
