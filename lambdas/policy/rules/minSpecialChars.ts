import { atLeast, counting } from '../rule.ts'

export const minSpecialChars = atLeast(counting('special'))
