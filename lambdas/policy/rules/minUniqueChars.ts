import { atLeast } from '../rule.ts'

export const minUniqueChars = atLeast(({ once }) => once)
