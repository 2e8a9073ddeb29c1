import { containsAny, type Rule } from '../rule.ts'
import { partsOf } from './disallowedSubstrings.ts'

export const attributesDisallowed: Rule<string | readonly string[]> = {
  describe: (attributes) => ({ attributes: partsOf(attributes).join(', ') }),
  judge(attributes) {
    const names = partsOf(attributes)
    return (candidate, subject) => {
      const found = names.filter((name) => containsAny(candidate, subject.attributes?.[name] ?? []))
      return found.length > 0 ? { attributes: found.join(', ') } : undefined
    }
  }
}
