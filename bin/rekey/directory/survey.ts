// Goes through everybody in every store.
import { estimateOf, pagesOf, visitAny } from '../../../lambdas/adapters/ldap/survey/index.ts'
import { Misconfigured, Unavailable } from '../../../lambdas/ports.ts'
import { Refused, type Surroundings, Unreachable } from '../command.ts'
import { progressOf } from './bars.ts'
import type { ProfileCounter } from './decoy-profile.ts'
import type { Deployed } from './deployed.ts'
import { faultWords } from './findings.ts'
import { contactRulesOf, searchIdentity } from './running.ts'
import { type Coverage, createTally } from './tally.ts'

/** How many could reset in each mode, over all stores. */
export async function surveyed(deployed: Deployed, profile: ProfileCounter, surroundings: Surroundings): Promise<Coverage> {
  const tally = createTally(contactRulesOf(deployed.settings), profile.add)
  try {
    for (const store of deployed.settings.STORES) {
      const visit = await visitAny(store, 'search', await searchIdentity(deployed, store))
      const progress = progressOf(surroundings, await estimateOf(visit, store))
      let done = 0
      try {
        for await (const people of pagesOf(visit, store)) {
          for (const person of people) tally.add(person)
          done += people.length
          progress.at(done)
        }
      } finally {
        progress.end()
        visit.close()
      }
    }
  } catch (error) {
    if (error instanceof Misconfigured) throw new Refused(faultWords(error))
    throw error instanceof Unavailable ? new Unreachable(faultWords(error)) : error
  }
  return tally.result()
}
