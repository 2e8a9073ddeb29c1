// The identity that sets the state of accounts: it finds people as the search-only one does, and no password is in its reach.
import type { StoreConfig } from '../../config.ts'
import { type Steward, Unavailable } from '../../ports.ts'
import { faultOf, isGone, isOvertaken } from './faults.ts'
import { createLink, type IdentitySecret, Lost } from './link.ts'
import { PROFILES } from './profiles/index.ts'
import { createReading, named } from './reading.ts'
import { registerOver } from './roll.ts'
import { schemaOf } from './schemas/index.ts'
import { changesFor, classesFor } from './switches.ts'

/** Finds people and sets the state of their accounts in one store as its status identity. */
export function createSteward(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now): Steward {
  const link = createLink(store, 'status', secret, now)
  const [profile, schema] = [PROFILES[store.profile], schemaOf(store)]
  const reading = createReading(store, 'status', now)
  return {
    ...registerOver(link, { store, role: 'status', secret }, now),
    async setState(dn, change, deadline) {
      try {
        const entry = await link.read((client) => named(reading, client, dn), deadline)
        if (!entry) return { kind: 'overtaken' }
        const { changes, impossible } = changesFor({ profile, schema, now: now() }, entry, change)
        if (impossible.length > 0) return { kind: 'impossible', flags: impossible }
        const all = [...classesFor(entry, store.stateClasses), ...changes]
        if (changes.length > 0) await link.write((client) => client.modify(dn, all, profile.switchControls?.()), deadline)
        return { kind: 'changed' }
      } catch (error) {
        if (isGone(error) || isOvertaken(error)) return { kind: 'overtaken' }
        throw error instanceof Lost ? new Unavailable('directory', error) : faultOf(error, store.id, 'status')
      }
    }
  }
}
