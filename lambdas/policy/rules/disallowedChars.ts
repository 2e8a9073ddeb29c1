import type { Rule } from '../rule.ts'

export const disallowedChars: Rule<string> = {
  describe: (disallowed) => ({ disallowed }),
  told: ({ disallowed }) => String(disallowed),
  judge(disallowed, { points }) {
    const found = Array.from(new Set(disallowed.normalize('NFC'))).filter((point) => points.includes(point))
    return found.length > 0 ? { disallowed, found: found.join('') } : undefined
  }
}
