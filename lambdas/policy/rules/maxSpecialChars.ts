import { atMost, counting, SPECIAL } from '../rule.ts'

export const maxSpecialChars = atMost(counting(SPECIAL))
