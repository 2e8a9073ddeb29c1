import { atMost } from '../rule.ts'

export const maxSpecialChars = atMost(({ counts }) => counts.special)
