import { atMost, counting } from '../rule.ts'

export const maxUnicodeChars = atMost(counting('unicode'))
