import { atMost, occurrences } from '../rule.ts'

export const maxRepeatedChars = atMost((points) => Math.max(0, ...occurrences(points).values()))
