// What every directory must do for us, whichever server it is: the Finder and Resetter ports through the LDAP adapter.
import fc from 'fast-check'
import { Attribute, Change, Client, type Entry } from 'ldapts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PasswordPolicy } from '../../bin/sandbox/directory/tree.ts'
import type { DirectoryServer } from '../../bin/sandbox/directory.ts'
import { type BindIdentity, createFinder, createResetter } from '../../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { type Finder, Misconfigured, type Person, type Resetter } from '../../lambdas/ports.ts'
import { deadlineIn } from '../support/deadline.ts'

/** A directory with the demo people, and what only its administrator can do. */
export interface DirectoryUnderTest {
  server: DirectoryServer
  rename(dn: string, to: string): Promise<void>
  remove(dn: string): Promise<void>
}

export type StartDirectory = (policy?: PasswordPolicy) => Promise<DirectoryUnderTest>

const soon = () => deadlineIn(10_000)

export const storeOf = ({ stores }: DirectoryServer, changes: Partial<StoreConfig> = {}): StoreConfig => ({
  ...(stores[0] as StoreConfig),
  ...changes
})

export const finderOf = (server: DirectoryServer, changes: Partial<StoreConfig> = {}): Finder =>
  createFinder(storeOf(server, changes), async () => server.search)

export const resetterOf = (server: DirectoryServer, changes: Partial<StoreConfig> = {}): Resetter =>
  createResetter(storeOf(server, changes), async () => server.reset)

export const userOf = (server: DirectoryServer, username: string) => {
  const user = server.users.find((one) => one.username === username)
  if (!user) throw new Error(`no ${username}`)
  return user
}

export async function personOf(server: DirectoryServer, username: string): Promise<Person> {
  const found = await finderOf(server).find(username, soon())
  if (found.kind !== 'person') throw new Error(`${username}: ${found.kind}`)
  return found.person
}

/** Works as somebody, past the adapter. */
export async function as<T>(server: DirectoryServer, { bindDn, password }: BindIdentity, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ url: server.url, tlsOptions: { ca: server.ca }, timeout: 5000, connectTimeout: 3000 })
  try {
    await client.bind(bindDn, password)
    return await work(client)
  } finally {
    await client.unbind()
  }
}

const canBind = (server: DirectoryServer, bindDn: string, password: string): Promise<boolean> =>
  as(server, { bindDn, password }, async () => true).catch(() => false)

/** Everything about everybody that a password write could touch. */
const snapshot = (server: DirectoryServer): Promise<Map<string, Entry>> =>
  as(server, server.reset, async (client) => {
    const { searchEntries } = await client.search(server.baseDn, {
      filter: '(objectClass=inetOrgPerson)',
      attributes: ['*', 'pwdChangedTime', 'pwdAccountLockedTime', 'entryUUID']
    })
    return new Map(searchEntries.map((entry) => [String(entry['uid']), entry]))
  })

export function identityStoreContract(start: StartDirectory): void {
  describe('finding', () => finding(start))
  describe('reading again', () => readingAgain(start))
  describe.each(['exop', 'replace'] as const)('writing a password by %s', (write) => writing(start, write))
  describe('the rights of our identities', () => rights(start))
}

function finding(start: StartDirectory): void {
  let server: DirectoryServer
  let finder: Finder
  beforeAll(async () => {
    server = (await start()).server
    finder = finderOf(server)
  })
  afterAll(() => server.stop())

  const usernameOf = async (who: string, by = finder): Promise<string> => {
    const found = await by.find(who, soon())
    return found.kind === 'person' ? String(found.person.names.username[0]) : found.kind
  }

  test('a person is found by username and by mail, with everything that a flow needs', async () => {
    const byName = await finder.find('alice', soon())
    expect(byName).toEqual({
      kind: 'person',
      person: {
        dn: expect.stringMatching(/^uid=alice,ou=people,dc=example,dc=com$/i),
        guid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        names: { username: ['alice'], given: ['Alice'], family: ['Archer'], mail: ['alice@example.com'] },
        mail: ['alice@example.com'],
        mobile: ['+1 202 555 0101'],
        groups: [],
        isDisabled: false,
        isLocked: false,
        isProtected: false,
        marker: expect.stringMatching(/^20240101000000(\.0+)?Z$/)
      }
    })
    expect(await finder.find('alice@example.com', soon())).toEqual(byName)
  })

  test.each(['ALICE', ' alice ', 'Alice@Example.COM', '\talice', 'ａｌｉｃｅ'])('%j is alice, as the directory matches', async (who) => {
    const matched = await usernameOf(who)
    // Full-width letters and tabs are a matter of the server's matching rules; another person is not.
    expect(/^[ a-z@.]+$/i.test(who) ? [matched] : ['alice', 'none']).toContain(matched)
  })

  test.each(['nobody', 'alic', 'alicee', 'a lice', ''])('%j is nobody', async (who) => {
    expect(await usernameOf(who)).toBe('none')
  })

  test('everyone of the demo organisation is found by username', async () => {
    for (const { username } of server.users) expect(await usernameOf(username)).toBe(username)
  })

  test('two people with one mail address are ambiguous, and so are more than two', async () => {
    expect(await usernameOf('heidi@example.com')).toBe('ambiguous')
    expect(await usernameOf('heidi')).toBe('heidi')
    expect(await usernameOf('x', finderOf(server, { filter: '(|(uid={})(objectClass=inetOrgPerson))' }))).toBe('ambiguous')
  })

  test('disabled, locked and protected people are told apart, and groups are told', async () => {
    const standing = async (username: string) => {
      const { isDisabled, isLocked, isProtected, groups } = await personOf(server, username)
      return { isDisabled, isLocked, isProtected, groups }
    }
    const open = { isDisabled: false, isLocked: false, isProtected: false, groups: [] }
    expect(await standing('bob')).toEqual(open)
    expect(await standing('dave')).toEqual({ ...open, isDisabled: true })
    expect(await standing('erin')).toEqual({ ...open, isLocked: true })
    expect(await standing('grace')).toEqual({ ...open, groups: ['cn=admins,ou=groups,dc=example,dc=com'] })
    expect(await standing('root')).toEqual({ ...open, isProtected: true, groups: ['cn=privileged,ou=groups,dc=example,dc=com'] })
  })

  test('a protected group is recognised in any spelling of its name', async () => {
    const spelt = finderOf(server, { protectedGroups: ['CN=Privileged , OU=groups,DC=example, dc=c\\6Fm'] })
    expect(await spelt.find('root', soon())).toMatchObject({ person: { isProtected: true } })
    expect(await spelt.find('alice', soon())).toMatchObject({ person: { isProtected: false } })
  })

  test('a person without contacts has none, and Unicode names come as they are', async () => {
    expect(await personOf(server, 'frank')).toMatchObject({ mail: [], mobile: [], names: { mail: [] } })
    expect(await personOf(server, 'grace')).toMatchObject({ names: { given: ['Grâce'], family: ['Ōsawa'] } })
  })

  test('every character that a filter escapes is matched literally', async () => {
    const byName = finderOf(server, { filter: '(cn={})' })
    expect(await usernameOf('O\'Neil, (Kim)* #1 \\ + "x"', byName)).toBe('oneil')
    expect(await usernameOf('o\'NEIL, (kim)*  #1 \\ + "X"', byName)).toBe('oneil')
    for (const near of [
      "O'Neil*",
      '*',
      'O\'Neil, \\28Kim)* #1 \\ + "x"',
      'O\'Neil, (Kim)\\2a #1 \\ + "x"',
      'O\'Neil, (Kim)* #1 \\5c + "x"'
    ])
      expect(await usernameOf(near, byName)).toBe('none')
  })

  const INJECTIONS = [
    '*',
    '*)(uid=*',
    'admin)(|(a=b',
    '\\2a',
    '\0',
    'alice\0',
    'alice)(uid=*',
    '*)(objectClass=*',
    ')',
    '(',
    '\\',
    'a*',
    'alice\\00',
    '{}',
    '\ud800',
    'é😀漢字'
  ]
  test.each(INJECTIONS)('%j finds nobody', async (who) => {
    expect(await usernameOf(who)).toBe('none')
  })

  test('no identifier finds anybody but whom it literally names', async () => {
    const names = new Set(server.users.flatMap(({ username, mail }) => (mail ? [username, mail] : [username])))
    const piece = fc.constantFrom(
      '*',
      '(',
      ')',
      '\\',
      '\0',
      '|',
      '&',
      '=',
      '!',
      ' ',
      'uid',
      'alice',
      'bob',
      'a',
      '2a',
      '@example.com',
      'é',
      '😀',
      '{}'
    )
    const who = fc.oneof(
      fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
    )
    await fc.assert(
      fc.asyncProperty(who, async (typed) => {
        const folded = typed.normalize('NFKC').toLowerCase().trim()
        const found = await usernameOf(typed)
        return found === 'none' || names.has(folded)
      }),
      { numRuns: 400 }
    )
  })

  test('the identifier can stand anywhere in the filter', async () => {
    expect(await usernameOf('alice', finderOf(server, { filter: '(mail={}@example.com)' }))).toBe('alice')
    expect(await usernameOf('ali', finderOf(server, { filter: '(&(objectClass=inetOrgPerson)(uid={}*))' }))).toBe('alice')
    expect(await usernameOf('*', finderOf(server, { filter: '(&(objectClass=inetOrgPerson)(uid={}*))' }))).toBe('none')
    expect(await usernameOf('alice', finderOf(server, { filter: '(&(!(mail=bob@example.com))(uid:caseIgnoreMatch:={}))' }))).toBe('alice')
  })

  test('a filter that cannot be read is a configuration error at start', () => {
    expect(() => finderOf(server, { filter: '(uid={}' })).toThrow(Misconfigured)
  })

  test('a base that does not exist is a configuration error that names the setting', async () => {
    await expect(finderOf(server, { baseDn: 'ou=nowhere,dc=example,dc=com' }).find('alice', soon())).rejects.toThrow(/store people.*baseDn/)
  })
}

function readingAgain(start: StartDirectory): void {
  let directory: DirectoryUnderTest
  let resetter: Resetter
  beforeEach(async () => {
    directory = await start()
    resetter = resetterOf(directory.server)
  })
  afterEach(() => directory.server.stop())

  test('the reset identity reads what the search identity found', async () => {
    for (const { username } of directory.server.users) {
      const person = await personOf(directory.server, username)
      expect(await resetter.read(person.guid, person.dn, soon())).toEqual(person)
    }
  })

  test('a person who is gone is undefined', async () => {
    const { guid, dn } = await personOf(directory.server, 'bob')
    await directory.remove(dn)
    expect(await resetter.read(guid, dn, soon())).toBeUndefined()
  })

  test('a renamed person is found by the id, and whoever took the name is not mistaken for them', async () => {
    const [alice, bob] = [await personOf(directory.server, 'alice'), await personOf(directory.server, 'bob')]
    await directory.rename(bob.dn, 'uid=robert,ou=people,dc=example,dc=com')
    expect(await resetter.read(bob.guid, bob.dn, soon())).toMatchObject({ guid: bob.guid, dn: 'uid=robert,ou=people,dc=example,dc=com' })
    await directory.rename(alice.dn, bob.dn)
    expect(await resetter.read(bob.guid, bob.dn, soon())).toMatchObject({ guid: bob.guid, dn: 'uid=robert,ou=people,dc=example,dc=com' })
    expect(await resetter.read(alice.guid, alice.dn, soon())).toMatchObject({ guid: alice.guid, dn: bob.dn })
  })

  test.each(['', 'no name', '*', '(objectClass=*)'])('an id or a name such as %j finds nobody', async (text) => {
    const { guid, dn } = await personOf(directory.server, 'bob')
    expect(await resetter.read(text, dn, soon())).toBeUndefined()
    expect(await resetter.read(guid, text, soon())).toMatchObject({ guid })
  })
}

const LONG = '長い合言葉🔑'.repeat(22).slice(0, 128)

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
  [...LONG].slice(0, 128).join('').padEnd(128, 'x')
]

function writing(start: StartDirectory, write: StoreConfig['write']): void {
  let directory: DirectoryUnderTest
  let server: DirectoryServer
  let resetter: Resetter
  async function fresh(policy?: PasswordPolicy): Promise<void> {
    await directory?.server.stop()
    directory = await start(policy)
    server = directory.server
    resetter = resetterOf(server, { write })
  }
  beforeEach(() => fresh())
  afterEach(() => server.stop())

  test('the new password binds, the old one does not, the marker moves, and nobody else changes', async () => {
    for (const username of ['alice', 'oneil']) {
      const before = await snapshot(server)
      const person = await personOf(server, username)
      expect(await resetter.setPassword(person.dn, 'a whole new passphrase', soon())).toEqual({ kind: 'changed' })
      expect(await canBind(server, person.dn, 'a whole new passphrase')).toBe(true)
      expect(await canBind(server, person.dn, userOf(server, username).password)).toBe(false)
      expect((await personOf(server, username)).marker).not.toBe(person.marker)
      const after = await snapshot(server)
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
    expect(await personOf(server, 'bob')).toMatchObject({ isLocked: true, isDisabled: false })
    await resetter.setPassword(bob.dn, 'a whole new passphrase', soon())
    expect(await canBind(server, bob.dn, 'a whole new passphrase')).toBe(true)
  })

  test('every password arrives byte for byte', async () => {
    const { dn } = await personOf(server, 'carol')
    for (const password of PASSWORDS) {
      expect(await resetter.setPassword(dn, password, soon())).toEqual({ kind: 'changed' })
      expect([password, await resetter.proves(dn, password, soon())]).toEqual([password, true])
      expect([password, await canBind(server, dn, `${password} `)]).toEqual([password, false])
    }
  })

  test('a password in the history is refused in our words, and nothing changes', async () => {
    await fresh({ pwdInHistory: 3 })
    const bob = userOf(server, 'bob')
    await resetter.setPassword(bob.dn, 'a whole new passphrase', soon())
    const { marker } = await personOf(server, 'bob')
    expect(await resetter.setPassword(bob.dn, bob.password, soon())).toEqual({
      kind: 'refused',
      violations: [{ rule: 'numPasswordsInHistory', params: {} }]
    })
    expect(await canBind(server, bob.dn, 'a whole new passphrase')).toBe(true)
    expect(await personOf(server, 'bob')).toMatchObject({ marker })
  })

  test('a password that is too short for the directory is refused in our words', async () => {
    await fresh({ pwdMinLength: 20 })
    const bob = userOf(server, 'bob')
    expect(await resetter.setPassword(bob.dn, 'only nineteen bytes', soon())).toEqual({
      kind: 'refused',
      violations: [{ rule: 'minLength', params: {} }]
    })
    expect(await resetter.setPassword(bob.dn, 'now it is twenty and more', soon())).toEqual({ kind: 'changed' })
  })

  test.each(['{SSHA}not-a-hash-but-a-password', '{CLEARTEXT}a whole new passphrase', '{}', '{x-unheard-of}passphrase'])(
    '%j, which a directory may take for a hash, is refused',
    async (password) => {
      const alice = userOf(server, 'alice')
      expect(await resetter.setPassword(alice.dn, password, soon())).toEqual({
        kind: 'refused',
        violations: [{ rule: 'directoryQuality', params: {} }]
      })
      expect(await canBind(server, alice.dn, alice.password)).toBe(true)
    }
  )

  test('refuses an empty password without asking, and never proves one', async () => {
    const bob = userOf(server, 'bob')
    await expect(resetter.setPassword(bob.dn, '', soon())).rejects.toThrow(TypeError)
    expect(await resetter.proves(bob.dn, '', soon())).toBe(false)
    expect(await resetter.proves('', bob.password, soon())).toBe(false)
    expect(await resetter.proves(bob.dn, bob.password, soon())).toBe(true)
  })

  test('a proof is only for the right password of the right person', async () => {
    const [alice, bob] = [userOf(server, 'alice'), userOf(server, 'bob')]
    expect(await resetter.proves(alice.dn, bob.password, soon())).toBe(false)
    expect(await resetter.proves('uid=nobody,ou=people,dc=example,dc=com', bob.password, soon())).toBe(false)
    expect(await resetter.proves(alice.dn, alice.password, soon())).toBe(true)
  })

  test('writing to a person who has just gone is no success', async () => {
    const { dn } = await personOf(server, 'bob')
    await directory.remove(dn)
    await expect(resetter.setPassword(dn, 'a whole new passphrase', soon())).rejects.toThrow('directory is unavailable')
  })

  test('refuses to work as the search identity, and says what to grant', async () => {
    const alice = userOf(server, 'alice')
    const weak = createResetter(storeOf(server, { write }), async () => server.search)
    await expect(weak.setPassword(alice.dn, 'a whole new passphrase', soon())).rejects.toThrow(/answered 50: grant the reset identity/)
    expect(await canBind(server, alice.dn, alice.password)).toBe(true)
  })
}

function rights(start: StartDirectory): void {
  let server: DirectoryServer
  beforeAll(async () => {
    server = (await start()).server
  })
  afterAll(() => server.stop())

  const replaced = (type: string, value: string) =>
    new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) })

  test.each(['mail', 'mobile', 'pwdAccountLockedTime', 'uid', 'description'])('the reset identity may not write %s', async (attribute) => {
    const { dn } = userOf(server, 'alice')
    const value = attribute.startsWith('pwd') ? '20240102000000Z' : 'evil'
    await expect(as(server, server.reset, (client) => client.modify(dn, replaced(attribute, value)))).rejects.toMatchObject({ code: 50 })
    await expect(
      as(server, server.reset, (client) => client.modify(dn, [replaced('userPassword', 'fine otherwise'), replaced(attribute, value)]))
    ).rejects.toMatchObject({ code: 50 })
  })

  test('the reset identity may not write the password of our identities', async () => {
    for (const { bindDn } of [server.search, server.reset])
      await expect(as(server, server.reset, (client) => client.modify(bindDn, replaced('userPassword', 'mine now')))).rejects.toMatchObject(
        { code: 50 }
      )
  })

  test('the search identity may write nothing', async () => {
    const { dn } = userOf(server, 'alice')
    for (const attribute of ['userPassword', 'mail'])
      await expect(as(server, server.search, (client) => client.modify(dn, replaced(attribute, 'evil')))).rejects.toMatchObject({
        code: 50
      })
  })

  test('nobody is shown a password, and a person is shown nothing', async () => {
    for (const identity of [server.search, server.reset]) {
      const found = await as(server, identity, (client) => client.search(server.baseDn, { attributes: ['*', '+', 'userPassword'] }))
      expect(found.searchEntries.length).toBeGreaterThan(10)
      expect(found.searchEntries.filter((entry) => entry['userPassword']?.length)).toEqual([])
    }
    const alice = userOf(server, 'alice')
    await expect(
      as(server, { bindDn: alice.dn, password: alice.password }, (client) => client.search(server.baseDn))
    ).rejects.toMatchObject({ code: 32 })
  })

  test('operational attributes come only when asked for', async () => {
    const shown = async (attributes: string[]) => {
      const { searchEntries } = await as(server, server.search, (client) =>
        client.search(userOf(server, 'root').dn, { scope: 'base', attributes })
      )
      return Object.keys(searchEntries[0] ?? {})
    }
    expect(await shown([])).not.toContain('entryUUID')
    expect(await shown(['entryUUID', 'memberOf'])).toEqual(expect.arrayContaining(['dn', 'entryUUID', 'memberOf']))
  })

  test('a bind without a password is refused', async () => {
    await expect(as(server, { bindDn: server.search.bindDn, password: '' }, async () => true)).rejects.toThrow()
    await expect(as(server, { bindDn: '', password: '' }, async () => true)).rejects.toThrow()
  })
}
