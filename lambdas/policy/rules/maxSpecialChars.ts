import { atMost, counting } from '../rule.ts'

export const maxSpecialChars = atMost(counting('special'))
