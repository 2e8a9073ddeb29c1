import { atMost } from '../rule.ts'

export const maxRepeatedChars = atMost(({ most }) => most)
