// Somebody whom only the log's word for them is known of, among some thousands in a real slapd: found, or an honest answer why not.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import { createRegister } from '../../lambdas/adapters/ldap/roll.ts'
import { parseVariables, type StoreConfig } from '../../lambdas/config.ts'
import { accountOf } from '../../lambdas/flow/decoy.ts'
import { behind } from '../../lambdas/operations/admin/behind.ts'
import { type Deadline, type Register, Unavailable } from '../../lambdas/ports.ts'
import { aCrowd } from '../support/crowd.ts'
import { type Multitude, startMultitude } from '../support/multitude.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

const PEOPLE = 3000
const PAGE = 500
/** Of which seven are kept back for what comes after. */
const MINUTE: Deadline = { left: () => 60_000 }

describe.skipIf(!hasOpenLdap())('an account among thousands', () => {
  let multitude: Multitude
  let store: StoreConfig
  let line: TcpProxy
  beforeAll(async () => {
    multitude = await startMultitude(PEOPLE)
    line = await startTcpProxy(Number(new URL(multitude.store.urls[0] ?? '').port))
    const urls = [`ldaps://127.0.0.1:${line.port}`]
    store = parseVariables(['STORES'], { STORES: JSON.stringify([{ ...multitude.store, urls }]) }).STORES[0] as StoreConfig
  })
  afterAll(async () => {
    await line?.stop()
    await multitude?.stop()
  })
  afterEach(() => line.lose('nothing'))

  const registerOf = (more: Partial<StoreConfig> = {}, identity = multitude.search): Register =>
    createRegister({ ...store, ...more }, async () => identity)
  const guid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
  const accountAt = (at: number, of = 'multitude'): string => accountOf(of, guid(at))
  const NOBODY = accountAt(PEOPLE)

  test.each([0, 60, 1234, PEOPLE - 1])('number %i is found, with all that a look by name shows', async (at) => {
    const register = registerOf()
    const found = await behind([register], accountAt(at), MINUTE)
    const named = await register.find(`user${at}`, MINUTE)
    expect(found).toEqual({ store: register, person: named.kind === 'person' ? named.person : 'nobody' })
    // Number 60 is a member of the protected group, which only a look at their groups tells.
    expect('person' in found && found.person.isProtected).toBe(at === 60)
  })

  test('stores are gone through in their order, and none after the one that has them', async () => {
    const [first, second] = [registerOf({ id: 'first' }), registerOf({ id: 'second' })]
    const seen: number[] = []
    expect(await behind([first, second], accountAt(7, 'second'), MINUTE, (count) => seen.push(count))).toMatchObject({ store: second })
    expect(seen).toEqual(Array.from({ length: PEOPLE / PAGE }, (_, page) => (page + 1) * PAGE))
    const before = line.connections()
    expect(await behind([first, registerOf({ urls: ['ldaps://127.0.0.1:1'] })], accountAt(7, 'first'), MINUTE)).toMatchObject({
      store: first
    })
    // One to walk on, and the kept one to look again with.
    expect(line.connections() - before).toBeLessThanOrEqual(2)
  })

  test('"nobody" is said of everybody', async () => {
    expect(await behind([registerOf()], NOBODY, MINUTE)).toEqual({
      refusal: 'not_found',
      detail: `this account is nobody's of the ${PEOPLE} people here`
    })
  })

  test('where the time ends before the people do, that is said, and no more pages are asked for', async () => {
    let left = 60_000
    const seen: number[] = []
    const found = await behind([registerOf()], NOBODY, { left: () => left }, (count) => {
      seen.push(count)
      if (count === 2 * PAGE) left = 7000
    })
    expect(seen).toEqual([PAGE, 2 * PAGE])
    expect(found).toEqual({
      refusal: 'status_refused',
      detail: expect.stringMatching(
        /^not found within 53 s, among the first 1000 people: send the username too, .* rekey explain --account/
      )
    })
  })

  test('a directory that falls silent is given up before the time of what comes after', async () => {
    line.lose('answers')
    const until = performance.now() + 7300
    const deadline = { left: () => until - performance.now() }
    expect(await behind([registerOf()], NOBODY, deadline)).toMatchObject({
      detail: expect.stringMatching(/^not found within 0 s, among the first 0/)
    })
    expect(deadline.left()).toBeGreaterThan(0)
  })

  test('a directory that is down is down, as it is by name', async () => {
    await expect(behind([registerOf({ urls: ['ldaps://127.0.0.1:1'] })], NOBODY, MINUTE)).rejects.toThrow(Unavailable)
  })

  test('one that lets nobody in like this says what to change', async () => {
    const { search } = multitude
    const impostor = registerOf({}, { ...search, password: 'another' })
    expect(await behind([impostor], NOBODY, MINUTE)).toMatchObject({
      refusal: 'status_refused',
      detail: expect.stringMatching(/^not found among the first 0 people, and no more could be looked at: .* identity into its secret$/)
    })
  })
})

describe.skipIf(!hasOpenLdap())('an account in a directory that shows five hundred people at most', () => {
  let server: OpenLdapServer
  beforeAll(async () => {
    server = await startOpenLdap({ entries: aCrowd(700, { now: Date.now() }).ldif })
  })
  afterAll(() => server?.stop())

  test('is nobody for none but who may page through all of them, as the status identity of docs/directories.md may', async () => {
    const [store] = server.stores as [StoreConfig]
    const detailFor = async ({ bindDn, password }: BindIdentity) => {
      const found = await behind([createRegister(store, async () => ({ bindDn, password }))], accountOf(store.id, 'nobody'), MINUTE)
      return 'refusal' in found && `${found.refusal}: ${found.detail}`
    }
    const all = 700 + server.users.length
    expect(await detailFor(server.status)).toBe(`not_found: this account is nobody's of the ${all} people here`)
    expect(await detailFor(server.reset)).toMatch(/^status_refused: not found among the first 500 people, .*: lift its size limit/)
  })
})
