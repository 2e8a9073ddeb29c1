import { atLeast } from '../rule.ts'

export const minAlphaNumerals = atLeast(({ counts }) => counts.upper + counts.lower + counts.digit)
