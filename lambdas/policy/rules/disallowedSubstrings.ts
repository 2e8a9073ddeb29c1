import { anyCase, type Rule } from '../rule.ts'

/** The parts, of either form, without blank ones. */
export const partsOf = (value: string | readonly string[]): string[] =>
  (typeof value === 'string' ? value.split(',') : value).map((part) => part.trim()).filter(Boolean)

export const disallowedSubstrings: Rule<string | readonly string[]> = {
  describe: (disallowed) => ({ disallowed: partsOf(disallowed).join(', ') }),
  told: ({ disallowed }) => String(disallowed),
  judge(disallowed) {
    const parts = partsOf(disallowed).map((part) => ({ part, folded: anyCase(part) }))
    const told = parts.map(({ part }) => part).join(', ')
    return (candidate) => {
      const found = parts.filter(({ folded }) => candidate.folded.includes(folded))
      return found.length > 0 ? { disallowed: told, found: found.map(({ part }) => part).join(', ') } : undefined
    }
  }
}
