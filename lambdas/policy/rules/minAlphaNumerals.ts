import { atLeast, counting } from '../rule.ts'

export const minAlphaNumerals = atLeast(counting('upper', 'lower', 'digit'))
