// `rekey explain`: what locate and commit would make of a name, told to an administrator; nothing is sent and nothing counted.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { administrator } from './deployment.ts'
import { rekey } from './transcript.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe('in a sandbox', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ mode: 'email' })
  })
  afterAll(() => sandbox.stop())

  const run = (...args: string[]) => rekey(['explain', ...args, '--sandbox', '--endpoint', sandbox.url])
  const ask = async (user: string) => JSON.parse((await run(user, '--json')).out)

  test('a person whose reset would work', async () => {
    const { code, out } = await run('alice')
    expect(code).toBe(0)
    expect(out).toContain('email a•••••@•••••.com, sms •••••••• 01')
    expect(out).not.toContain('alice@example.com')
    expect(out).toContain('A reset would work in mode email.')
  })

  test.each([
    ['dave', /disabled/],
    ['root', /protected, a member of cn=privileged/],
    ['carol', /Mode email needs a mail address and the entry has no mail address/],
    ['frank', /no mail address/],
    ['heidi@example.com', /More than one entry of store people/],
    ['*', /No entry of people answers/]
  ])('%s would be refused, and it says why', async (user, why) => {
    const { refusals } = await ask(user)
    expect(refusals).toEqual([expect.stringMatching(why)])
  })

  test('the group’s policy, and with what right', async () => {
    const { person } = await ask('grace')
    expect(person.policy).toEqual({ id: 'admins', why: expect.stringContaining('cn=admins') })
    expect((await ask('erin')).person.state).toEqual([expect.stringMatching(/^locked by wrong logins/)])
  })

  test('a mode and a pause that were set since', async () => {
    const { person } = await ask('bob')
    const access = { env: { REKEY_ENDPOINT: sandbox.url, REKEY_TOKEN: sandbox.info.adminToken } }
    expect((await rekey(['account', 'pause', person.account], access)).code).toBe(0)
    expect((await rekey(['mode', 'set', 'sms'], access)).code).toBe(0)
    const told = await ask('bob')
    expect(told.mode).toBe('sms')
    expect(told.refusals).toEqual([expect.stringMatching(/^Mode sms/), expect.stringMatching(/^Self-service is paused/)])
  })

  test('somebody of whom only the account is known is looked for among everybody', async () => {
    const { account } = (await ask('grace')).person
    const { out } = await run('--account', account, '--json')
    expect(JSON.parse(out)).toEqual(await ask('grace'))
    const nobody = await run('--account', 'A'.repeat(43))
    expect([nobody.code, nobody.out]).toEqual([1, expect.stringContaining("this account is nobody's of the 11 people here")])
    expect((await run('grace', '--account', account)).code).toBe(2)
  })

  test('nothing was sent', () => expect(sandbox.messages).toEqual([]))
})

describe.skipIf(!hasOpenLdap())('with two stores', () => {
  let server: OpenLdapServer
  beforeAll(async () => {
    server = await startOpenLdap()
  })
  afterAll(() => server?.stop())

  test('somebody in both is nobody, and a store that is down is named', async () => {
    const other = await startEmbeddedDirectory({ now: Date.now })
    const stores = [...server.stores, ...other.stores].map((store, at) => ({ ...store, id: `store${at}`, domains: [] }))
    const one = administrator(stores)
    try {
      expect((await one.ask(['explain', 'alice'], { search: server.search })).refusals).toEqual([
        'This name finds somebody in several stores: store0, store1.'
      ])
      await other.stop()
      const { refusals, person } = await one.ask(['explain', 'alice'], { search: server.search })
      expect(person.store).toBe('store0')
      expect(refusals).toEqual([expect.stringMatching(/^Store store1 cannot be asked/)])
    } finally {
      one.end()
      await other.stop()
    }
  })
})

describe.skipIf(!hasOpenLdap())('why somebody is protected', () => {
  let server: OpenLdapServer
  beforeAll(async () => {
    server = await startOpenLdap()
  })
  afterAll(() => server?.stop())

  test.each([
    ['root', { protectedGroups: ['CN=Privileged , OU=groups,DC=example, dc=c\\6Fm'] }, 'a member of cn=privileged,ou=groups,'],
    ['alice', { protectedBases: ['OU=People , DC=example, dc=c\\6Fm'] }, 'below OU=People , DC=example']
  ])('is told of %s however the DN is written', async (user, store, why) => {
    const one = administrator(server.stores.map((whole) => ({ ...whole, ...store })))
    try {
      const { refusals } = await one.ask(['explain', user], { search: server.search })
      expect(refusals).toEqual([expect.stringContaining(`The person is protected, ${why}`)])
    } finally {
      one.end()
    }
  })
})

test('without an identity it says how to name one', async () => {
  const one = administrator([{ id: 'main', profile: 'openldap', urls: ['ldaps://127.0.0.1:1'], baseDn: 'dc=example' }])
  try {
    const { code, err } = await one.run(['explain', 'alice'])
    expect([code, err]).toEqual([2, expect.stringContaining('--search-identity FILE')])
  } finally {
    one.end()
  }
})
