import { atLeast } from '../rule.ts'

export const minSpecialChars = atLeast(({ counts }) => counts.special)
