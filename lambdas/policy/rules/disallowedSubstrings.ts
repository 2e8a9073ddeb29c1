import { anyCase, type Rule } from '../rule.ts'

const spoken = (parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join(', ')

export const disallowedSubstrings: Rule<readonly string[]> = {
  describe: (disallowed) => ({ disallowed: spoken(disallowed) }),
  judge(disallowed, { password }) {
    const text = anyCase(password)
    const found = disallowed.filter((part) => part.trim() !== '' && text.includes(anyCase(part)))
    return found.length > 0 ? { disallowed: spoken(disallowed), found: spoken(found) } : undefined
  }
}
