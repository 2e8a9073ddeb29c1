import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DirectoryUnderTest, type Facts, finderOf, type StartDirectory, soon, userOf } from './directories.ts'

const below = (name: string): string => `cn=${name},ou=groups,dc=example,dc=com`

/** Groups count through groups, where the directory can tell. */
export function groups(start: StartDirectory, facts: Facts): void {
  let directory: DirectoryUnderTest
  beforeAll(async () => {
    directory = await start()
    const { server } = directory
    await directory.addGroup(below('inner'), [userOf(server, 'bob').dn, userOf(server, 'oneil').dn])
    await directory.addGroup(below('middle'), [below('inner')])
    // A ring of groups must not be followed for ever.
    await directory.setMembers(below('inner'), [userOf(server, 'bob').dn, userOf(server, 'oneil').dn, below('middle')])
    await directory.setMembers(below('privileged'), [userOf(server, 'root').dn, below('middle')])
  })
  afterAll(() => directory.stop())

  const person = async (username: string, how: (typeof facts.nesting)[number]['groups']) => {
    const found = await finderOf(directory.server, { groups: how }).find(username, soon())
    if (found.kind !== 'person') throw new Error(found.kind)
    return found.person
  }

  test.each(facts.nesting)('by $groups, a member of a member of a protected group is protected: $isTold', async ({ groups, isTold }) => {
    for (const username of ['bob', 'oneil']) {
      const { isProtected, groups: told } = await person(username, groups)
      expect([username, isProtected]).toEqual([username, isTold])
      const own = told.filter((dn) => !facts.commonGroups.includes(dn)).map((dn) => dn.toLowerCase())
      expect(own.sort()).toEqual([below('inner'), ...(isTold ? [below('middle'), below('privileged')] : [])])
    }
  })

  test.each(facts.nesting)('by $groups, a member is protected and a stranger is not', async ({ groups }) => {
    expect(await person('root', groups)).toMatchObject({ isProtected: true })
    expect(await person('carol', groups)).toMatchObject({ isProtected: false })
  })
}
