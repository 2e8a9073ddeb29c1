import type { Rule } from '../rule.ts'

export const minStrength: Rule<number> = {
  describe: (required) => ({ required }),
  isElsewhere: (required) => required > 0,
  judge:
    (required) =>
    (_candidate, { strength }) => {
      if (required === 0) return undefined
      if (strength === undefined) throw new TypeError('the strength was not estimated')
      return strength < required ? { required, found: strength } : undefined
    }
}
