// People and their passwords in LDAP directories: the search-only identity finds, the reset identity reads again and writes.
// What differs between directories is in profiles/; how a connection is kept is in link.ts.
import { type Client, EqualityFilter, type Filter, PresenceFilter } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import { type Finder, Misconfigured, type Person, type Resetter, Unavailable } from '../../ports.ts'
import { normalDn } from './dn.ts'
import { type Entry, readEntry } from './entry.ts'
import { faultOf, isGone, type Role } from './faults.ts'
import { parseFilter } from './filter.ts'
import { createLink, type IdentitySecret, Lost } from './link.ts'
import { PROFILES } from './profiles/index.ts'

export type { IdentitySecret } from './link.ts'
export type { BindIdentity } from './opener.ts'

/** Looks people up in one store as its search-only identity. */
export function createFinder(store: StoreConfig, secret: IdentitySecret): Finder {
  const link = createLink(store, 'search', secret)
  const filterFor = parseFilter(store.id, store.filter)
  const { search, toPerson } = reading(store, 'search')
  return {
    store: store.id,
    async find(who, deadline) {
      if (who === '') return { kind: 'none' }
      const found = await link.read((client) => search(client, filterFor(who)), deadline).catch(rethrown(store, 'search'))
      const [entry] = found
      if (!entry) return { kind: 'none' }
      return found.length > 1 ? { kind: 'ambiguous' } : { kind: 'person', person: toPerson(entry) }
    }
  }
}

/** Reads people again and writes their passwords in one store as its reset identity. */
export function createResetter(store: StoreConfig, secret: IdentitySecret): Resetter {
  const link = createLink(store, 'reset', secret)
  const profile = PROFILES[store.profile]
  const { search, toPerson } = reading(store, 'reset')

  async function named(client: Client, dn: string): Promise<Entry[]> {
    try {
      return await search(client, new PresenceFilter({ attribute: 'objectClass' }), dn)
    } catch (error) {
      if (isGone(error)) return []
      throw error
    }
  }

  return {
    store: store.id,
    read: (guid, dn, deadline) =>
      link
        .read(async (client) => {
          const [byName] = await named(client, dn)
          if (byName?.values(profile.guid)[0] === guid) return toPerson(byName)
          const [byGuid] = await search(client, new EqualityFilter({ attribute: profile.guid, value: guid }))
          return byGuid && toPerson(byGuid)
        }, deadline)
        .catch(rethrown(store, 'reset')),

    async setPassword(dn, password, deadline) {
      // An empty one would have the server invent a password (RFC 3062 2).
      if (dn === '' || password === '') throw new TypeError('a name and a password are needed')
      try {
        const violations = await link.write((client) => profile.write(client, dn, password, store.write), deadline)
        return violations.length > 0 ? { kind: 'refused', violations } : { kind: 'changed' }
      } catch (error) {
        if (error instanceof Lost) return { kind: 'unknown' }
        // The entry was there a moment ago: it was moved or deleted meanwhile, and reading it again will tell.
        if (isGone(error)) throw new Unavailable('directory', error)
        throw faultOf(error, store.id, 'reset')
      }
    },

    proves: (dn, password, deadline) => link.admits({ bindDn: dn, password }, deadline)
  }
}

const rethrown =
  (store: StoreConfig, role: Role) =>
  (error: unknown): never => {
    throw faultOf(error, store.id, role)
  }

/** How entries of a store are asked for and understood. */
function reading(store: StoreConfig, role: Role) {
  const profile = PROFILES[store.profile]
  const { username, mail, mobile, given, family } = store.attributes
  const attributes = [...new Set([...username, ...mail, ...mobile, ...given, ...family, profile.guid, ...profile.attributes])]
  const protectedGroups = new Set(store.protectedGroups.map(normalDn))

  /** Everything under the base, or one entry by its name. References to other servers are left out, not followed. */
  async function search(client: Client, filter: Filter, dn?: string): Promise<Entry[]> {
    const scope = dn === undefined ? 'sub' : 'base'
    const { searchEntries } = await client.search(dn ?? store.baseDn, { scope, filter, attributes, sizeLimit: 2, timeLimit: 5 })
    return searchEntries.map(readEntry)
  }

  function guidOf(entry: Entry): string {
    const [guid] = entry.values(profile.guid)
    if (guid === undefined) throw new Misconfigured(`store ${store.id}: the ${role} identity cannot read ${profile.guid}: grant it`)
    return guid
  }

  function toPerson(entry: Entry): Person {
    const all = (names: readonly string[]): string[] => names.flatMap((name) => entry.values(name))
    const standing = profile.standing(entry)
    return {
      dn: entry.dn,
      guid: guidOf(entry),
      names: { username: all(username), given: all(given), family: all(family), mail: all(mail) },
      mail: all(mail),
      mobile: all(mobile),
      ...standing,
      isProtected: standing.groups.some((group) => protectedGroups.has(normalDn(group)))
    }
  }

  return { search, toPerson }
}
