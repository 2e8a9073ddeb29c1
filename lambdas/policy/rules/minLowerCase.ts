import { atLeast, counting, LOWER } from '../rule.ts'

export const minLowerCase = atLeast(counting(LOWER))
