import { containsAny, refusing } from '../rule.ts'

export const userNameDisallowed = refusing((candidate, { names }) => containsAny(candidate, names.username))
