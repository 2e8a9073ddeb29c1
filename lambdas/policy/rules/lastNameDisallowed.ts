import { containsAny, refusing } from '../rule.ts'

export const lastNameDisallowed = refusing((candidate, { names }) => containsAny(candidate, names.family))
