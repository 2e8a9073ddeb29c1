// People in two real directories: who is looked for where, and what is told while one of them is down (MODEL: rule 20).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { type ByHand, type Cold, startByHand } from '../support/by-hand.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { administered, canBind, storeOf, userOf } from './identity-store.ts'

const NEW = 'a passphrase for two houses'
const NOWHERE = ['ldaps://127.0.0.1:1']

describe.skipIf(!hasOpenLdap())('several stores', () => {
  let staff: OpenLdapServer
  let partners: OpenLdapServer
  let line: TcpProxy
  let rekey: ByHand
  beforeAll(async () => {
    ;[staff, partners] = await Promise.all([startOpenLdap(), startOpenLdap()])
    line = await startTcpProxy(Number(new URL(partners.url).port))
    // O'Neil is a partner only, bob is both, everybody else is staff only.
    await administered(staff, staff.administrator).remove(userOf(staff, 'oneil').dn)
    for (const { username, dn } of partners.users)
      if (!['oneil', 'bob'].includes(username)) await administered(partners, partners.administrator).remove(dn)
    rekey = await startByHand({ ...staff, stores: stores() })
  })
  afterAll(async () => {
    await rekey?.stop()
    await line?.stop()
    await Promise.all([staff?.stop(), partners?.stop()])
  })
  beforeEach(() => {
    rekey.clock.advance(86_400)
    rekey.log.length = 0
  })

  const stores = (): [StoreConfig, StoreConfig] => [
    storeOf(staff, { id: 'staff', domains: ['example.com'], prefixes: ['CORP'] }),
    storeOf(partners, { id: 'partners', urls: [`ldaps://127.0.0.1:${line.port}`], domains: ['partners.example'], prefixes: ['PARTNERS'] })
  ]
  /** Functions for which these stores are down. */
  const without = (...down: string[]): Cold =>
    rekey.cold({ STORES: JSON.stringify(stores().map((store) => (down.includes(store.id) ? { ...store, urls: NOWHERE } : store))) })

  /** Which store somebody is found in, or why not. */
  async function located(who: string, functions = without()): Promise<string> {
    const { flow } = await functions.start(who)
    const { isDone } = await functions.locate(flow)
    if (!isDone) return 'not located'
    const line = rekey.log.findLast((one) => one.startsWith('locate.') && one.includes(flow)) ?? ''
    const { store, reason } = JSON.parse(line.slice(line.indexOf('{')))
    return store ?? reason
  }

  test.each([
    ['alice', 'staff'],
    ['oneil', 'partners'],
    ['bob', 'ambiguous'],
    ['nobody', 'unknown'],
    // Nobody's domain: looked for everywhere.
    ['oneil@elsewhere.example', 'unknown'],
    ['bob@example.com', 'staff'],
    ['BOB@EXAMPLE.COM', 'staff'],
    ['oneil@example.com', 'unknown'],
    ['PARTNERS\\bob', 'partners'],
    ['partners\\oneil', 'partners'],
    ['partners\\alice', 'unknown'],
    ['CORP\\alice', 'staff'],
    ['CORP\\', 'unknown'],
    ['NEITHER\\alice', 'unknown'],
    ['CORP\\*', 'unknown']
  ])('%j is looked for where it says, or everywhere: %s', async (who, where) => {
    expect(await located(who)).toBe(where)
  })

  test('a store that does not own what was typed is not asked', async () => {
    const before = line.connections()
    await located('alice@example.com')
    expect(line.connections()).toBe(before)
    await located('alice')
    expect(line.connections()).toBe(before + 1)
  })

  test('a person is reset in their own store, and the namesake in the other keeps their password', async () => {
    const functions = without()
    for (const [who, server, other] of [['PARTNERS\\bob', partners, staff] as const, ['bob@example.com', staff, partners] as const]) {
      rekey.clock.advance(60)
      const password = `${NEW}, ${who}`
      expect(await functions.commit(await functions.verified(who), password)).toMatchObject({ status: 200 })
      expect(await canBind(server, userOf(server, 'bob').dn, password)).toBe(true)
      expect(await canBind(other, userOf(other, 'bob').dn, password)).toBe(false)
    }
  })

  describe('while one is down', () => {
    test('somebody in the other is found, and whoever lives there is a decoy at once, as somebody who lives nowhere', async () => {
      const functions = without('partners')
      expect(await located('alice', functions)).toBe('staff')
      expect(await located('oneil', functions)).toBe('unknown')
      expect(await located('nobody', functions)).toBe('unknown')
      expect(rekey.log.filter((line) => line.startsWith('locate.failed'))).toHaveLength(3)
    })

    test.each(['email', 'userselectchallenge'])('what is told in mode %s is the same for both', async (MODE) => {
      const functions = rekey.cold({
        MODE,
        STORES: JSON.stringify(stores().map((store) => (store.id === 'partners' ? { ...store, urls: NOWHERE } : store)))
      })
      const shapes = []
      for (const who of ['oneil', 'nobody']) {
        const pass = await functions.start(who)
        await functions.locate(pass.flow)
        rekey.clock.advance(4)
        const { status, body } = await functions.read(pass)
        const { reach, person = {} } = (await rekey.item(pass.flow)) ?? {}
        shapes.push({ status, state: body.state, names: Object.keys(body), reach: reach?.S, bytes: person.S?.length })
      }
      expect(shapes[0]).toEqual(shapes[1])
      expect(shapes[0]).toMatchObject({ status: 200, reach: 'nay' })
    })

    test('names of its own domain stay unlocated, whether anybody has them', async () => {
      const functions = without('partners')
      expect(await located('oneil@partners.example', functions)).toBe('not located')
      expect(await located('nobody@partners.example', functions)).toBe('not located')
    })

    test('nothing is written before it answers, and then the same grant is good', async () => {
      const pass = await without().verified('alice')
      const { dn, password } = userOf(staff, 'alice')
      expect(await without('partners').commit(pass, NEW)).toMatchObject({ status: 503, body: { code: 'directory_unavailable' } })
      expect(await canBind(staff, dn, password)).toBe(true)
      expect((await rekey.item(pass.flow))?.['state']?.S).toBe('verified')
      expect(await without().commit(pass, NEW)).toMatchObject({ status: 200 })
      expect(await canBind(staff, dn, NEW)).toBe(true)
    })

    test('somebody whose name is owned by the other is not kept waiting', async () => {
      const functions = without('partners')
      expect(await functions.commit(await functions.verified('grace@example.com'), `${NEW} again`)).toMatchObject({ status: 200 })
    })
  })

  test('with all down flows stay locating, and after 10 seconds the same 503 is told of everybody', async () => {
    const functions = rekey.cold({
      MODE: 'userselectchallenge',
      STORES: JSON.stringify(stores().map((one) => ({ ...one, urls: NOWHERE })))
    })
    const told = async (who: string) => {
      const pass = await functions.start(who)
      expect(await functions.locate(pass.flow)).toEqual({ isDone: false })
      const early = await functions.read(pass)
      rekey.clock.advance(11)
      const late = await functions.read(pass)
      return [early.status, early.body.state, late.status, late.body.code]
    }
    for (const who of ['alice', 'oneil', 'nobody']) expect(await told(who)).toEqual([200, 'locating', 503, 'directory_unavailable'])
  })

  describe('ambiguity that a look could not see', () => {
    const DOWN_THEN_UP = 'heinrich'
    const dn = `uid=${DOWN_THEN_UP},ou=people,dc=example,dc=com`
    const entry = { objectClass: 'inetOrgPerson', cn: DOWN_THEN_UP, sn: DOWN_THEN_UP, mail: `${DOWN_THEN_UP}@example.com` }
    const both = () => [staff, partners]
    beforeEach(async () => {
      for (const server of both())
        await administered(server, server.administrator).add(dn, { ...entry, userPassword: 'the first one of all' })
    })
    afterEach(async () => {
      for (const server of both()) await administered(server, server.administrator).remove(dn)
    })

    test('a namesake in a store that was down when the person was found ends the flow at commit', async () => {
      const pass = await without('partners').verified(DOWN_THEN_UP)
      expect(await without().commit(pass, NEW)).toMatchObject({ status: 403, body: { code: 'grant_rejected' } })
      expect(rekey.log.join('\n')).toMatch(/commit.rejected .*"reason":"ambiguous"/)
      for (const server of both()) expect(await canBind(server, dn, 'the first one of all')).toBe(true)
    })
  })
})
