import { atLeast } from '../rule.ts'

export const minLength = atLeast(({ points }) => points.length)
