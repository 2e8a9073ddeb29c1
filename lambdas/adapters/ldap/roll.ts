// Everybody in a store, for a function that looks at each: the pages on a connection of their own, because a directory keeps its place in a
// list by connection; and single people beside it, over one that is kept.
import type { StoreConfig } from '../../config.ts'
import type { Roll } from '../../ports.ts'
import { guidOf } from './guid.ts'
import { createLink, type IdentitySecret } from './link.ts'
import { PROFILES } from './profiles/index.ts'
import { createReading, named, rethrown } from './reading.ts'
import { pagesOf } from './survey/people.ts'
import { visitAny } from './survey/visit.ts'

/** Reads one store as its search-only identity. `now` tells whether a lock or an account has run out. */
export function createRoll(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now, pageSize?: number): Roll {
  const link = createLink(store, 'search', secret, now)
  const reading = createReading(store, 'search', now)
  return {
    store: store.id,

    async *pages() {
      const visit = await visitAny(store, 'search', await secret())
      try {
        yield* pagesOf(visit, store, now, pageSize)
      } catch (error) {
        rethrown(store, 'search')(error)
      } finally {
        visit.close()
      }
    },

    again: ({ dn, guid }, deadline) =>
      link
        .read(async (client) => {
          const entry = await named(reading, client, dn)
          return entry && guidOf(entry, PROFILES[store.profile].guid) === guid ? reading.toPerson(client, entry) : undefined
        }, deadline)
        .catch(rethrown(store, 'search'))
  }
}
