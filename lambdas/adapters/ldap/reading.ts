// How entries of a store are asked for and understood: the store's settings where it has them, its profile's where not.
import { type Client, type Filter, PresenceFilter } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import { domainOf, isWithin, normalDn } from '../../flow/dn.ts'
import { Misconfigured, type Person } from '../../ports.ts'
import { type Entry, readEntry } from './entry.ts'
import { faultOf, isGone, type Role } from './faults.ts'
import { searchedGroups } from './groups.ts'
import { guidOf } from './guid.ts'
import { PROFILES } from './profiles/index.ts'
import { schemaOf } from './schemas/index.ts'
import { together } from './schemas/schema.ts'

/** Oracle Access Manager's own history, which a migrated entry still has. */
const ORACLE_HISTORY = 'obPasswordHistory'

export interface Reading {
  /** Everything under the base, or one entry by its name; two at most; `also`: further attributes. References to other servers are left out, not followed. */
  search(client: Client, filter: Filter, dn?: string, also?: readonly string[]): Promise<Entry[]>
  /** What the entry says, and its groups where they have to be asked for. */
  toPerson(client: Client, entry: Entry, also?: readonly string[]): Promise<Person>
  /** What the entry says of somebody in these groups. */
  personIn(entry: Entry, groups: string[]): Person
  /** What a search must ask for, and which of it as bytes. */
  wanted: { attributes: string[]; explicitBufferAttributes: string[] }
}

export function createReading(store: StoreConfig, role: Role, now: () => number): Reading {
  const [profile, schema] = [PROFILES[store.profile], schemaOf(store)]
  const { username, mail, mobile, given, family } = namesIn(store)
  const how = groupReadingOf(store)
  const [history, wanted] = [historyFor(role), wantedOf(store, role)]
  const protectedGroups = new Set(store.protectedGroups.map(normalDn))

  async function groupsOf(client: Client, entry: Entry): Promise<string[]> {
    if (how === 'memberOf') return entry.values(profile.memberOf)
    return searchedGroups(client, entry, how, groupsBaseOf(store))
  }

  function personIn(entry: Entry, groups: string[]): Person {
    const all = (names: readonly string[]): string[] => names.flatMap((name) => entry.values(name))
    const guid = idIn(entry, store, role)
    const standing = together(profile.standing(entry, now()), schema.standing(entry, now()))
    const oldHistory = history.flatMap((name) => entry.values(name))
    return {
      dn: entry.dn,
      guid,
      names: { username: all(username), given: all(given), family: all(family), mail: all(mail) },
      mail: all(mail),
      mobile: all(mobile),
      groups,
      ...standing,
      ...(oldHistory.length > 0 ? { oldHistory } : {}),
      isProtected:
        standing.isProtected ||
        groups.some((group) => protectedGroups.has(normalDn(group))) ||
        store.protectedBases.some((base) => isWithin(entry.dn, base))
    }
  }

  return {
    async search(client, filter, dn, also = []) {
      const scope = dn === undefined ? 'sub' : 'base'
      const attributes = [...new Set([...wanted.attributes, ...also])]
      const options = { ...wanted, attributes, scope, filter, sizeLimit: 2, timeLimit: 5 } as const
      const { searchEntries } = await client.search(dn ?? store.baseDn, options)
      return searchEntries.map(readEntry)
    },

    async toPerson(client, entry, also = []) {
      const person = personIn(entry, await groupsOf(client, entry))
      return also.length === 0 ? person : { ...person, attributes: Object.fromEntries(also.map((name) => [name, entry.values(name)])) }
    },
    personIn,
    wanted
  }
}

/** What names an entry for ever. Throws Misconfigured where it is not shown. */
export function idIn(entry: Entry, store: StoreConfig, role: Role): string {
  const guid = guidOf(entry, PROFILES[store.profile].guid)
  if (guid !== undefined) return guid
  throw new Misconfigured(`store ${store.id}: the ${role} identity cannot read ${PROFILES[store.profile].guid.attribute}: grant it`)
}

const namesIn = (store: StoreConfig) => ({ ...PROFILES[store.profile].defaults.attributes, ...store.attributes })
/** How groups of a store are read. */
export const groupReadingOf = (store: StoreConfig) => store.groups ?? PROFILES[store.profile].defaults.groups
/** Below what they are searched for. */
export const groupsBaseOf = (store: StoreConfig): string => store.groupsBaseDn ?? domainOf(store.baseDn)
/** Hashes of old passwords are for nobody else's eyes. The identity for changes sees them where the directory lets it. */
const historyFor = (role: Role): readonly string[] => (role === 'reset' || role === 'change' ? [ORACLE_HISTORY] : [])

function wantedOf(store: StoreConfig, role: Role): Reading['wanted'] {
  const profile = PROFILES[store.profile]
  const binary = [...(profile.guid.kind === 'text' ? [] : [profile.guid.attribute]), ...(profile.binary ?? [])]
  const standing = [...profile.attributes, ...schemaOf(store).attributes, ...(store.stateClasses.length > 0 ? ['objectClass'] : [])]
  const groups = groupReadingOf(store) === 'memberOf' ? [profile.memberOf] : []
  const all = [...Object.values(namesIn(store)).flat(), ...standing, profile.guid.attribute, ...binary, ...groups, ...historyFor(role)]
  return { attributes: [...new Set(all)], explicitBufferAttributes: binary }
}

/** Throws what went wrong in our words. */
export const rethrown =
  (store: StoreConfig, role: Role) =>
  (error: unknown): never => {
    throw faultOf(error, store.id, role)
  }

/** The entry of a name; undefined where there is none. */
export async function named({ search }: Reading, client: Client, dn: string, also?: readonly string[]): Promise<Entry | undefined> {
  try {
    return (await search(client, new PresenceFilter({ attribute: 'objectClass' }), dn, also))[0]
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}
