// Oracle Access Manager's account state in a real slapd with its schema: what a whole reset leaves there, and what is read from it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasOpenLdap, type OpenLdapServer } from '../../bin/sandbox/openldap.ts'
import {
  administered,
  as,
  canBind,
  finderOf,
  replaced,
  resetterOf,
  soon,
  stewardOf,
  userOf
} from '../contract/identity-store/directories.ts'
import { ownStoreOf } from '../contract/identity-store/own-change.ts'
import { administratorOf } from '../support/administrator.ts'
import { startOblix } from '../support/oblix.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { verified } from '../support/visitor.ts'

const DAY = 86_400_000
const STATE = ['objectClass', 'obPasswordCreationDate', 'obpasswordexpirydate', 'obPasswordChangeFlag', 'obLockoutTime', 'obLoginTryCount']
const iso = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`
const POLICIES = {
  default: { id: 'oracle', minLength: 8, passwordExpiresAfter: 90, passwordExpireWarning: 80, attributesDisallowed: ['description'] }
}

describe.skipIf(!hasOpenLdap())('oblix attributes in slapd', () => {
  let server: OpenLdapServer
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({
      mode: 'email',
      settings: { POLICIES: JSON.stringify(POLICIES) },
      directory: async () => {
        server = await startOblix()
        return server
      }
    })
  })
  afterAll(() => sandbox.stop())
  beforeEach(() => sandbox.clock.advance(86_400))

  const write = (username: string, values: Record<string, string>) =>
    administered(server, server.administrator).change(
      userOf(server, username).dn,
      replaced('objectClass', 'inetOrgPerson', 'oblixPersonPwdPolicy', 'oblixOrgPerson'),
      ...Object.entries(values).map(([type, value]) => replaced(type, value))
    )
  async function stateOf(username: string): Promise<Record<string, unknown>> {
    const options = { scope: 'base' as const, attributes: STATE }
    const { searchEntries } = await as(server, server.administrator, (client) => client.search(userOf(server, username).dn, options))
    return searchEntries[0] ?? {}
  }
  async function personOf(username: string) {
    const found = await finderOf(server).find(username, soon())
    if (found.kind !== 'person') throw new Error(found.kind)
    return found.person
  }

  test.each(['exop', 'replace'] as const)(
    'a whole reset by %s leaves dates, clears the flag and the lock, and adds the classes',
    async (how) => {
      const who = how === 'exop' ? 'alice' : 'bob'
      const store = sandbox.directory.stores[0]
      expect(store?.schema).toBe('oblix')
      if (how === 'replace') {
        // One modify holds the password and the state.
        expect(
          await resetterOf(server, { write: how }).setPassword(userOf(server, who).dn, 'a first passphrase', soon(), {
            expiresAt: 1_767_225_600_000
          })
        ).toEqual({ kind: 'changed' })
        expect(await stateOf(who)).toMatchObject({ obpasswordexpirydate: '2026-01-01T00:00:00Z', obPasswordChangeFlag: 'false' })
      }
      await write(who, { obPasswordChangeFlag: 'true', obLockoutTime: '99999999999', obLoginTryCount: '5' })
      const visitor = await verified(sandbox, who)
      const from = Date.now() - 1000
      expect((await visitor.commit('a whole new passphrase')).status).toBe(200)
      const state = await stateOf(who)
      const created = Date.parse(String(state['obPasswordCreationDate']))
      expect(created).toBeGreaterThanOrEqual(from)
      expect(state).toMatchObject({ obPasswordChangeFlag: 'false', obLockoutTime: [], obLoginTryCount: [] })
      // The sandbox's clock has been moved, the directory's has not: the end is counted by the policy from the first.
      const expires = Date.parse(String(state['obpasswordexpirydate']))
      expect(Math.abs(expires - (sandbox.clock.now() + 90 * DAY))).toBeLessThan(60_000)
      expect(state['objectClass']).toEqual(expect.arrayContaining(['inetOrgPerson', 'oblixPersonPwdPolicy', 'oblixOrgPerson']))
      expect(await canBind(server, userOf(server, who).dn, 'a whole new passphrase')).toBe(true)
    }
  )

  test('a refused password leaves the state as it was', async () => {
    await administered(server, server.administrator).change('cn=people,ou=policies,dc=example,dc=com', replaced('pwdMinLength', '20'))
    await write('carol', { obPasswordChangeFlag: 'true', obPasswordCreationDate: '2020-01-01T00:00:00Z' })
    const { dn } = userOf(server, 'carol')
    for (const how of ['exop', 'replace'] as const) {
      expect(await resetterOf(server, { write: how }).setPassword(dn, 'too short', soon(), {})).toMatchObject({ kind: 'refused' })
      expect(await stateOf('carol')).toMatchObject({ obPasswordChangeFlag: 'true', obPasswordCreationDate: '2020-01-01T00:00:00Z' })
    }
    await administered(server, server.administrator).change('cn=people,ou=policies,dc=example,dc=com', replaced('pwdMinLength', '1'))
  })

  test('a state that may not be written is told, and the password stands', async () => {
    const { dn } = userOf(server, 'grace')
    const foreign = resetterOf(server, {
      schema: 'oracle',
      stateAttributes: { expiresAt: 'description', mustChange: 'street', unlock: 'street' }
    })
    expect(await foreign.setPassword(dn, 'a passphrase that stands', soon(), {})).toEqual({
      kind: 'changed',
      fault: expect.stringMatching(/grant the reset identity/)
    })
    expect(await canBind(server, dn, 'a passphrase that stands')).toBe(true)
  })

  test('standing is read from them', async () => {
    await write('heidi', { obuseraccountcontrol: 'deactivated' })
    expect(await personOf('heidi@example.com').catch(() => personOf('heidi'))).toMatchObject({ isDisabled: true })
    await write('heidi', { obuseraccountcontrol: 'activated', obLockoutTime: String(Math.floor(Date.now() / 1000) + 600) })
    const locked = await personOf('heidi')
    expect(locked).toMatchObject({ isDisabled: false, isLocked: true })
    expect(Math.abs((locked.lockedUntil ?? 0) - Date.now() - 600_000)).toBeLessThan(10_000)
    await write('heidi', {
      obLockoutTime: '1000000000',
      obpasswordexpirydate: '2031-02-03T04:05:06Z',
      oblastsuccessfullogin: '2030-01-01T00:00:00Z'
    })
    expect(await personOf('heidi')).toMatchObject({
      isLocked: false,
      expiresAt: Date.UTC(2031, 1, 3, 4, 5, 6),
      lastLogin: Date.UTC(2030, 0, 1)
    })
  })

  test('an administrator sets them, with the classes where they lack', async () => {
    const admin = administratorOf(sandbox)
    const set = async (flags: object) => (await admin.put('/status', { username: 'oneil', ...flags })).body
    expect(await set({ enabled: false })).toMatchObject({ state: 'disabled' })
    expect(await set({ enabled: true, forceChange: true })).toMatchObject({ disabled: false, mustChange: true })
    await write('oneil', { obLockoutTime: '99999999999' })
    expect((await admin.get('/status?username=oneil')).body).toMatchObject({ state: 'locked', lockedUntil: 99_999_999_999_000 })
    expect(await set({ unlocked: true, forceChange: false })).toMatchObject({ locked: false, mustChange: false, disabled: false })
    expect(await stewardOf(server).setState(userOf(server, 'oneil').dn, { unlocked: true }, soon())).toEqual({ kind: 'changed' })
  })

  test('a warning is counted from the creation, and holds until the end', async () => {
    const admin = administratorOf(sandbox)
    const status = async () => (await admin.get('/status?username=heidi2')).body
    const created = sandbox.clock.now() - 85 * DAY
    await write('heidi2', { obPasswordCreationDate: iso(created), obpasswordexpirydate: iso(created + 90 * DAY) })
    expect(await status()).toMatchObject({ state: 'warned', warnDays: 5, expired: false })
    sandbox.clock.advance(5 * 86_400)
    expect(await status()).toMatchObject({ state: 'expired', expired: true })
    expect(await status()).not.toHaveProperty('warnDays')
  })

  test('values of the attributes that a policy names are not taken into a password', async () => {
    await administered(server, server.administrator).change(userOf(server, 'alice').dn, replaced('description', 'Leuchtturm'))
    const visitor = await verified(sandbox, 'alice')
    const refused = await visitor.commit('am leuchtturm vorbei')
    expect(refused).toMatchObject({ status: 422, body: { violations: [{ rule: 'attributesDisallowed' }] } })
    expect((await visitor.commit('am hafen vorbei')).status).toBe(200)
  })
})

describe.skipIf(!hasOpenLdap())('a change with the current password, in slapd with oblix attributes', () => {
  const FLAG = { obPasswordChangeFlag: 'true', obPasswordCreationDate: '2020-01-01T00:00:00Z' }
  let server: OpenLdapServer
  afterEach(() => server.stop())

  /** What became of a change, and what the entry says afterwards. */
  async function changed(self: string, write: 'exop' | 'replace', isOblix = true) {
    server = await startOblix({}, self)
    const { dn, password } = userOf(server, 'alice')
    const classes = isOblix ? ['oblixPersonPwdPolicy', 'oblixOrgPerson'] : []
    const before = Object.entries(isOblix ? FLAG : {}).map(([type, value]) => replaced(type, value))
    await administered(server, server.administrator).change(dn, replaced('objectClass', 'inetOrgPerson', ...classes), ...before)
    const proven = await ownStoreOf(server, { write }).prove(dn, password, soon())
    const outcome = await proven?.setPassword('a whole new passphrase', soon(), { expiresAt: Date.UTC(2031, 0, 1) })
    proven?.close()
    expect(await canBind(server, dn, 'a whole new passphrase')).toBe(true)
    const options = { scope: 'base' as const, attributes: STATE }
    const { searchEntries } = await as(server, server.administrator, (client) => client.search(dn, options))
    return { outcome, state: searchEntries[0] }
  }

  test.each(['exop', 'replace'] as const)('by %s writes the state where people may write their own', async (write) => {
    const { outcome, state } = await changed('write', write)
    expect(outcome).toEqual({ kind: 'changed' })
    expect(state).toMatchObject({ obPasswordChangeFlag: 'false', obpasswordexpirydate: '2031-01-01T00:00:00Z' })
    expect(Date.parse(String(state?.['obPasswordCreationDate']))).toBeGreaterThan(Date.UTC(2026, 0, 1))
  })

  test.each([
    ['exop', 'may not write their own', 'none', true],
    ['replace', 'may not write their own', 'none', true],
    ['replace', 'lack the class, which they may not add', 'write', false]
  ] as const)('by %s is made where people %s, and what was left is told', async (write, _, self, isOblix) => {
    const { outcome, state } = await changed(self, write, isOblix)
    expect(outcome).toEqual({ kind: 'changed', fault: expect.stringContaining('the state attributes were not written') })
    if (isOblix) expect(state).toMatchObject(FLAG)
  })
})
