// How entries of a store are asked for and understood: the store's settings where it has them, its profile's where not.
import type { Client, Filter } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import { Misconfigured, type Person } from '../../ports.ts'
import { domainOf, isWithin, normalDn } from './dn.ts'
import { type Entry, readEntry } from './entry.ts'
import { faultOf, type Role } from './faults.ts'
import { searchedGroups } from './groups.ts'
import { guidOf } from './guid.ts'
import { PROFILES } from './profiles/index.ts'

/** Oracle Access Manager's own history, which a migrated entry still has. */
const ORACLE_HISTORY = 'obPasswordHistory'

export interface Reading {
  /** Everything under the base, or one entry by its name; two at most. References to other servers are left out, not followed. */
  search(client: Client, filter: Filter, dn?: string): Promise<Entry[]>
  /** What the entry says, and its groups where they have to be asked for. */
  toPerson(client: Client, entry: Entry): Promise<Person>
}

export function createReading(store: StoreConfig, role: Role, now: () => number): Reading {
  const profile = PROFILES[store.profile]
  const { username, mail, mobile, given, family } = { ...profile.defaults.attributes, ...store.attributes }
  const how = store.groups ?? profile.defaults.groups
  const binary = [...(profile.guid.kind === 'text' ? [] : [profile.guid.attribute]), ...(profile.binary ?? [])]
  // Hashes of old passwords are for nobody else's eyes.
  const history = role === 'reset' ? [ORACLE_HISTORY] : []
  const named = [...username, ...mail, ...mobile, ...given, ...family, ...profile.attributes]
  const attributes = [
    ...new Set([...named, profile.guid.attribute, ...binary, ...(how === 'memberOf' ? [profile.memberOf] : []), ...history])
  ]
  const protectedGroups = new Set(store.protectedGroups.map(normalDn))

  async function groupsOf(client: Client, entry: Entry): Promise<string[]> {
    if (how === 'memberOf') return entry.values(profile.memberOf)
    return searchedGroups(client, entry, how, store.groupsBaseDn ?? domainOf(store.baseDn))
  }

  return {
    async search(client, filter, dn) {
      const scope = dn === undefined ? 'sub' : 'base'
      const options = { scope, filter, attributes, explicitBufferAttributes: binary, sizeLimit: 2, timeLimit: 5 } as const
      const { searchEntries } = await client.search(dn ?? store.baseDn, options)
      return searchEntries.map(readEntry)
    },

    async toPerson(client, entry) {
      const all = (names: readonly string[]): string[] => names.flatMap((name) => entry.values(name))
      const guid = guidOf(entry, profile.guid)
      if (guid === undefined)
        throw new Misconfigured(`store ${store.id}: the ${role} identity cannot read ${profile.guid.attribute}: grant it`)
      const standing = profile.standing(entry, now())
      const oldHistory = history.flatMap((name) => entry.values(name))
      const groups = await groupsOf(client, entry)
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
  }
}

/** Throws what went wrong in our words. */
export const rethrown =
  (store: StoreConfig, role: Role) =>
  (error: unknown): never => {
    throw faultOf(error, store.id, role)
  }
