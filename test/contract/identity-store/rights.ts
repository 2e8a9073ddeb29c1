import { Attribute, Change, type Client } from 'ldapts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DirectoryServer } from '../../../bin/sandbox/directory.ts'
import { as, type DirectoryUnderTest, type Facts, type StartDirectory, userOf } from './directories.ts'

/** Each identity can do its work, and nothing beside it. */
export function rights(start: StartDirectory, facts: Facts): void {
  let directory: DirectoryUnderTest
  let server: DirectoryServer
  beforeAll(async () => {
    directory = await start()
    server = directory.server
  })
  afterAll(() => directory.stop())

  const replaced = (type: string, value: string | Buffer) =>
    new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] as string[] | Buffer[] }) })
  const password = (text: string) => replaced(facts.passwordAttribute, facts.passwordValue(text))

  test.each(Object.entries(facts.forbidden))('POL-4: the reset identity may not write %s', async (attribute, value) => {
    const { dn } = userOf(server, 'alice')
    await expect(as(server, server.reset, (client) => client.modify(dn, replaced(attribute, value)))).rejects.toMatchObject({ code: 50 })
    await expect(
      as(server, server.reset, (client) => client.modify(dn, [password('a fine passphrase otherwise'), replaced(attribute, value)]))
    ).rejects.toMatchObject({ code: 50 })
  })

  test('POL-4: the reset identity may not remove, rename or add anybody', async () => {
    const { dn } = userOf(server, 'alice')
    const refused = (work: (client: Client) => Promise<unknown>) =>
      expect(as(server, server.reset, work)).rejects.toMatchObject({ code: 50 })
    await refused((client) => client.del(dn))
    await refused((client) => client.modifyDN(dn, `${facts.rdn}=mallory,ou=people,dc=example,dc=com`))
    const entry = { objectClass: facts.personClass, cn: 'mallory', sn: 'mallory' }
    await refused((client) => client.add('cn=mallory,ou=people,dc=example,dc=com', entry))
  })

  test('the reset identity may not write the password of our identities', async () => {
    for (const { bindDn } of [server.search, server.reset])
      await expect(as(server, server.reset, (client) => client.modify(bindDn, password('mine now')))).rejects.toMatchObject({ code: 50 })
  })

  test('the search identity may write nothing', async () => {
    const { dn } = userOf(server, 'alice')
    for (const change of [password('an evil passphrase'), replaced('mail', 'evil@example.com')])
      await expect(as(server, server.search, (client) => client.modify(dn, change))).rejects.toMatchObject({ code: 50 })
  })

  test('nobody is shown a password', async () => {
    for (const identity of [server.search, server.reset]) {
      const found = await as(server, identity, (client) =>
        client.search(server.baseDn, { attributes: ['*', '+', facts.passwordAttribute] })
      )
      expect(found.searchEntries.length).toBeGreaterThan(10)
      expect(found.searchEntries.filter((entry) => entry[facts.passwordAttribute]?.length)).toEqual([])
    }
    const { dn: bindDn, password } = userOf(server, 'alice')
    const options = { filter: `(objectClass=${facts.personClass})`, attributes: ['*', facts.passwordAttribute] }
    const seen = await as(server, { bindDn, password }, (client) => client.search(server.baseDn, options)).then(
      ({ searchEntries }) =>
        (searchEntries.length > 0 ? 'people' : 'nothing') +
        (searchEntries.some((entry) => entry[facts.passwordAttribute]?.length)
          ? ' with passwords'
          : searchEntries.length > 0
            ? ' without passwords'
            : ''),
      () => 'a refusal'
    )
    expect(seen).toBe(facts.peopleFind)
  })

  test('operational attributes come only when asked for', async () => {
    const shown = async (attributes: string[]) => {
      const { searchEntries } = await as(server, server.search, (client) =>
        client.search(userOf(server, 'root').dn, { scope: 'base', attributes })
      )
      return Object.keys(searchEntries[0] ?? {})
    }
    expect(await shown([])).not.toContain(facts.operational)
    expect(await shown([facts.operational, 'memberOf'])).toEqual(expect.arrayContaining(['dn', facts.operational, 'memberOf']))
  })

  test('46: a bind without a password is refused, or is nobody and shown nobody', async () => {
    const nobody = (bindDn: string) =>
      as(server, { bindDn, password: '' }, async (client) => (await client.search(server.baseDn)).searchEntries.length).catch(() => 0)
    expect(await nobody(server.search.bindDn)).toBe(0)
    expect(await nobody('')).toBe(0)
  })
}
