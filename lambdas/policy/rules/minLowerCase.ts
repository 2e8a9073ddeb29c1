import { atLeast, counting } from '../rule.ts'

export const minLowerCase = atLeast(counting('lower'))
