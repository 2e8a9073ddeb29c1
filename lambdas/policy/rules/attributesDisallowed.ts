import { containsAny, type Rule } from '../rule.ts'

export const attributesDisallowed: Rule<readonly string[]> = {
  describe: (attributes) => ({ attributes: attributes.join(', ') }),
  judge(attributes, { password }, subject) {
    const found = attributes.filter((name) => containsAny(password, subject.attributes?.[name] ?? []))
    return found.length > 0 ? { attributes: found.join(', ') } : undefined
  }
}
