// Everybody in a store, for who has to look at each: the pages on a connection of their own, because a directory keeps its place in a list by
// connection; and single people beside it, over one that is kept.
import type { StoreConfig } from '../../config.ts'
import type { Deadline, Register, Roll } from '../../ports.ts'
import type { Role } from './faults.ts'
import { finderOver } from './index.ts'
import { createLink, type IdentitySecret, type Link } from './link.ts'
import { createReading, idIn, named, rethrown } from './reading.ts'
import { idsOf, pagesOf } from './survey/people.ts'
import { type Visit, visitAny } from './survey/visit.ts'

/** Reads one store as its search-only identity. `now` tells whether a lock or an account has run out. */
export function createRoll(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now, pageSize?: number): Roll {
  const link = createLink(store, 'search', secret, now)
  return {
    store: store.id,
    pages: () => walked({ store, role: 'search', secret }, (visit) => pagesOf(visit, store, now, pageSize)),
    again: againOver(link, store, 'search', now)
  }
}

/** Looks people up in one store as its search-only identity, by name or by going through everybody. */
export function createRegister(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now, pageSize?: number): Register {
  return registerOver(createLink(store, 'search', secret, now), { store, role: 'search', secret }, now, pageSize)
}

interface Walker {
  store: StoreConfig
  role: Role
  secret: IdentitySecret
}

/** The same over the link of another identity that may search. */
export function registerOver(link: Link, walker: Walker, now: () => number, pageSize?: number): Register {
  const { store, role } = walker
  return {
    ...finderOver(link, store, role, now),
    ids: (deadline) => walked(walker, (visit) => idsOf(visit, store, role, pageSize), deadline),
    again: againOver(link, store, role, now)
  }
}

async function* walked<T>({ store, role, secret }: Walker, walk: (visit: Visit) => AsyncGenerator<T>, deadline?: Deadline) {
  const visit = await visitAny(store, role, await secret(), deadline)
  try {
    yield* walk(visit)
  } catch (error) {
    rethrown(store, role)(error)
  } finally {
    visit.close()
  }
}

function againOver(link: Link, store: StoreConfig, role: Role, now: () => number): Register['again'] {
  const reading = createReading(store, role, now)
  return ({ dn, guid }, deadline) =>
    link
      .read(async (client) => {
        const entry = await named(reading, client, dn)
        return entry && idIn(entry, store, role) === guid ? reading.toPerson(client, entry) : undefined
      }, deadline)
      .catch(rethrown(store, role))
}
