import type { Rule } from '../rule.ts'

export const minDifferentFromCurrent: Rule<number> = {
  describe: (required) => ({ required }),
  judge(required, { points }, { current }) {
    if (current === undefined) return undefined
    const known = current.normalize('NFC')
    const found = points.filter((point) => !known.includes(point)).length
    return found < required ? { required, found } : undefined
  }
}
