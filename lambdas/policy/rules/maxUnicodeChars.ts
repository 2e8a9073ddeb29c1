import { atMost, counting, UNICODE } from '../rule.ts'

export const maxUnicodeChars = atMost(counting(UNICODE))
