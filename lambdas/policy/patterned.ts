import { patternOf } from './pattern.ts'
import type { Pattern } from './policy.ts'
import type { Rule } from './rule.ts'

const spoken = (patterns: readonly Pattern[]) => ({ message: patterns.map(({ message }) => message).join(' ') })

/** A rule that wants each of some patterns to be found in the password, or none of them. */
export const patterned = (wanted: boolean): Rule<readonly Pattern[]> => ({
  describe: (patterns) => ({ ...spoken(patterns), patterns: JSON.stringify(patterns) }),
  told: ({ patterns = '[]' }) => JSON.parse(String(patterns)) as Pattern[],
  judge(patterns) {
    const searched = patterns.map((one) => ({ one, isIn: patternOf(one.pattern).isIn }))
    return ({ points }) => {
      const broken = searched.filter(({ isIn }) => isIn(points) !== wanted)
      return broken.length > 0 ? spoken(broken.map(({ one }) => one)) : undefined
    }
  }
})
