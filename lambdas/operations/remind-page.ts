// One page of people: who is due, and one item in the outbox for each. Deliver sends; whoever reads the directory holds no way to send.
import { accountOf } from '../flow/decoy.ts'
import { packPerson } from '../flow/padding.ts'
import { dueAt, mayBeDue } from '../policy/due.ts'
import type { Policies } from '../policy/policy.ts'
import { resolve } from '../policy/resolve.ts'
import type { Clock, Configuration, ContactRules, Deadline, FlowStore, Log, Metronome, Person, Random, Roll } from '../ports.ts'
import type { Pace } from './pace.ts'

export interface RemindPageDeps {
  clock: Clock
  random: Random
  metronome: Metronome
  log: Log
  configuration: Pick<Configuration, 'policies'>
  flows: Pick<FlowStore, 'warn'>
  mailContact: ContactRules['mail']
  /** The language that people are written to in: a directory does not say theirs. */
  locale: string
}

const AT_ONCE = 10
/** What one step takes at most, with time to spare. */
const STEP_MS = 15_000
const DAY_SECONDS = 86_400

/** How many mails were put out; undefined where time ran out before the end of the page. */
export async function remindPage(
  deps: RemindPageDeps,
  roll: Roll,
  { people, pace }: { people: readonly Person[]; pace: Pace },
  deadline: Deadline
): Promise<number | undefined> {
  const policies = await deps.configuration.policies()
  const candidates = people.filter((person) => isCandidate(person, policies, deps.clock.now()))
  let mails = 0
  for (let first = 0; first < candidates.length; first += AT_ONCE) {
    await pace.turn()
    if (deadline.left() < STEP_MS) return undefined
    const some = candidates.slice(first, first + AT_ONCE)
    const warned = await Promise.all(some.map((person) => warnOf(deps, roll, person, policies, deadline)))
    const count = warned.filter(Boolean).length
    pace.spend(count)
    mails += count
  }
  return mails
}

const isCandidate = ({ changedAt, isDisabled, isProtected }: Person, policies: Policies, now: number): boolean =>
  changedAt !== undefined && !isDisabled && !isProtected && mayBeDue(policies, changedAt, now)

/** Puts out one mail to the first address that is one. False where this password was warned of before, or is not due by its own policy. */
async function warnOf(deps: RemindPageDeps, roll: Roll, listed: Person, policies: Policies, deadline: Deadline): Promise<boolean> {
  const asksForGroups = policies.groups.some(({ group }) => group !== undefined)
  // A list says little of groups: only of those few who may be due they are asked for.
  const person = asksForGroups ? await roll.again(listed, deadline) : listed
  if (person?.changedAt === undefined) return false
  const now = deps.clock.now()
  const expiresAt = dueAt(resolve(policies, person.groups, roll.store), person.changedAt, now)
  const contact = person.mail.map(deps.mailContact).find((one) => one !== undefined)
  if (expiresAt === undefined || !contact || person.isDisabled || person.isProtected) return false
  const names = { username: [], given: [], family: [], mail: [] }
  const warning = {
    person: packPerson({ store: roll.store, dn: '', guid: '', contacts: [contact], names }),
    locale: deps.locale,
    expiresAt,
    ttl: Math.ceil(expiresAt / 1000) + DAY_SECONDS
  }
  return deps.flows.warn(`${accountOf(roll.store, person.guid)}#${person.changedAt}`, warning, now)
}
