import { anyCase, type Rule } from '../rule.ts'

/** The parts, of either form, without blank ones. */
export const partsOf = (value: string | readonly string[]): string[] =>
  (typeof value === 'string' ? value.split(',') : value).map((part) => part.trim()).filter(Boolean)

export const disallowedSubstrings: Rule<string | readonly string[]> = {
  describe: (disallowed) => ({ disallowed: partsOf(disallowed).join(', ') }),
  told: ({ disallowed }) => String(disallowed),
  judge(disallowed, { folded }) {
    const found = partsOf(disallowed).filter((part) => folded.includes(anyCase(part)))
    return found.length > 0 ? { disallowed: partsOf(disallowed).join(', '), found: found.join(', ') } : undefined
  }
}
