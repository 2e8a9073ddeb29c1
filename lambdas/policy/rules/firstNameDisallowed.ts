import { containsAny, refusing } from '../rule.ts'

export const firstNameDisallowed = refusing((candidate, { names }) => containsAny(candidate, names.given))
