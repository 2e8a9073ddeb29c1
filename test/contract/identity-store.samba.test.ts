// The same contract on a real Active Directory domain controller, Samba's, and what only it can show.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasSamba, type SambaServer, startSamba } from '../../bin/sandbox/samba.ts'
import { SAMBA_FACTS } from './identity-store/facts.ts'
import {
  administered,
  as,
  finderOf,
  identityStoreContract,
  personOf,
  replaced,
  resetterOf,
  type StartDirectory,
  soon,
  userOf
} from './identity-store.ts'

describe.skipIf(!hasSamba())('identity store: samba', () => {
  let server: SambaServer
  beforeAll(async () => {
    server = await startSamba()
  }, 180_000)
  afterAll(() => server?.stop())

  // One server for all tests: it takes long to provision and two seconds to be put back.
  const start: StartDirectory = async (policy) => {
    await server.restore(policy)
    const administrator = administered(server, server.administrator)
    return {
      ...administrator,
      recreate: async (dn) => {
        await administrator.remove(dn)
        await server.restore()
      },
      addGroup: (dn, member) =>
        as(server, server.administrator, (client) =>
          client.add(dn, { objectClass: 'group', groupType: '-2147483646', member: [...member] })
        ),
      demandChange: (dn) => administrator.change(dn, replaced('pwdLastSet', '0')),
      stop: async () => {}
    }
  }

  identityStoreContract(start, SAMBA_FACTS)

  describe('what only Active Directory has', () => {
    beforeEach(() => server.restore())
    const set = (username: string, type: string, value: string) =>
      administered(server, server.administrator).change(userOf(server, username).dn, replaced(type, value))

    test('whoever adminCount marks is protected, in whatever groups', async () => {
      await set('bob', 'adminCount', '1')
      expect(await personOf(server, 'bob')).toMatchObject({ isProtected: true })
      await set('bob', 'adminCount', '0')
      expect(await personOf(server, 'bob')).toMatchObject({ isProtected: false })
    })

    test('a protected primary group protects, though it does not list its members', async () => {
      const domainUsers = 'cn=Domain Users,cn=Users,dc=example,dc=com'
      expect(await finderOf(server, { protectedGroups: [domainUsers] }).find('bob', soon())).toMatchObject({
        person: { isProtected: true }
      })
    })

    test('an account that has run out is disabled', async () => {
      await set('bob', 'accountExpires', String((BigInt(Date.now() - 60_000) + 11_644_473_600_000n) * 10_000n))
      expect(await personOf(server, 'bob')).toMatchObject({ isDisabled: true })
      await set('bob', 'accountExpires', '0')
      expect(await personOf(server, 'bob')).toMatchObject({ isDisabled: false })
    })

    test('a person is found by userPrincipalName', async () => {
      expect(await finderOf(server).find('CAROL@example.com', soon())).toMatchObject({ person: { names: { username: ['carol'] } } })
    })

    test('a computer account is nobody', async () => {
      expect(await finderOf(server, { baseDn: 'dc=example,dc=com' }).find('DC1$', soon())).toEqual({ kind: 'none' })
    })

    test("what the domain's own complexity refuses is told as its idea of quality", async () => {
      await administered(server, server.administrator).change('dc=example,dc=com', replaced('pwdProperties', '1'))
      expect(await resetterOf(server).setPassword(userOf(server, 'bob').dn, 'onlysmallletters', soon())).toEqual({
        kind: 'refused',
        violations: [{ rule: 'directoryQuality', params: {} }]
      })
    })

    test('the right password of a disabled person is proven, and a wrong one is not', async () => {
      const { dn, password } = userOf(server, 'dave')
      expect(await resetterOf(server).proves(dn, password, soon())).toBe(true)
      expect(await resetterOf(server).proves(dn, `${password}x`, soon())).toBe(false)
      // A locked account says nothing about the password.
      expect(await resetterOf(server).proves(userOf(server, 'erin').dn, userOf(server, 'erin').password, soon())).toBe(false)
    })

    test('a login is told', async () => {
      const { dn, password } = userOf(server, 'alice')
      expect((await personOf(server, 'alice')).lastLogin).toBeUndefined()
      expect(await resetterOf(server).proves(dn, password, soon())).toBe(true)
      expect(Math.abs(Date.now() - ((await personOf(server, 'alice')).lastLogin ?? 0))).toBeLessThan(20_000)
    })
  })
})
