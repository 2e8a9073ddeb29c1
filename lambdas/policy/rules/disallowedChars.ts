import { type Rule, setOf } from '../rule.ts'

export const disallowedChars: Rule<string> = {
  describe: (disallowed) => ({ disallowed }),
  told: ({ disallowed }) => String(disallowed),
  judge(disallowed, { occurrences }) {
    const found = [...setOf(disallowed)].filter((point) => occurrences.has(point))
    return found.length > 0 ? { disallowed, found: found.join('') } : undefined
  }
}
