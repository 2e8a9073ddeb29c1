import { atLeast, counting, LETTER } from '../rule.ts'

export const minAlphas = atLeast(counting(LETTER))
