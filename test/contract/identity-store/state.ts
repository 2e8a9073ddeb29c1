import { Attribute, Change } from 'ldapts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DirectoryServer } from '../../../bin/sandbox/directory.ts'
import type { Person, Pinned, StateChange, Steward } from '../../../lambdas/ports.ts'
import { as, canBind, type DirectoryUnderTest, type Facts, personOf, type StartDirectory, soon, stewardOf, userOf } from './directories.ts'

/** The status identity sets what it is told to, at one person, and leaves everything else as it is. */
export function state(start: StartDirectory, facts: Facts): void {
  let directory: DirectoryUnderTest
  let server: DirectoryServer
  let steward: Steward
  beforeEach(async () => {
    directory = await start()
    server = directory.server
    steward = stewardOf(server)
  })
  afterEach(() => directory.stop())

  async function set(username: string, change: StateChange): Promise<Person> {
    const { dn } = await personOf(server, username)
    expect(await steward.setState(dn, change, soon())).toEqual({ kind: 'changed' })
    return personOf(server, username)
  }
  const opens = (username: string): Promise<boolean> => {
    const { dn, password } = userOf(server, username)
    return canBind(server, dn, password)
  }

  test('it finds whom the search identity finds, and sees of them what that one sees', async () => {
    for (const { username } of server.users)
      expect(await steward.find(username, soon())).toEqual({ kind: 'person', person: await personOf(server, username) })
    expect(await steward.find('nobody', soon())).toEqual({ kind: 'none' })
  })

  test('it goes through everybody, and finds each of them again by what it was shown', async () => {
    const shown: Pinned[] = []
    for await (const page of steward.ids(soon())) shown.push(...page)
    const people = await Promise.all(server.users.map(({ username }) => personOf(server, username)))
    expect(shown.map(({ guid }) => guid).sort()).toEqual(people.map(({ guid }) => guid).sort())
    const found = await Promise.all(shown.map((one) => steward.again(one, soon())))
    const inOrder = (all: readonly (Person | undefined)[]) => all.toSorted((a, b) => ((a?.guid ?? '') < (b?.guid ?? '') ? -1 : 1))
    expect(inOrder(found)).toEqual(inOrder(people))
    // Somebody else by that name is somebody else.
    const [alice, bob] = people as [Person, Person]
    expect(await steward.again({ dn: alice.dn, guid: bob.guid }, soon())).toBeUndefined()
  })

  test('somebody who is disabled logs in no more, and after they are enabled again', async () => {
    expect(await set('bob', { enabled: false })).toMatchObject({ isDisabled: true })
    expect(await opens('bob')).toBe(false)
    expect(await set('bob', { enabled: true })).toMatchObject({ isDisabled: false, isLocked: false, mustChange: false })
    expect(await opens('bob')).toBe(true)
  })

  test('disabled twice, or enabled twice, is the same', async () => {
    for (const enabled of [false, false, true, true]) expect(await set('bob', { enabled })).toMatchObject({ isDisabled: !enabled })
    expect(await opens('bob')).toBe(true)
  })

  test('who was locked by wrong logins is unlocked, and logs in', async () => {
    expect(await opens('erin')).toBe(false)
    expect(await set('erin', { unlocked: true })).toMatchObject({ isLocked: false })
    // The failures that led to the lock are forgotten with it.
    expect(await canBind(server, userOf(server, 'erin').dn, 'a wrong one')).toBe(false)
    expect(await opens('erin')).toBe(true)
    expect(await set('bob', { unlocked: true })).toMatchObject({ isLocked: false })
    expect(await opens('bob')).toBe(true)
  })

  test('a change that is demanded is told, and is demanded no more when it is taken back', async () => {
    expect(await set('bob', { forceChange: true })).toMatchObject({ mustChange: true, isDisabled: false })
    if (facts.takesDemandsBack) expect(await set('bob', { forceChange: false })).toMatchObject({ mustChange: false })
    else {
      const { dn } = userOf(server, 'bob')
      expect(await steward.setState(dn, { forceChange: false }, soon())).toEqual({ kind: 'impossible', flags: ['forceChange'] })
    }
  })

  test('what is not asked for stays as it is', async () => {
    expect(await set('erin', { enabled: true })).toMatchObject({ isLocked: facts.tellsLock, isDisabled: false })
    expect(await opens('erin')).toBe(false)
    expect(await set('dave', { unlocked: true })).toMatchObject({ isDisabled: true })
    expect(await opens('dave')).toBe(false)
    const before = await personOf(server, 'alice')
    await set('bob', { enabled: false, forceChange: true })
    expect(await personOf(server, 'alice')).toEqual(before)
  })

  test('all at once is one write', async () => {
    expect(await set('erin', { enabled: false, unlocked: true })).toMatchObject({ isDisabled: true })
    expect(await set('erin', { enabled: true, unlocked: true })).toMatchObject({ isDisabled: false, isLocked: false })
    expect(await opens('erin')).toBe(true)
    expect(await steward.setState(userOf(server, 'bob').dn, {}, soon())).toEqual({ kind: 'changed' })
  })

  test('somebody who has just gone is not there to be set', async () => {
    const { dn } = await personOf(server, 'bob')
    await directory.remove(dn)
    expect(await steward.setState(dn, { enabled: false }, soon())).toEqual({ kind: 'overtaken' })
  })

  test('it may write no password, and nothing else about anybody', async () => {
    const { dn } = userOf(server, 'alice')
    const writes: [string, string | Buffer][] = [
      [facts.passwordAttribute, facts.passwordValue('an evil passphrase')],
      ['mail', 'evil@example.com'],
      ['mobile', 'evil'],
      ['description', 'evil']
    ]
    for (const [type, value] of writes) {
      const change = new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] as string[] | Buffer[] }) })
      await expect(as(server, server.status, (client) => client.modify(dn, change))).rejects.toMatchObject({ code: 50 })
    }
    await expect(as(server, server.status, (client) => client.del(dn))).rejects.toMatchObject({ code: 50 })
    expect(await opens('alice')).toBe(true)
  })

  test('refuses to work as the search identity, and says what to grant', async () => {
    const wrong = stewardOf(server, {}, server.search)
    await expect(wrong.setState(userOf(server, 'bob').dn, { enabled: false }, soon())).rejects.toThrow(/grant the status identity/)
    expect(await personOf(server, 'bob')).toMatchObject({ isDisabled: false })
  })
}
