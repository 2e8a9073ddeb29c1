import { containsAny, refusing } from '../rule.ts'

export const lastNameDisallowed = refusing(({ password }, { names }) => containsAny(password, names.family))
