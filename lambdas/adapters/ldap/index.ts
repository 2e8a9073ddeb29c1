// People and their passwords in LDAP directories: the search-only identity finds, the reset identity reads again and writes.
// What differs between directories is in profiles/; how a connection is kept is in link.ts.
import { type Client, PresenceFilter } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import { type Finder, type Resetter, Unavailable } from '../../ports.ts'
import type { Entry } from './entry.ts'
import { faultOf, isGone } from './faults.ts'
import { parseFilter } from './filter.ts'
import { guidFilter, guidOf } from './guid.ts'
import { createLink, type IdentitySecret, Lost } from './link.ts'
import { PROFILES } from './profiles/index.ts'
import { createReading, rethrown } from './reading.ts'
import { writePassword } from './write.ts'

export type { IdentitySecret } from './link.ts'
export type { BindIdentity } from './opener.ts'

/** Looks people up in one store as its search-only identity. `now` tells whether a lock or an account has run out. */
export function createFinder(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now): Finder {
  const link = createLink(store, 'search', secret)
  const filterFor = parseFilter(store.id, store.filter ?? PROFILES[store.profile].defaults.filter)
  const { search, toPerson } = createReading(store, 'search', now)
  return {
    store: store.id,
    async find(who, deadline) {
      // Samba takes what stands before a NUL for the whole value.
      if (who === '' || who.includes('\0')) return { kind: 'none' }
      const lookup = async (client: Client) => {
        const found = await search(client, filterFor(who))
        const [entry] = found
        if (!entry) return { kind: 'none' } as const
        if (found.length > 1) return { kind: 'ambiguous' } as const
        return { kind: 'person', person: await toPerson(client, entry) } as const
      }
      return link.read(lookup, deadline).catch(rethrown(store, 'search'))
    }
  }
}

/** Reads people again and writes their passwords in one store as its reset identity. */
export function createResetter(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now): Resetter {
  const link = createLink(store, 'reset', secret)
  const profile = PROFILES[store.profile]
  const how = store.write ?? profile.defaults.write
  const { search, toPerson } = createReading(store, 'reset', now)

  async function named(client: Client, dn: string): Promise<Entry | undefined> {
    try {
      return (await search(client, new PresenceFilter({ attribute: 'objectClass' }), dn))[0]
    } catch (error) {
      if (isGone(error)) return undefined
      throw error
    }
  }

  /** By the name that was known, which is the cheapest, and by the id where somebody else has that name or nobody. */
  async function pinned(client: Client, guid: string, dn: string): Promise<Entry | undefined> {
    const filter = guidFilter(guid, profile.guid)
    if (!filter) return undefined
    const byName = await named(client, dn)
    if (byName && guidOf(byName, profile.guid) === guid) return byName
    return (await search(client, filter))[0]
  }

  return {
    store: store.id,
    read: (guid, dn, deadline) =>
      link
        .read(async (client) => {
          const entry = await pinned(client, guid, dn)
          return entry && toPerson(client, entry)
        }, deadline)
        .catch(rethrown(store, 'reset')),

    async setPassword(dn, password, deadline) {
      // An empty one would have the server invent a password (RFC 3062 2).
      if (dn === '' || password === '') throw new TypeError('a name and a password are needed')
      try {
        const violations = await link.write((client) => writePassword(client, profile, { dn, password, how, now: now() }), deadline)
        return violations.length > 0 ? { kind: 'refused', violations } : { kind: 'changed' }
      } catch (error) {
        if (error instanceof Lost) return { kind: 'unknown' }
        // The entry was there a moment ago: it was moved or deleted meanwhile, and reading it again will tell.
        if (isGone(error)) throw new Unavailable('directory', error)
        throw faultOf(error, store.id, 'reset')
      }
    },

    proves: (dn, password, deadline) => link.admits({ bindDn: dn, password }, deadline, profile.rightPassword)
  }
}
