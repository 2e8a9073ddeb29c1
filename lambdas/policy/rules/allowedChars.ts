import { type Rule, setOf } from '../rule.ts'

export const allowedChars: Rule<string> = {
  describe: (allowed) => ({ allowed }),
  told: ({ allowed }) => String(allowed),
  judge(allowed, { points }) {
    const known = setOf(allowed)
    const found = [...new Set(points.filter((point) => !known.has(point)))]
    return found.length > 0 ? { allowed, found: found.join('') } : undefined
  }
}
