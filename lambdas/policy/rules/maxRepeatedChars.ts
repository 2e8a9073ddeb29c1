import { atMost } from '../rule.ts'

export const maxRepeatedChars = atMost(({ occurrences }) => Math.max(0, ...occurrences.values()))
