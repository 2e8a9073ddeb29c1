import { describe, expect, test } from 'vitest'
import { startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { deadlineIn } from '../support/deadline.ts'
import { embedded } from './identity-store/embedded.ts'
import { LDAP_FACTS } from './identity-store/facts.ts'
import { identityStoreContract, personOf, resetterOf, userOf } from './identity-store.ts'

describe('identity store: embedded', () => {
  identityStoreContract((policy) => embedded(undefined, policy), LDAP_FACTS)

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
