import type { Rule } from '../rule.ts'

export const requiredChars: Rule<string> = {
  describe: (required) => ({ required }),
  told: ({ required }) => String(required),
  judge(required, { points }) {
    const missing = Array.from(required.normalize('NFC')).filter((point) => !points.includes(point))
    return missing.length > 0 ? { required, missing: missing.join('') } : undefined
  }
}
