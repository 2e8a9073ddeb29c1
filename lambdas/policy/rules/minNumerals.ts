import { atLeast, counting } from '../rule.ts'

export const minNumerals = atLeast(counting('digit'))
