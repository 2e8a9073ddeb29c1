import { type Rule, setOf } from '../rule.ts'

export const allowedChars: Rule<string> = {
  describe: (allowed) => ({ allowed }),
  told: ({ allowed }) => String(allowed),
  judge(allowed) {
    const known = setOf(allowed)
    return ({ points }) => {
      if (points.every((point) => known.has(point))) return undefined
      const found = new Set(points.filter((point) => !known.has(point)))
      return { allowed, found: [...found].join('') }
    }
  }
}
