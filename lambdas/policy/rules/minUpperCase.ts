import { atLeast, counting } from '../rule.ts'

export const minUpperCase = atLeast(counting('upper'))
