import { type Rule, setOf } from '../rule.ts'

export const disallowedChars: Rule<string> = {
  describe: (disallowed) => ({ disallowed }),
  told: ({ disallowed }) => String(disallowed),
  judge(disallowed) {
    const known = [...setOf(disallowed)]
    return ({ points }) => {
      const found = known.filter((point) => points.includes(point))
      return found.length > 0 ? { disallowed, found: found.join('') } : undefined
    }
  }
}
