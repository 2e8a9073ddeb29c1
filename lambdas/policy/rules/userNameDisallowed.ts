import { containsAny, refusing } from '../rule.ts'

export const userNameDisallowed = refusing(({ password }, { names }) => containsAny(password, names.username))
