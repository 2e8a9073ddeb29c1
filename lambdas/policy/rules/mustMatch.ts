import { patternOf } from '../pattern.ts'
import type { Pattern } from '../policy.ts'
import type { Rule } from '../rule.ts'

const spoken = (patterns: readonly Pattern[]) => ({ message: patterns.map(({ message }) => message).join(' ') })

export const mustMatch: Rule<readonly Pattern[]> = {
  describe: spoken,
  judge(patterns, { points }) {
    const missed = patterns.filter(({ pattern }) => !patternOf(pattern).isIn(points))
    return missed.length > 0 ? spoken(missed) : undefined
  }
}
