import type { Chance } from './chance.ts'
import { contradictionsOf } from './contradictions.ts'
import { generate } from './generate.ts'
import type { Policy } from './policy.ts'

/** Every reason why a policy cannot be kept, as sentences; none where it can. For the moment of saving. `bucket` as for contradictions. */
export function problemsOf(policy: Policy, bucket?: string): string[] {
  const contradictions = contradictionsOf(policy, bucket)
  if (contradictions.length > 0) return contradictions
  // Where a pattern must be met, that no password was found tells nothing; nearly everything keeps one that must not be.
  if (policy.mustMatch?.length) return []
  return generate(policy, sameEveryTime()) === undefined ? ['no password was found that keeps all of these rules together'] : []
}

/** The same bytes each time, so that a policy is found good or not good for good. Never for a password that anybody uses. */
function sameEveryTime(): Chance {
  let state = 1
  return {
    bytes: (count) =>
      Uint8Array.from({ length: count }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        return state >>> 24
      })
  }
}
