import { atLeast } from '../rule.ts'

export const minUnicodeChars = atLeast(({ counts }) => counts.unicode)
