import { atLeast } from '../rule.ts'

export const minUniqueChars = atLeast(({ occurrences }) => [...occurrences.values()].filter((count) => count === 1).length)
