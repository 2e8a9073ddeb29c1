import { atLeast } from '../rule.ts'

export const minUpperCase = atLeast(({ counts }) => counts.upper)
