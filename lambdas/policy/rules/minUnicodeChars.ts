import { atLeast, counting } from '../rule.ts'

export const minUnicodeChars = atLeast(counting('unicode'))
