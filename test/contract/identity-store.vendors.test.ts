// Profiles of products that cannot be had here, against the embedded server that speaks as their manuals say. It shows that the
// profiles are whole and fit what is documented; it does not show that the products do as documented.
import { describe, expect, test } from 'vitest'
import { DIALECTS } from '../../bin/sandbox/directory/dialect.ts'
import { startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { deadlineIn } from '../support/deadline.ts'
import type { DirectoryUnderTest, Facts } from './identity-store/directories.ts'
import { embedded } from './identity-store/embedded.ts'
import { LDAP_FACTS } from './identity-store/facts.ts'
import { groups } from './identity-store/groups.ts'
import { readingAgain } from './identity-store/reading-again.ts'
import { writing } from './identity-store/writing.ts'
import { personOf, resetterOf, userOf } from './identity-store.ts'

type Vendor = keyof typeof DIALECTS

/** What differs from OpenLDAP, and what only some of them tell. */
const DIFFERENCES: Record<Vendor, Partial<Facts>> = {
  freeipa: { stamps: ['krbLastPwdChange'], tellsLock: false },
  oid: { nesting: [{ groups: 'search', isTold: true }] },
  oud: {},
  odsee: {},
  'ibm-sds': {},
  edirectory: { takesHashes: false }
}

describe.each(Object.keys(DIALECTS) as Vendor[])('identity store: embedded, like %s', (like) => {
  const facts: Facts = { ...LDAP_FACTS, writes: ['replace'], ...DIFFERENCES[like] }
  const start = (policy?: Parameters<typeof embedded>[1]): Promise<DirectoryUnderTest> => embedded(like, policy)

  describe('groups', () => groups(start, facts))
  describe('reading again', () => readingAgain(start, facts))
  describe('writing a password', () => writing(start, facts, 'replace'))

  test('disabled, locked and protected people are told apart', async () => {
    const server = await startEmbeddedDirectory({ now: Date.now, like })
    try {
      expect(await personOf(server, 'bob')).toMatchObject({ isDisabled: false, isLocked: false, isProtected: false, mustChange: false })
      expect(await personOf(server, 'dave')).toMatchObject({ isDisabled: true, isLocked: false })
      expect(await personOf(server, 'erin')).toMatchObject({ isDisabled: false, isLocked: facts.tellsLock })
      expect(await personOf(server, 'root')).toMatchObject({ isProtected: true })
    } finally {
      await server.stop()
    }
  })

  test('a reset does not enable somebody who was disabled', async () => {
    const server = await startEmbeddedDirectory({ now: Date.now, like })
    try {
      const { dn } = userOf(server, 'dave')
      await resetterOf(server).setPassword(dn, 'a whole new passphrase', deadlineIn(5000))
      expect(await personOf(server, 'dave')).toMatchObject({ isDisabled: true })
    } finally {
      await server.stop()
    }
  })
})
