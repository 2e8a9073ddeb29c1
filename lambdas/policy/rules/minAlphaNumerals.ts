import { atLeast, counting } from '../rule.ts'

export const minAlphaNumerals = atLeast(counting(/^[A-Za-z0-9]$/))
