import { atLeast } from '../rule.ts'

export const minLowerCase = atLeast(({ counts }) => counts.lower)
