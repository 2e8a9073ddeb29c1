import { atLeast } from '../rule.ts'

export const minNumerals = atLeast(({ counts }) => counts.digit)
