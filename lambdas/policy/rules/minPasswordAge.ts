import type { Rule } from '../rule.ts'

export const minPasswordAge: Rule<number> = {
  describe: (required) => ({ required }),
  judge:
    (required) =>
    (_candidate, { age = Number.POSITIVE_INFINITY }) =>
      age < required ? { required } : undefined
}
