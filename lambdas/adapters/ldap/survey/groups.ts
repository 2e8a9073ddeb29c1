// Whether a group does what it was named for: it is there, and who is in it is told to be in it, by the reading that a look-up uses. A group
// that is misspelt or not shown is silent there: nobody is in it.
import { EqualityFilter } from 'ldapts'
import type { StoreConfig } from '../../../config.ts'
import { isWithin, normalDn } from '../../../flow/dn.ts'
import { isAnswer, type Role } from '../faults.ts'
import { MEMBERS, MOST_LEVELS } from '../groups.ts'
import { createReading, groupsBaseOf, type Reading, rethrown } from '../reading.ts'
import { everybody } from './people.ts'
import { entryAt } from './root.ts'
import type { Visit } from './visit.ts'

export type GroupStanding =
  | { kind: 'gone' }
  /** It shows no members at all. */
  | { kind: 'empty' }
  /** None of its members is somebody whom the filter finds. */
  | { kind: 'nobody' }
  /** Somebody is in it, directly or through another group, and a look-up does not see that. */
  | { kind: 'missed'; person: string }
  | { kind: 'counts' }

/** Of a level of members so many are looked at: one person of each is enough. */
const MOST_READ = 50

/** What becomes of one person of each level of a group. */
export async function standingOf(visit: Visit, store: StoreConfig, role: Role, group: string): Promise<GroupStanding> {
  const reading = createReading(store, role, Date.now)
  const seen = new Set([normalDn(group)])
  let standing: GroupStanding = { kind: 'empty' }
  let level = [group]
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth += 1) {
    const entries = await Promise.all(level.slice(0, MOST_READ).map((dn) => entryAt(visit, dn, MEMBERS)))
    if (depth === 0 && !entries[0]) return { kind: 'gone' }
    const members = entries.flatMap((entry) => MEMBERS.flatMap((name) => entry?.values(name) ?? []))
    level = members.filter((dn) => !seen.has(normalDn(dn)))
    for (const dn of level) seen.add(normalDn(dn))
    const person = await firstPerson({ visit, store, role }, reading, level)
    if (person && !person.groups.some((one) => normalDn(one) === normalDn(group))) return { kind: 'missed', person: person.dn }
    if (person) standing = { kind: 'counts' }
    else if (level.length > 0 && standing.kind === 'empty') standing = { kind: 'nobody' }
  }
  return standing
}

async function firstPerson({ visit, store, role }: Asking, { search, toPerson }: Reading, members: readonly string[]) {
  for (const dn of members.filter((one) => isWithin(one, store.baseDn)).slice(0, MOST_READ)) {
    const [entry] = await visit.ask((client) => search(client, everybody(store), dn)).catch(noAnswers)
    if (entry) return visit.ask((client) => toPerson(client, entry)).catch(rethrown(store, role))
  }
  return undefined
}

const noAnswers = (error: unknown): [] => {
  if (isAnswer(error)) return []
  throw error
}

interface Asking {
  visit: Visit
  store: StoreConfig
  role: Role
}

/** The groups that go by a name, where groups are looked for. */
export async function groupsCalled(visit: Visit, store: StoreConfig, name: string): Promise<string[]> {
  const filter = new EqualityFilter({ attribute: 'cn', value: name })
  const found = await visit
    .ask((client) => client.search(groupsBaseOf(store), { filter, attributes: ['1.1'], sizeLimit: 20 }))
    .catch(rethrown(store, 'search'))
  return found.searchEntries.map(({ dn }) => dn)
}

/** Whether a group lies where groups of this store are looked for. */
export const isGroupOf = (store: StoreConfig, group: string): boolean => isWithin(group, groupsBaseOf(store))
