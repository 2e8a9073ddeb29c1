import { atLeast } from '../rule.ts'

export const minAlphas = atLeast(({ counts }) => counts.upper + counts.lower)
