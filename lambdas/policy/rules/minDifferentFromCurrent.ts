import type { Rule } from '../rule.ts'

export const minDifferentFromCurrent: Rule<number> = {
  describe: (required) => ({ required }),
  judge:
    (required) =>
    ({ points }, { current }) => {
      if (current === undefined) return undefined
      const known = current.normalize('NFC')
      let found = 0
      for (const point of points) if (!known.includes(point)) found++
      return found < required ? { required, found } : undefined
    }
}
