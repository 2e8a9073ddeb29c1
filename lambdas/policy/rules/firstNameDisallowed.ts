import { containsAny, refusing } from '../rule.ts'

export const firstNameDisallowed = refusing(({ password }, { names }) => containsAny(password, names.given))
