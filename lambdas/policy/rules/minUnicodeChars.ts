import { atLeast, counting, UNICODE } from '../rule.ts'

export const minUnicodeChars = atLeast(counting(UNICODE))
