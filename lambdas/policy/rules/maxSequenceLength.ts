import { atMost } from '../rule.ts'

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

/** A step from one code point to the next, as one number. */
const stepOf = (before: number, point: number): number => before * 0x110000 + point

/** The steps that go one key on. */
const KEYS = new Set(ROWS.flatMap((row) => Array.from(row.slice(1), (_, at) => stepOf(row.charCodeAt(at), row.charCodeAt(at + 1)))))

const isAlphabetic = (code: number): boolean => /[\p{L}\p{N}]/u.test(String.fromCodePoint(code))

/** Whether a step goes one place up, in the alphabet or on a keyboard. */
const isStep = (before: number, point: number): boolean =>
  KEYS.has(stepOf(before, point)) || (point - before === 1 && isAlphabetic(before) && isAlphabetic(point))

/** The longest stretch of neighbours in either direction, of a text in one spelling of case. */
export function longestSequence(folded: string): number {
  let before = 0
  let up = 0
  let down = 0
  let longest = 0
  for (const point of folded) {
    const code = point.codePointAt(0) ?? 0
    up = isStep(before, code) ? up + 1 : 1
    down = isStep(code, before) ? down + 1 : 1
    longest = Math.max(longest, up, down)
    before = code
  }
  return longest
}

export const maxSequenceLength = atMost(({ folded }) => longestSequence(folded))
