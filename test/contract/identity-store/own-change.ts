import { Attribute, Change } from 'ldapts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PasswordPolicy } from '../../../bin/sandbox/directory/tree.ts'
import type { DirectoryServer } from '../../../bin/sandbox/directory.ts'
import { createOwnStore } from '../../../lambdas/adapters/ldap/self.ts'
import type { StoreConfig } from '../../../lambdas/config.ts'
import type { OwnStore, PasswordWrite, Proven } from '../../../lambdas/ports.ts'
import { as, canBind, type DirectoryUnderTest, type Facts, type StartDirectory, soon, storeOf, userOf } from './directories.ts'

const NEW = 'a whole new passphrase'

export const ownStoreOf = (server: DirectoryServer, changes: Partial<StoreConfig> = {}): OwnStore =>
  createOwnStore(storeOf(server, changes), async () => server.search)

/** People prove their password and change it as themselves, under the directory's own rules for that. */
export function ownChange(start: StartDirectory, facts: Facts, write: NonNullable<StoreConfig['write']>): void {
  let directory: DirectoryUnderTest
  let server: DirectoryServer
  let own: OwnStore
  async function fresh(policy?: PasswordPolicy): Promise<void> {
    await directory?.stop()
    directory = await start(policy)
    server = directory.server
    own = ownStoreOf(server, { write })
  }
  beforeEach(() => fresh())
  afterEach(() => directory.stop())

  async function proving<T>(username: string, current: string, work: (proven: Proven) => Promise<T>): Promise<T> {
    const proven = await own.prove(userOf(server, username).dn, current, soon())
    if (!proven) throw new Error(`${username}: not proven`)
    try {
      return await work(proven)
    } finally {
      proven.close()
    }
  }

  const change = (username: string, current: string, password: string): Promise<PasswordWrite> =>
    proving(username, current, (proven) => proven.setPassword(password, soon()))
  const REFUSED = (rule: string) => ({ kind: 'refused', violations: [{ rule, params: {} }] })

  test('the right password is proven, and changes', async () => {
    for (const username of ['alice', 'oneil']) {
      const { dn, password } = userOf(server, username)
      expect(await change(username, password, NEW)).toEqual({ kind: 'changed' })
      expect(await canBind(server, dn, NEW)).toBe(true)
      expect(await canBind(server, dn, password)).toBe(false)
    }
  })

  test('a wrong password, another’s and nobody’s prove nothing', async () => {
    const { dn } = userOf(server, 'alice')
    expect(await own.prove(dn, 'wrong', soon())).toBeUndefined()
    expect(await own.prove(dn, userOf(server, 'bob').password, soon())).toBeUndefined()
    expect(await own.prove(undefined, 'wrong', soon())).toBeUndefined()
    expect(await own.prove(undefined, 'sandbox-nobody-at-all', soon())).toBeUndefined()
    await expect(own.prove(dn, '', soon())).rejects.toThrow(TypeError)
    await expect(ownStoreOf(server, { dummyDn: undefined }).prove(undefined, 'wrong', soon())).rejects.toThrow(/needs dummyDn/)
  })

  test.each(['dave', 'erin'])('%s, disabled or locked, proves nothing even with the right password', async (username) => {
    const { dn, password } = userOf(server, username)
    expect(await own.prove(dn, password, soon())).toBeUndefined()
  })

  test('every password arrives byte for byte', async () => {
    let current = userOf(server, 'carol').password
    for (const password of [
      'quotes " and \' and ` and \\',
      '日本語のパスワード、長い合言葉',
      'emoji 🔑 and Zürich €',
      '*)(uid=*))(|(uid=*'
    ]) {
      expect(await change('carol', current, password)).toEqual({ kind: 'changed' })
      current = password
    }
    expect(await canBind(server, userOf(server, 'carol').dn, current)).toBe(true)
  })

  test('a person may write nobody else’s password', async () => {
    const [{ dn: bindDn, password }, bob] = [userOf(server, 'alice'), userOf(server, 'bob')]
    const values = [facts.passwordValue(NEW)] as string[] | Buffer[]
    const change = new Change({ operation: 'replace', modification: new Attribute({ type: facts.passwordAttribute, values }) })
    await expect(as(server, { bindDn, password }, (client) => client.modify(bob.dn, change))).rejects.toMatchObject({ code: 50 })
    expect(await canBind(server, bob.dn, bob.password)).toBe(true)
  })

  test('the directory’s own rules count: length and history', async () => {
    await fresh({ pwdMinLength: 15, pwdInHistory: 3 })
    const { password } = userOf(server, 'bob')
    expect(await change('bob', password, 'too short 4 it')).toEqual(REFUSED('minLength'))
    expect(await change('bob', password, NEW)).toEqual({ kind: 'changed' })
    expect(await change('bob', NEW, password)).toEqual(REFUSED('numPasswordsInHistory'))
    expect(await canBind(server, userOf(server, 'bob').dn, NEW)).toBe(true)
  })

  test('the directory’s own rules count: age', async () => {
    await fresh({ pwdMinAge: 3600 })
    const { password } = userOf(server, 'bob')
    const first = await change('bob', password, NEW)
    // Where somebody was added a moment ago their first password is young already.
    if (first.kind === 'refused') return expect(first).toEqual(REFUSED('minPasswordAge'))
    expect(await change('bob', NEW, 'another new passphrase')).toEqual(REFUSED('minPasswordAge'))
  })

  test('who must change proves it, and changes here where the directory lets them', async () => {
    const { dn, password } = userOf(server, 'bob')
    await directory.demandChange(dn)
    await proving('bob', password, async (proven) => {
      expect(proven.mustReset).toBe(facts.passwordAttribute === 'unicodePwd')
      if (!proven.mustReset) expect(await proven.setPassword(NEW, soon())).toEqual({ kind: 'changed' })
    })
    expect(await own.prove(dn, 'wrong', soon())).toBeUndefined()
  })

  test('what looks like a hash is refused where it would be taken for one', async () => {
    const { password } = userOf(server, 'alice')
    expect(await change('alice', password, '{SSHA}not-a-hash-but-a-password')).toEqual(
      facts.takesHashes ? REFUSED('directoryQuality') : { kind: 'changed' }
    )
  })

  test('at first sight somebody is who they are in full', async () => {
    const [glance, found] = [await own.glance('root', soon()), await own.find('root', soon())]
    expect([glance.kind, found.kind]).toEqual(['person', 'person'])
    if (glance.kind === 'person' && found.kind === 'person') expect(glance.person.guid).toBe(found.person.guid)
    expect(found).toMatchObject({ person: { isProtected: true } })
  })
}
