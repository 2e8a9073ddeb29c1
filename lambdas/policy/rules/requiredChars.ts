import { type Rule, setOf } from '../rule.ts'

export const requiredChars: Rule<string> = {
  describe: (required) => ({ required }),
  told: ({ required }) => String(required),
  judge(required) {
    const known = [...setOf(required)]
    return ({ points }) => {
      const missing = known.filter((point) => !points.includes(point))
      return missing.length > 0 ? { required, missing: missing.join('') } : undefined
    }
  }
}
