import { type Rule, setOf } from '../rule.ts'

export const requiredChars: Rule<string> = {
  describe: (required) => ({ required }),
  told: ({ required }) => String(required),
  judge(required, { occurrences }) {
    const missing = [...setOf(required)].filter((point) => !occurrences.has(point))
    return missing.length > 0 ? { required, missing: missing.join('') } : undefined
  }
}
