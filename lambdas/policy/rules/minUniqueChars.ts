import { atLeast, occurrences } from '../rule.ts'

export const minUniqueChars = atLeast((points) => [...occurrences(points).values()].filter((count) => count === 1).length)
