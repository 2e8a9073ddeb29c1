import { atMost } from '../rule.ts'

export const maxLength = atMost(({ points }) => points.length)
