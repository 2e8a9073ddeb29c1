import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DirectoryServer } from '../../../bin/sandbox/directory.ts'
import { type Finder, Misconfigured } from '../../../lambdas/ports.ts'
import { fc } from '../../support/cases.ts'
import { type DirectoryUnderTest, type Facts, finderOf, personOf, type StartDirectory, soon, userOf } from './directories.ts'

/** People are found by what they type, taken literally. */
export function finding(start: StartDirectory, facts: Facts): void {
  let directory: DirectoryUnderTest
  let server: DirectoryServer
  let finder: Finder
  beforeAll(async () => {
    directory = await start()
    server = directory.server
    finder = finderOf(server)
  })
  afterAll(() => directory.stop())

  const usernameOf = async (who: string, by = finder): Promise<string> => {
    const found = await by.find(who, soon())
    return found.kind === 'person' ? String(found.person.names.username[0]) : found.kind
  }

  test('a person is found by username and by mail, with everything that a flow needs', async () => {
    const byName = await finder.find('alice', soon())
    expect(byName).toEqual({
      kind: 'person',
      person: {
        dn: expect.stringMatching(new RegExp(`^${userOf(server, 'alice').dn}$`, 'i')),
        guid: expect.stringMatching(facts.guid),
        names: { username: ['alice'], given: ['Alice'], family: ['Archer'], mail: ['alice@example.com'] },
        mail: ['alice@example.com'],
        mobile: ['+12025550101'],
        groups: facts.commonGroups,
        isDisabled: false,
        isLocked: false,
        isProtected: false,
        mustChange: false,
        marker: expect.stringMatching(facts.freshMarker),
        ...(facts.freshMarker.test('') ? {} : { changedAt: expect.any(Number) })
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

  test('ENU-9: two people with one mail address are ambiguous, and so are more than two', async () => {
    expect(await usernameOf('heidi@example.com')).toBe('ambiguous')
    expect(await usernameOf('heidi')).toBe('heidi')
    expect(
      await usernameOf('x', finderOf(server, { filter: `(|(${facts.usernameAttribute}={})(objectClass=${facts.personClass}))` }))
    ).toBe('ambiguous')
  })

  const theirOwn = (groups: readonly string[]) =>
    groups.filter((group) => !facts.commonGroups.includes(group)).map((dn) => dn.toLowerCase())

  test('disabled, locked and protected people are told apart, and groups are told', async () => {
    const standing = async (username: string) => {
      const { isDisabled, isLocked, isProtected, groups } = await personOf(server, username)
      return { isDisabled, isLocked, isProtected, groups: theirOwn(groups) }
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

  test('INJ-1, 32: every character that a filter escapes is matched literally', async () => {
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
  test.each(INJECTIONS)('INJ-1, 32: %j finds nobody', async (who) => {
    expect(await usernameOf(who)).toBe('none')
  })

  test('INJ-1, 32: no identifier finds anybody but whom it literally names', async () => {
    const names = new Set(server.users.flatMap(({ username, mail }) => [username, `${username}@example.com`, mail ?? username]))
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
      // The real one that answers fastest is asked most.
      { numRuns: server.kind === 'openldap' ? 5000 : 400 }
    )
  })

  test('33: a name in the directory, or a way to one, is nobody’s identifier', async () => {
    const { dn } = userOf(server, 'alice')
    const { guid } = await personOf(server, 'alice')
    const [rdn = ''] = dn.split(',')
    for (const who of [
      dn,
      dn.toUpperCase(),
      rdn,
      `alice,${dn.slice(rdn.length + 1)}`,
      `<GUID=${guid}>`,
      guid,
      `ldap:///${dn}??base`,
      `dn:${dn}`
    ])
      expect([who, await usernameOf(who)]).toEqual([who, 'none'])
  })

  test('33: whoever is outside the base is nobody', async () => {
    const elsewhere = finderOf(server, { baseDn: 'ou=groups,dc=example,dc=com' })
    for (const who of ['alice', 'alice@example.com', userOf(server, 'alice').dn]) expect(await usernameOf(who, elsewhere)).toBe('none')
  })

  test('33: the identifier can stand anywhere in the filter', async () => {
    expect(await usernameOf('alice', finderOf(server, { filter: '(mail={}@example.com)' }))).toBe('alice')
    expect(
      await usernameOf('ali', finderOf(server, { filter: `(&(objectClass=${facts.personClass})(${facts.usernameAttribute}={}*))` }))
    ).toBe('alice')
    expect(
      await usernameOf('*', finderOf(server, { filter: `(&(objectClass=${facts.personClass})(${facts.usernameAttribute}={}*))` }))
    ).toBe('none')
    expect(await usernameOf('alice', finderOf(server, { filter: `(&(!(mail=bob@example.com))${facts.ruleFilter})` }))).toBe('alice')
  })

  test('nobody below a protected base may be reset, in any spelling of its name', async () => {
    const spelt = finderOf(server, { protectedBases: ['ou=services,dc=example,dc=com', 'OU=People , DC=example,dc=c\\6Fm'] })
    expect(await spelt.find('alice', soon())).toMatchObject({ person: { isProtected: true } })
    const others = finderOf(server, { protectedBases: ['ou=services,dc=example,dc=com', 'ou=eople,dc=example,dc=com'] })
    expect(await others.find('alice', soon())).toMatchObject({ person: { isProtected: false } })
  })

  test('a filter that cannot be read is a configuration error at start', () => {
    expect(() => finderOf(server, { filter: '(uid={}' })).toThrow(Misconfigured)
  })

  test('a base that does not exist is a configuration error that names the setting, where the server tells', async () => {
    const nowhere = finderOf(server, { baseDn: 'ou=nowhere,dc=example,dc=com' }).find('alice', soon())
    const told = await nowhere.then(({ kind }) => kind, String)
    expect(told).toMatch(facts.tellsMissingBase ? /store people.*baseDn/ : /^none$/)
  })
}
