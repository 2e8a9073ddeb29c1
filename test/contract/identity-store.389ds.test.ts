// The same contract on a real 389 Directory Server, and what only it can show.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ds389Server, has389ds, start389ds } from '../../bin/sandbox/389ds.ts'
import { DS389_FACTS } from './identity-store/facts.ts'
import { administered, finderOf, identityStoreContract, replaced, resetterOf, type StartDirectory, soon, userOf } from './identity-store.ts'

describe.skipIf(!has389ds())('identity store: 389ds', () => {
  let server: Ds389Server
  beforeAll(async () => {
    server = await start389ds()
  })
  afterAll(() => server?.stop())

  // One server for all tests: it takes seconds to start and half of one to be put back.
  const start: StartDirectory = async (policy) => {
    await server.restore(policy)
    const administrator = administered(server, server.administrator)
    await administrator.change('cn=config', replaced('passwordMustChange', 'off'))
    return {
      ...administrator,
      demandChange: async (dn) => {
        await administrator.change('cn=config', replaced('passwordMustChange', 'on'))
        const password = server.users.find((user) => user.dn === dn)?.password ?? ''
        await administrator.change(dn, replaced('userPassword', password))
      },
      stop: async () => {}
    }
  }

  identityStoreContract(start, DS389_FACTS)

  test('by exop it does not say why it refuses, which is why the profile replaces', async () => {
    await server.restore({ pwdMinLength: 20 })
    const { dn } = userOf(server, 'alice')
    const set = (write: 'exop' | 'replace') => resetterOf(server, { write }).setPassword(dn, 'only nineteen bytes', soon())
    expect(await set('exop')).toEqual({ kind: 'refused', violations: [{ rule: 'directoryQuality', params: {} }] })
    expect(await set('replace')).toEqual({ kind: 'refused', violations: [{ rule: 'minLength', params: {} }] })
  })

  test('a member of a protected group of either kind is protected where nothing is said of groups', async () => {
    await server.restore()
    const directory = administered(server, server.administrator)
    const unique = 'cn=unique,ou=groups,dc=example,dc=com'
    await directory.add(unique, { objectClass: 'groupOfUniqueNames', cn: 'unique', uniqueMember: userOf(server, 'bob').dn })
    const found = (groups?: 'memberOf') =>
      finderOf(server, { protectedGroups: [unique], ...(groups ? { groups } : {}) }).find('bob', soon())
    expect(await found()).toMatchObject({ person: { isProtected: true } })
    // The plug-in looks at member only, unless it is told otherwise.
    expect(await found('memberOf')).toMatchObject({ person: { isProtected: false } })
  })

  test('StartTLS works as LDAPS does', async () => {
    await server.restore()
    const changes = { urls: [server.plainUrl], startTls: true }
    expect(await finderOf(server, changes).find('alice', soon())).toEqual(await finderOf(server).find('alice', soon()))
    const { dn } = userOf(server, 'alice')
    expect(await resetterOf(server, changes).setPassword(dn, 'a whole new passphrase', soon())).toEqual({ kind: 'changed' })
  })
})
