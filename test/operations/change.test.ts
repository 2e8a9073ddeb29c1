// What commit looks at again before it writes: whoever may not be reset any more ends the flow, and nothing is written.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { createFinder, createResetter } from '../../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { markerOf } from '../../lambdas/flow/decoy.ts'
import type { Contact, Flow } from '../../lambdas/flow/flow.ts'
import { packPerson } from '../../lambdas/flow/padding.ts'
import { type Change, change } from '../../lambdas/operations/change.ts'
import { deadlineIn } from '../support/deadline.ts'
import { aFlow } from '../support/flows.ts'

const NEW = 'a whole new passphrase'
const ALICE = 'uid=alice,ou=people,dc=example,dc=com'
const CONTACTS: Contact[] = [
  { channel: 'email', address: 'alice@example.com' },
  { channel: 'sms', address: '+12025550101' }
]

let server: EmbeddedDirectory
let flow: Flow
beforeEach(async () => {
  server = await startEmbeddedDirectory({ now: Date.now })
  const found = await createFinder(server.stores[0] as StoreConfig, async () => server.search).find('alice', deadlineIn(5000))
  if (found.kind !== 'person') throw new Error(found.kind)
  const { dn, guid, names, marker } = found.person
  flow = aFlow({ person: packPerson({ store: 'people', dn, guid, names, contacts: CONTACTS }), marker: markerOf(marker) })
})
afterEach(() => server.stop())

async function changed(store: Partial<StoreConfig> = {}): Promise<{ outcome: Change; isWritten: boolean }> {
  const resetter = createResetter({ ...(server.stores[0] as StoreConfig), ...store }, async () => server.reset)
  const plain = { ok: true, password: NEW } as const
  const outcome = await change({ stores: new Map([['people', resetter]]) }, flow, { plain, judge: async () => plain }, deadlineIn(20_000))
  const dns = [ALICE, 'uid=alicia,ou=people,dc=example,dc=com']
  const proofs = await Promise.all(dns.map((dn) => resetter.proves(dn, NEW, deadlineIn(5000))))
  return { outcome, isWritten: proofs.includes(true) }
}

const AGAIN: [fact: string, change: () => void, reason: string, store?: Partial<StoreConfig>][] = [
  ['who was removed', () => server.tree.remove(ALICE), 'gone'],
  ['who was disabled', () => server.tree.put(ALICE, 'pwdAccountLockedTime', '000001010000Z'), 'disabled'],
  ['who joined a protected group', () => server.tree.put('cn=privileged,ou=groups,dc=example,dc=com', 'member', ALICE), 'protected'],
  ['whose branch was protected', () => {}, 'protected', { protectedBases: ['ou=people,dc=example,dc=com'] }],
  ['whose mail changed', () => server.tree.put(ALICE, 'mail', 'alice@elsewhere.example'), 'contact changed'],
  ['whose mobile changed', () => server.tree.put(ALICE, 'mobile', '+1 302 555 0101'), 'contact changed'],
  ['whose password changed', () => server.tree.put(ALICE, 'pwdChangedTime', '20250101000000Z'), 'changed elsewhere']
]

describe('a reset of somebody', () => {
  test.each(AGAIN)('22, 60, SES-9, POL-3: %s since it began ends, and writes nothing', async (_, happens, reason, store) => {
    happens()
    expect(await changed(store)).toEqual({ outcome: { kind: 'over', reason }, isWritten: false })
  })

  test.each(AGAIN.slice(1, 6))(
    '49: %s after an earlier try was applied is left to the sweep, which tells of the change',
    async (_, happens, reason, store) => {
      flow = { ...flow, was: 'committing' }
      server.tree.put(ALICE, 'pwdChangedTime', '20250101000000Z')
      happens()
      expect(await changed(store)).toEqual({ outcome: { kind: 'unknown', fault: reason }, isWritten: false })
    }
  )

  test('of whom nothing changed is made', async () => {
    expect(await changed()).toEqual({ outcome: { kind: 'changed' }, isWritten: true })
  })

  test('who was renamed is made, at the same person', async () => {
    server.tree.rename(ALICE, 'uid=alicia,ou=people,dc=example,dc=com')
    expect(await changed()).toEqual({ outcome: { kind: 'changed' }, isWritten: true })
  })

  test('who has more addresses by now, or the same written otherwise, is made', async () => {
    server.tree.put(ALICE, 'mail', 'new@example.com', 'Alice@example.com')
    server.tree.put(ALICE, 'mobile', '(202) 555-0101')
    expect(await changed()).toEqual({ outcome: { kind: 'changed' }, isWritten: true })
  })
})
