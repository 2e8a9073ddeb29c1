import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Resetter } from '../../../lambdas/ports.ts'
import { type DirectoryUnderTest, type Facts, personOf, resetterOf, type StartDirectory, soon } from './directories.ts'

/** The person that a flow began with is found again, and nobody else in their place. */
export function readingAgain(start: StartDirectory, facts: Facts): void {
  let directory: DirectoryUnderTest
  let resetter: Resetter
  beforeEach(async () => {
    directory = await start()
    resetter = resetterOf(directory.server)
  })
  afterEach(() => directory.stop())

  const named = (name: string) => `${facts.rdn}=${name},ou=people,dc=example,dc=com`
  const spelt = (dn: string) => expect.stringMatching(new RegExp(`^${dn}$`, 'i'))

  test('the reset identity reads what the search identity found', async () => {
    for (const { username } of directory.server.users) {
      const person = await personOf(directory.server, username)
      expect(await resetter.read(person.guid, person.dn, soon())).toEqual(person)
    }
  })

  test('33: a person outside the base is nobody, by name or id', async () => {
    const { guid, dn } = await personOf(directory.server, 'alice')
    const under = (baseDn: string) => resetterOf(directory.server, { baseDn }).read(guid, dn, soon())
    expect(await under('ou=groups,dc=example,dc=com')).toBeUndefined()
    expect(await under('OU=People, DC=example,dc=com')).toMatchObject({ guid })
  })

  test('a person who is gone is undefined', async () => {
    const { guid, dn } = await personOf(directory.server, 'bob')
    await directory.remove(dn)
    expect(await resetter.read(guid, dn, soon())).toBeUndefined()
  })

  test('a renamed person is found by the id, and whoever took the name is not mistaken for them', async () => {
    const [alice, bob] = [await personOf(directory.server, 'alice'), await personOf(directory.server, 'bob')]
    await directory.rename(bob.dn, named('robert'))
    expect(await resetter.read(bob.guid, bob.dn, soon())).toMatchObject({ guid: bob.guid, dn: spelt(named('robert')) })
    await directory.rename(alice.dn, bob.dn)
    expect(await resetter.read(bob.guid, bob.dn, soon())).toMatchObject({ guid: bob.guid, dn: spelt(named('robert')) })
    expect(await resetter.read(alice.guid, alice.dn, soon())).toMatchObject({ guid: alice.guid, dn: spelt(bob.dn) })
  })

  test('somebody who was made anew by the same name is somebody else', async () => {
    const bob = await personOf(directory.server, 'bob')
    await directory.recreate(bob.dn)
    expect(await resetter.read(bob.guid, bob.dn, soon())).toBeUndefined()
    const again = await personOf(directory.server, 'bob')
    expect(again.guid).not.toBe(bob.guid)
    expect(await resetter.read(again.guid, bob.dn, soon())).toEqual(again)
  })

  test.each(['', 'no name', '*', '(objectClass=*)'])('an id or a name such as %j finds nobody', async (text) => {
    const { guid, dn } = await personOf(directory.server, 'bob')
    expect(await resetter.read(text, dn, soon())).toBeUndefined()
    expect(await resetter.read(guid, text, soon())).toMatchObject({ guid })
  })
}
