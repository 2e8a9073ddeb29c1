import type { Entry } from 'ldapts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PasswordPolicy } from '../../../bin/sandbox/directory/tree.ts'
import type { DirectoryServer } from '../../../bin/sandbox/directory.ts'
import { createResetter } from '../../../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../../../lambdas/config.ts'
import type { Resetter } from '../../../lambdas/ports.ts'
import {
  as,
  canBind,
  type DirectoryUnderTest,
  type Facts,
  personOf,
  resetterOf,
  type StartDirectory,
  soon,
  storeOf,
  userOf
} from './directories.ts'

const FULL = '長い合言葉🔑'.repeat(22)

const PASSWORDS: readonly string[] = [
  'correct horse battery staple',
  '  leading and trailing spaces  ',
  'quotes " and \' and `',
  'back\\slash \\2a \\" \\\\',
  '日本語のパスワード、長い合言葉',
  'emoji 🔑👩‍👩‍👧‍👦 and Zürich €',
  'a {SSHA} in the middle',
  'ﬁ ligature and Å (angstrom) stay',
  '*)(uid=*))(|(uid=*',
  ...[127, 128].map((points) => [...FULL].slice(0, points).join('')),
  '🔑'.repeat(128),
  'line separator \u2028 and \u00ad soft hyphen'
]

/** Everything about everybody that a password write could touch. */
const snapshot = (server: DirectoryServer, { personClass, usernameAttribute, stamps }: Facts): Promise<Map<string, Entry>> =>
  as(server, server.reset, async (client) => {
    const attributes = ['*', ...stamps]
    const { searchEntries } = await client.search(server.baseDn, { filter: `(objectClass=${personClass})`, attributes })
    return new Map(searchEntries.map((entry) => [String(entry[usernameAttribute]), entry]))
  })

/** A password arrives as it is, at one person and nobody else, and opens what it should. */
export function writing(start: StartDirectory, facts: Facts, write: NonNullable<StoreConfig['write']>): void {
  let directory: DirectoryUnderTest
  let server: DirectoryServer
  let resetter: Resetter
  async function fresh(policy?: PasswordPolicy): Promise<void> {
    await directory?.stop()
    directory = await start(policy)
    server = directory.server
    resetter = resetterOf(server, { write })
  }
  beforeEach(() => fresh())
  afterEach(() => directory.stop())

  /** 389 answers before it has written the marker. */
  async function moved(username: string, from: string): Promise<string> {
    const marker = async () => (await personOf(server, username)).marker
    await expect.poll(marker).not.toBe(from)
    return marker()
  }

  test('INJ-2, 34: the new password binds, the old one does not, the marker moves, and nobody else changes', async () => {
    for (const username of ['alice', 'oneil']) {
      const before = await snapshot(server, facts)
      const person = await personOf(server, username)
      expect(await resetter.setPassword(person.dn, 'a whole new passphrase', soon())).toEqual({ kind: 'changed' })
      expect(await canBind(server, person.dn, 'a whole new passphrase')).toBe(true)
      expect(await canBind(server, person.dn, userOf(server, username).password)).toBe(false)
      await moved(username, person.marker)
      const after = await snapshot(server, facts)
      expect([...after.keys()]).toEqual([...before.keys()])
      expect([...after].filter(([uid, entry]) => JSON.stringify(entry) !== JSON.stringify(before.get(uid))).map(([uid]) => uid)).toEqual([
        username
      ])
    }
  })

  test('a person locked by wrong logins is unlocked by it', async () => {
    const erin = userOf(server, 'erin')
    expect(await canBind(server, erin.dn, erin.password)).toBe(false)
    expect(await resetter.setPassword((await personOf(server, 'erin')).dn, 'a whole new passphrase', soon())).toEqual({ kind: 'changed' })
    expect(await canBind(server, erin.dn, 'a whole new passphrase')).toBe(true)
    expect(await personOf(server, 'erin')).toMatchObject({ isLocked: false })
  })

  test('five wrong logins lock, and a reset opens again', async () => {
    const bob = userOf(server, 'bob')
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await canBind(server, bob.dn, 'wrong')).toBe(false)
    expect(await canBind(server, bob.dn, bob.password)).toBe(false)
    expect(await personOf(server, 'bob')).toMatchObject({ isLocked: facts.tellsLock, isDisabled: false })
    await resetter.setPassword(bob.dn, 'a whole new passphrase', soon())
    expect(await canBind(server, bob.dn, 'a whole new passphrase')).toBe(true)
  })

  test('PWD-2, PWD-5, PWD-6, 45: every password arrives byte for byte', async () => {
    const { dn } = await personOf(server, 'carol')
    for (const password of PASSWORDS) {
      expect(await resetter.setPassword(dn, password, soon())).toEqual({ kind: 'changed' })
      expect([password, await resetter.proves(dn, password, soon())]).toEqual([password, true])
      expect([password, await canBind(server, dn, `${password} `)]).toEqual([password, false])
      expect([password, await canBind(server, dn, [...password].slice(0, -1).join(''))]).toEqual([password, false])
    }
  })

  const REFUSED = (rule: string) => ({ kind: 'refused', violations: [{ rule, params: {} }] })

  test('POL-1, POL-2, 43: a password in the history is refused in our words where the directory holds resets to it, and nothing changes', async () => {
    await fresh({ pwdInHistory: 3 })
    const bob = userOf(server, 'bob')
    const before = await personOf(server, 'bob')
    expect(await resetter.setPassword(bob.dn, 'a whole new passphrase', soon())).toEqual({ kind: 'changed' })
    const marker = await moved('bob', before.marker)
    const { history } = facts.holdsResetsTo
    expect(await resetter.setPassword(bob.dn, bob.password, soon())).toEqual(
      history ? REFUSED('numPasswordsInHistory') : { kind: 'changed' }
    )
    expect(await canBind(server, bob.dn, 'a whole new passphrase')).toBe(history || facts.letsOldPasswordsIn)
    expect((await personOf(server, 'bob')).marker === marker).toBe(history)
  })

  test('POL-1, 43: a password younger than the directory allows is refused in our words where it holds resets to that', async () => {
    await fresh({ pwdMinAge: 3600 })
    const { dn, marker } = await personOf(server, 'bob')
    expect(await resetter.setPassword(dn, 'a whole new passphrase', soon())).toEqual({ kind: 'changed' })
    await moved('bob', marker)
    expect(await resetter.setPassword(dn, 'another new passphrase', soon())).toEqual(
      facts.holdsResetsTo.minAge ? REFUSED('minPasswordAge') : { kind: 'changed' }
    )
  })

  test('"must change at next login" is told, and cleared by it', async () => {
    const { dn } = userOf(server, 'bob')
    await directory.demandChange(dn)
    await expect.poll(async () => (await personOf(server, 'bob')).mustChange).toBe(true)
    expect(await resetter.setPassword(dn, 'a whole new passphrase', soon())).toEqual({ kind: 'changed' })
    await expect.poll(async () => (await personOf(server, 'bob')).mustChange).toBe(false)
    expect(await canBind(server, dn, 'a whole new passphrase')).toBe(true)
  })

  test('the right password is proven even where it must be changed', async () => {
    const { dn, password } = userOf(server, 'bob')
    await directory.demandChange(dn)
    expect(await resetter.proves(dn, password, soon())).toBe(true)
    expect(await resetter.proves(dn, `${password}x`, soon())).toBe(false)
  })

  test('POL-1, 43: a password that is too short for the directory is refused in our words', async () => {
    await fresh({ pwdMinLength: 20 })
    const bob = userOf(server, 'bob')
    expect(await resetter.setPassword(bob.dn, 'only nineteen bytes', soon())).toEqual(REFUSED('minLength'))
    expect(await resetter.setPassword(bob.dn, 'now it is twenty and more', soon())).toEqual({ kind: 'changed' })
  })

  test.each(['{SSHA}not-a-hash-but-a-password', '{CLEARTEXT}a whole new passphrase', '{}', '{x-unheard-of}passphrase'])(
    '%j is a password, and refused where the directory would take it for a hash',
    async (password) => {
      const alice = userOf(server, 'alice')
      expect(await resetter.setPassword(alice.dn, password, soon())).toEqual(
        facts.takesHashes ? REFUSED('directoryQuality') : { kind: 'changed' }
      )
      expect(await canBind(server, alice.dn, facts.takesHashes ? alice.password : password)).toBe(true)
    }
  )

  test('46: refuses an empty password without asking, and never proves one', async () => {
    const bob = userOf(server, 'bob')
    await expect(resetter.setPassword(bob.dn, '', soon())).rejects.toThrow(TypeError)
    expect(await resetter.proves(bob.dn, '', soon())).toBe(false)
    expect(await resetter.proves('', bob.password, soon())).toBe(false)
    expect(await resetter.proves(bob.dn, bob.password, soon())).toBe(true)
  })

  test('a proof is only for the right password of the right person', async () => {
    const [alice, bob] = [userOf(server, 'alice'), userOf(server, 'bob')]
    expect(await resetter.proves(alice.dn, bob.password, soon())).toBe(false)
    expect(await resetter.proves(`${facts.rdn}=nobody,ou=people,dc=example,dc=com`, bob.password, soon())).toBe(false)
    expect(await resetter.proves(alice.dn, alice.password, soon())).toBe(true)
  })

  test('writing to a person who has just gone is no success', async () => {
    const { dn } = await personOf(server, 'bob')
    await directory.remove(dn)
    await expect(resetter.setPassword(dn, 'a whole new passphrase', soon())).rejects.toThrow(facts.goneFault)
  })

  test('refuses to work as the search identity, and says what to grant', async () => {
    const alice = userOf(server, 'alice')
    const weak = createResetter(storeOf(server, { write }), async () => server.search)
    await expect(weak.setPassword(alice.dn, 'a whole new passphrase', soon())).rejects.toThrow(/answered 50: grant the reset identity/)
    expect(await canBind(server, alice.dn, alice.password)).toBe(true)
  })
}
