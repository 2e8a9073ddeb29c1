import { atLeast, counting } from '../rule.ts'

export const minAlphas = atLeast(counting('upper', 'lower'))
