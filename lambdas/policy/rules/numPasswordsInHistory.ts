import type { Rule } from '../rule.ts'

export const numPasswordsInHistory: Rule<number> = {
  describe: (required) => ({ required }),
  judge:
    (required) =>
    (_candidate, { lastUsed = Number.POSITIVE_INFINITY }) =>
      lastUsed <= required ? { required } : undefined
}
