import { patterned } from '../patterned.ts'

export const mustMatch = patterned(true)
