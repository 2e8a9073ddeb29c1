import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { type DemoEntry, ENTRIES } from '../../bin/sandbox/people.ts'
import { deadlineIn } from '../support/deadline.ts'
import { LDAP_FACTS } from './identity-store/facts.ts'
import { identityStoreContract, personOf, resetterOf, type StartDirectory, userOf } from './identity-store.ts'

const start: StartDirectory = async (policy) => {
  const server = await startEmbeddedDirectory({ now: Date.now, ...(policy ? { policy } : {}) })
  return {
    server,
    rename: async (dn, to) => server.tree.rename(dn, to),
    remove: async (dn) => server.tree.remove(dn),
    recreate: async (dn) => {
      const entry = ENTRIES.find((one) => one.dn === dn) as DemoEntry
      server.tree.remove(dn)
      server.tree.add({ ...entry, attributes: { ...entry.attributes, entryUUID: [randomUUID()] } })
    },
    addGroup: async (dn, member) => server.tree.add({ dn, attributes: { objectClass: ['groupOfNames'], member } }),
    setMembers: async (dn, members) => server.tree.put(dn, 'member', ...members),
    demandChange: async (dn) => server.tree.put(dn, 'pwdReset', 'TRUE'),
    stop: server.stop
  }
}

describe('identity store: embedded', () => {
  identityStoreContract(start, LDAP_FACTS)

  test('every change moves the marker, even where the clock stands still', async () => {
    const server = await startEmbeddedDirectory({ now: () => 1_767_225_600_000 })
    try {
      const { dn } = userOf(server, 'alice')
      const markers = new Set<string>()
      for (const password of ['first passphrase', 'second passphrase', 'third passphrase']) {
        await resetterOf(server).setPassword(dn, password, deadlineIn(5000))
        markers.add((await personOf(server, 'alice')).marker)
      }
      expect([...markers].map((marker) => marker.slice(0, 14))).toEqual(['20260101000000', '20260101000000', '20260101000000'])
    } finally {
      await server.stop()
    }
  })

  test('a login is told with the time of the sandbox', async () => {
    const server = await startEmbeddedDirectory({ now: () => 1_767_225_600_000 })
    try {
      const { dn, password } = userOf(server, 'alice')
      expect((await personOf(server, 'alice')).lastLogin).toBeUndefined()
      expect(await resetterOf(server).proves(dn, password, deadlineIn(5000))).toBe(true)
      expect((await personOf(server, 'alice')).lastLogin).toBe(1_767_225_600_000)
    } finally {
      await server.stop()
    }
  })
})
