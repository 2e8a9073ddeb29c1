import { atMost } from '../rule.ts'

export const maxUnicodeChars = atMost(({ counts }) => counts.unicode)
