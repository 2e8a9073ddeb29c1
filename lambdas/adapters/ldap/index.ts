// People and their passwords in LDAP directories: the search-only identity finds, the reset identity reads again and writes.
// What differs between directories is in profiles/; how a connection is kept is in link.ts.
import type { Change, Client } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import { isWithin } from '../../flow/dn.ts'
import { type Finder, type Resetter, Unavailable } from '../../ports.ts'
import type { Entry } from './entry.ts'
import { faultOf, isGone, type Role } from './faults.ts'
import { parseFilter } from './filter.ts'
import { guidFilter, guidOf } from './guid.ts'
import { createLink, type IdentitySecret, type Link, Lost } from './link.ts'
import { PROFILES } from './profiles/index.ts'
import { createReading, named, type Reading, rethrown } from './reading.ts'
import { schemaOf } from './schemas/index.ts'
import { classesFor } from './switches.ts'
import { writePassword } from './write.ts'

export type { IdentitySecret } from './link.ts'
export type { BindIdentity } from './opener.ts'

/** Samba takes what stands before a NUL for the whole value. */
const isName = (who: string): boolean => who !== '' && !who.includes('\0')

/** Looks people up in one store as its search-only identity. `now` tells whether a lock or an account has run out. */
export function createFinder(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now): Finder {
  return finderOver(createLink(store, 'search', secret, now), store, 'search', now)
}

/** The same over the link of another identity that may search. */
export function finderOver(link: Link, store: StoreConfig, role: Role, now: () => number): Finder {
  const filterFor = parseFilter(store.id, store.filter ?? PROFILES[store.profile].defaults.filter)
  const { search, toPerson } = createReading(store, role, now)
  return {
    store: store.id,
    owns: store,
    async find(who, deadline) {
      if (!isName(who)) return { kind: 'none' }
      const lookup = async (client: Client) => {
        const found = await search(client, filterFor(who))
        const [entry] = found
        if (!entry) return { kind: 'none' } as const
        if (found.length > 1) return { kind: 'ambiguous' } as const
        return { kind: 'person', person: await toPerson(client, entry) } as const
      }
      return link.read(lookup, deadline).catch(rethrown(store, role))
    }
  }
}

/** Reads people again and writes their passwords in one store as its reset identity. */
export function createResetter(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now): Resetter {
  const link = createLink(store, 'reset', secret, now)
  const profile = PROFILES[store.profile]
  const how = store.write ?? profile.defaults.write
  const filterFor = parseFilter(store.id, store.filter ?? profile.defaults.filter)
  const schema = schemaOf(store)
  const reading = createReading(store, 'reset', now)
  const { search, toPerson } = reading

  /** By the name that was known, which is the cheapest, and by the id where somebody else has that name or nobody. */
  async function pinned(client: Client, guid: string, dn: string, also?: readonly string[]): Promise<Entry | undefined> {
    const filter = guidFilter(guid, profile.guid)
    if (!filter) return undefined
    const byName = await named(reading, client, dn, also)
    // A name is read wherever it is; nobody outside the base is anybody's here.
    if (byName && isWithin(byName.dn, store.baseDn) && guidOf(byName, profile.guid) === guid) return byName
    return (await search(client, filter, undefined, also))[0]
  }

  return {
    store: store.id,
    owns: store,
    knows: async (who, deadline) =>
      isName(who) &&
      link.read(async (client) => (await search(client, filterFor(who))).length > 0, deadline).catch(rethrown(store, 'reset')),

    read: (guid, dn, deadline, also) =>
      link
        .read(async (client) => {
          const entry = await pinned(client, guid, dn, also)
          return entry && toPerson(client, entry, also)
        }, deadline)
        .catch(rethrown(store, 'reset')),

    async setPassword(dn, password, deadline, terms = {}) {
      // An empty one would have the server invent a password (RFC 3062 2).
      if (dn === '' || password === '') throw new TypeError('a name and a password are needed')
      try {
        const { violations, refusal } = await link.write(async (client) => {
          const state = [...(await classesAt(store, reading, client, dn)), ...schema.written(now(), terms)]
          return writePassword(client, profile, { dn, password, how, now: now(), state })
        }, deadline)
        if (violations.length > 0) return { kind: 'refused', violations }
        return refusal === undefined ? { kind: 'changed' } : { kind: 'changed', fault: faultOf(refusal, store.id, 'reset').message }
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

/** The change that adds the object classes of the state's attributes. */
async function classesAt({ stateClasses }: StoreConfig, reading: Reading, client: Client, dn: string): Promise<Change[]> {
  const entry = stateClasses.length > 0 ? await named(reading, client, dn) : undefined
  return entry ? classesFor(entry, stateClasses) : []
}
