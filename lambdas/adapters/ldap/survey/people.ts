// Everybody whom a store's filter could find, page by page (RFC 2696): however many there are, one page is in memory.
import { EqualityFilter, ExtensibleFilter, type Filter, FilterParser, OrFilter, type SearchResult } from 'ldapts'
import type { StoreConfig } from '../../../config.ts'
import { domainOf, normalDn } from '../../../flow/dn.ts'
import { Misconfigured, type Person, type Pinned } from '../../../ports.ts'
import { readEntry } from '../entry.ts'
import { isAnswer, type Role } from '../faults.ts'
import { MEMBERS, MOST_LEVELS } from '../groups.ts'
import { PROFILES } from '../profiles/index.ts'
import { createReading, groupReadingOf, idIn, rethrown } from '../reading.ts'
import { entryAt } from './root.ts'
import type { Visit } from './visit.ts'

const PAGE = 500

/** The store's filter with anything in the identifier's place. */
export const everybody = (store: StoreConfig): Filter =>
  FilterParser.parseString((store.filter ?? PROFILES[store.profile].defaults.filter).replaceAll('{}', '*'))

/** Which of a person's attributes the filter finds them by. */
export function foundBy(store: StoreConfig): { username: boolean; mail: boolean } {
  const { defaults } = PROFILES[store.profile]
  const filter = (store.filter ?? defaults.filter).toLowerCase()
  const { username, mail } = { ...defaults.attributes, ...store.attributes }
  const names = (attributes: readonly string[]): boolean => attributes.some((name) => filter.includes(`(${name.toLowerCase()}=`))
  return { username: names(username), mail: names(mail) }
}

/** Everybody, a page at a time. Their groups are those that are protected, and no others. */
export async function* pagesOf(visit: Visit, store: StoreConfig, now: () => number = Date.now, pageSize = PAGE): AsyncGenerator<Person[]> {
  // Groups are looked at from their side, once: what hundreds of thousands of entries say of theirs would be most of what is sent.
  const { personIn, wanted } = createReading({ ...store, groups: 'search' }, 'search', now)
  const protectedPeople = await membersOfProtected(visit, store)
  for await (const { searchEntries } of paged(visit, store.baseDn, everybody(store), { ...wanted, pageSize }))
    yield searchEntries.map((wire) =>
      personIn(readEntry(wire), protectedPeople.get(protectedPeople.size === 0 ? '' : normalDn(wire.dn)) ?? [])
    )
}

/** The ids of everybody, a page at a time: the least that can be asked for. */
export async function* idsOf(visit: Visit, store: StoreConfig, role: Role, pageSize = PAGE): AsyncGenerator<Pinned[]> {
  const { attribute, kind } = PROFILES[store.profile].guid
  const wanted = { attributes: [attribute], explicitBufferAttributes: kind === 'text' ? [] : [attribute] }
  for await (const { searchEntries } of paged(visit, store.baseDn, everybody(store), { ...wanted, pageSize }))
    yield searchEntries.map((wire) => ({ dn: wire.dn, guid: idIn(readEntry(wire), store, role) }))
}

/** The bare entries, a page at a time: what everything else is measured against. */
export async function* pagesOfEntries(
  visit: Visit,
  base: string,
  filter: Filter,
  wanted: Omit<Paged, 'pageSize'>
): AsyncGenerator<unknown[]> {
  for await (const { searchEntries } of paged(visit, base, filter, { ...wanted, pageSize: PAGE })) yield searchEntries
}

/** How many entries lie directly under the base, where the server counts them. */
export async function estimateOf(visit: Visit, { baseDn }: StoreConfig): Promise<number | undefined> {
  const names = ['numSubordinates', 'msDS-Approx-Immed-Subordinates']
  const base = await entryAt(visit, baseDn, names)
  const counts = names.map((name) => Number(base?.first(name) ?? 0))
  return Math.max(...counts) || undefined
}

interface Paged {
  attributes: string[]
  explicitBufferAttributes?: string[]
  pageSize: number
}

async function* paged(visit: Visit, base: string, filter: Filter, { pageSize, ...wanted }: Paged): AsyncGenerator<SearchResult> {
  let pages: AsyncGenerator<SearchResult> | undefined
  let seen = 0
  for (;;) {
    const next = await visit
      .ask((client) => {
        pages ??= client.searchPaginated(base, { filter, ...wanted, paged: { pageSize } })
        return pages.next()
      })
      .catch((error: unknown) => {
        if (!isAnswer(error) || error.code !== 4) throw error
        throw new Misconfigured(
          `the directory shows ${seen} entries and no more: lift its size limit for whoever searches, for paged results too`,
          error
        )
      })
    if (next.done) return
    seen += next.value.searchEntries.length
    yield next.value
  }
}

const IN_CHAIN = '1.2.840.113556.1.4.1941'

/** Members of protected groups, each by their DN in one spelling, with the group. */
async function membersOfProtected(visit: Visit, store: StoreConfig): Promise<Map<string, string[]>> {
  const profile = PROFILES[store.profile]
  const how = groupReadingOf(store)
  const members = new Map<string, string[]>()
  const add = (dn: string, group: string): void => void members.set(normalDn(dn), [...(members.get(normalDn(dn)) ?? []), group])
  for (const group of store.protectedGroups) {
    if (how === 'search') for (const dn of await membersBelow(visit, group)) add(dn, group)
    else {
      const named = (attribute: string) => new EqualityFilter({ attribute, value: group })
      const nested = new ExtensibleFilter({ matchType: profile.memberOf, rule: IN_CHAIN, value: group })
      const filter = how === 'memberOf' ? named(profile.memberOf) : new OrFilter({ filters: [named(profile.memberOf), nested] })
      for await (const { searchEntries } of paged(visit, domainOf(store.baseDn), filter, { attributes: ['1.1'], pageSize: PAGE }))
        for (const { dn } of searchEntries) add(dn, group)
    }
  }
  return members
}

/** Everybody in a group and in the groups that it holds. */
async function membersBelow(visit: Visit, group: string): Promise<string[]> {
  const found = new Map<string, string>()
  let level = [group]
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth += 1) {
    const entries = await Promise.all(level.map((dn) => entryAt(visit, dn, MEMBERS)))
    level = entries.flatMap((entry) => MEMBERS.flatMap((name) => entry?.values(name) ?? []))
    level = level.filter((dn) => !found.has(normalDn(dn)))
    for (const dn of level) found.set(normalDn(dn), dn)
  }
  return [...found.values()]
}

/** Somebody whom a reset is for, to look at rights with; the first page is looked through. */
export async function sampleOf(visit: Visit, store: StoreConfig): Promise<{ people: Person[]; sample: Person | undefined }> {
  try {
    for await (const people of pagesOf(visit, store, Date.now, 50))
      return { people, sample: people.find(({ isProtected, isDisabled }) => !isProtected && !isDisabled) ?? people[0] }
  } catch (error) {
    return rethrown(store, 'search')(error)
  }
  return { people: [], sample: undefined }
}
