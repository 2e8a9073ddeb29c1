// What it takes to look at everybody: `rekey coverage` against the floor, a bare paged search for the same attributes in the same run; and
// to find the account that comes last.
//   npm run bench:coverage [-- PEOPLE]

import { createProfileCounter } from '../bin/rekey/directory/decoy-profile.ts'
import { contactRulesOf } from '../bin/rekey/directory/running.ts'
import { createTally } from '../bin/rekey/directory/tally.ts'
import { createReading } from '../lambdas/adapters/ldap/reading.ts'
import { createRegister } from '../lambdas/adapters/ldap/roll.ts'
import { visitAny } from '../lambdas/adapters/ldap/survey/index.ts'
import { everybody, pagesOf, pagesOfEntries } from '../lambdas/adapters/ldap/survey/people.ts'
import { parseVariables } from '../lambdas/config.ts'
import { accountOf } from '../lambdas/flow/decoy.ts'
import { behind } from '../lambdas/operations/admin/behind.ts'
import { startMultitude } from '../test/support/multitude.ts'

const PEOPLE = Number(process.argv[2] ?? 100_000)
const MOST_SECONDS = 60

const multitude = await startMultitude(PEOPLE)
try {
  const settings = parseVariables(['STORES', 'SMS_COUNTRIES'], { STORES: JSON.stringify([multitude.store]), SMS_COUNTRIES: 'US' })
  const [store] = settings.STORES
  if (!store) throw new Error('no store')
  const visit = await visitAny(store, 'search', multitude.search)

  const timed = async (work: () => Promise<number>): Promise<{ seconds: number; cpu: number; people: number }> => {
    const [began, spent] = [performance.now(), process.cpuUsage()]
    const people = await work()
    const { user, system } = process.cpuUsage(spent)
    return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6, people }
  }
  const { wanted } = createReading({ ...store, groups: 'search' }, 'search', Date.now)
  const bare = () =>
    timed(async () => {
      let people = 0
      for await (const entries of pagesOfEntries(visit, store.baseDn, everybody(store), wanted)) people += entries.length
      return people
    })
  const counted = () =>
    timed(async () => {
      const profile = createProfileCounter()
      const tally = createTally(contactRulesOf(settings as Parameters<typeof contactRulesOf>[0]), profile.add)
      for await (const people of pagesOf(visit, store)) for (const person of people) tally.add(person)
      profile.profile()
      return tally.result().people
    })

  const register = createRegister(store, async () => multitude.search)
  const walked = () =>
    timed(async () => {
      let people = 0
      await behind([register], accountOf(store.id, 'nobody'), { left: () => Number.POSITIVE_INFINITY }, (seen) => {
        people = seen
      })
      return people
    })

  await bare()
  const [floor, coverage, walk] = [await bare(), await counted(), await walked()]
  visit.close()
  const rate = ({ seconds, cpu, people }: typeof floor): string =>
    `${Math.round(people / seconds).toLocaleString('en')} entries/s, ${((cpu * 1e6) / people).toFixed(0)} µs of processor each`
  console.log(`paged search, bare   ${floor.people} in ${floor.seconds.toFixed(1)} s   ${rate(floor)}`)
  console.log(
    `rekey coverage       ${coverage.people} in ${coverage.seconds.toFixed(1)} s   ${rate(coverage)}   ${(coverage.seconds / floor.seconds).toFixed(2)} × the floor`
  )
  console.log(`status by account    ${walk.people} in ${walk.seconds.toFixed(1)} s   ${rate(walk)}`)
  console.log(`memory               ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB resident at the end`)
  if (coverage.people !== PEOPLE || coverage.seconds > MOST_SECONDS) process.exitCode = 1
} finally {
  await multitude.stop()
}
