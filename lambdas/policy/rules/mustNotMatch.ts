import { patterned } from '../patterned.ts'

export const mustNotMatch = patterned(false)
