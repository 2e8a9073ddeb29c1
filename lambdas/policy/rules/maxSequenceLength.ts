import { anyCase, atMost, longestRun } from '../rule.ts'

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

const isAlphabetic = (point: string): boolean => /^[\p{L}\p{N}]$/u.test(point)
const codePoint = (point: string): number => point.codePointAt(0) ?? 0

/** Whether a step from one code point to the next goes one place in a direction, in the alphabet or on a keyboard. */
const steps =
  (direction: 1 | -1) =>
  (before: string, point: string): boolean =>
    (isAlphabetic(before) && isAlphabetic(point) && codePoint(point) - codePoint(before) === direction) ||
    ROWS.some((row) => row.includes(before) && row.indexOf(before) + direction >= 0 && row[row.indexOf(before) + direction] === point)

/** The longest stretch of neighbours, in either direction. */
export function longestSequence(points: readonly string[]): number {
  const folded = points.map(anyCase)
  return Math.max(longestRun(folded, steps(1)), longestRun(folded, steps(-1)))
}

export const maxSequenceLength = atMost(longestSequence)
