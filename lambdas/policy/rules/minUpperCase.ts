import { atLeast, counting, UPPER } from '../rule.ts'

export const minUpperCase = atLeast(counting(UPPER))
