import { patternOf } from '../pattern.ts'
import type { Pattern } from '../policy.ts'
import type { Rule } from '../rule.ts'

const spoken = (patterns: readonly Pattern[]) => ({ message: patterns.map(({ message }) => message).join(' ') })

export const mustNotMatch: Rule<readonly Pattern[]> = {
  describe: spoken,
  judge(patterns, { points }) {
    const found = patterns.filter(({ pattern }) => patternOf(pattern).isIn(points))
    return found.length > 0 ? spoken(found) : undefined
  }
}
