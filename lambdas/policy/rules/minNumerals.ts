import { atLeast, counting, DIGIT } from '../rule.ts'

export const minNumerals = atLeast(counting(DIGIT))
