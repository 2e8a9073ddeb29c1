import { atLeast, counting, SPECIAL } from '../rule.ts'

export const minSpecialChars = atLeast(counting(SPECIAL))
