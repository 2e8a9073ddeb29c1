// How an account stands, and what an administrator sets of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { variablesFor } from '../../bin/sandbox/environment.ts'
import { composeStatusSet } from '../../lambdas/compose.ts'
import { setStatus } from '../../lambdas/operations/admin/status-set.ts'
import { canBind, userOf } from '../contract/identity-store/directories.ts'
import { type Administrator, administratorOf } from '../support/administrator.ts'
import { deadlineIn } from '../support/deadline.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { started, verified } from '../support/visitor.ts'

const DAY = 86_400_000
const POLICIES = {
  default: { id: 'staff', minLength: 8, passwordExpiresAfter: 30, passwordExpireWarning: 20, minPasswordAge: 1, minAgeAppliesToReset: true }
}

let sandbox: Sandbox
let directory: EmbeddedDirectory
let admin: Administrator
const events: Record<string, unknown>[] = []

beforeAll(async () => {
  let now = Date.now
  sandbox = await startSandbox({
    mode: 'email',
    settings: { POLICIES: JSON.stringify(POLICIES) },
    onLog: (event, facts) => void events.push({ event, ...facts }),
    directory: async () => {
      directory = await startEmbeddedDirectory({ now: () => now() })
      return directory
    }
  })
  now = sandbox.clock.now
  admin = administratorOf(sandbox)
})
afterAll(() => sandbox.stop())
beforeEach(() => sandbox.clock.advance(86_400))

const status = async (query: string) => admin.get(`/status?${query}`)
const set = async (username: string, flags: object) => admin.put('/status', { username, ...flags })
const stamp = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19).replace(/\D/g, '')}Z`
/** Somebody's password as if it was set so many days ago. */
const setAgo = (username: string, days: number): void =>
  directory.tree.put(userOf(directory, username).dn, 'pwdChangedTime', stamp(sandbox.clock.now() - days * DAY))
const opens = (username: string) => canBind(directory, userOf(directory, username).dn, userOf(directory, username).password)

describe('the status of an account', () => {
  test('is active, and has the name by which the log knows it', async () => {
    setAgo('alice', 1)
    const visitor = await started(sandbox, 'alice')
    const located = events.findLast(({ event, flow }) => event === 'locate.found' && flow === visitor.flow)
    const answer = await status('username=alice')
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).toEqual({
      store: 'people',
      username: 'alice',
      account: located?.['account'],
      state: 'active',
      disabled: false,
      locked: false,
      mustChange: false,
      expired: false,
      expiresAt: expect.any(Number),
      protected: false
    })
  })

  test('warns from its day on, counted from the day on which the password was set', async () => {
    const told = async (days: number) => {
      setAgo('bob', days)
      const { state, warnDays, expired } = (await status('username=bob&store=people')).body
      return [state, warnDays, expired]
    }
    expect(await told(19)).toEqual(['active', undefined, false])
    expect(await told(20)).toEqual(['warned', 10, false])
    expect(await told(29)).toEqual(['warned', 1, false])
    expect(await told(30)).toEqual(['expired', undefined, true])
  })

  test('tells disabled and locked apart, and who is protected', async () => {
    expect((await status('username=dave')).body).toMatchObject({ state: 'disabled', disabled: true, locked: false })
    expect((await status('username=erin')).body).toMatchObject({ state: 'locked', disabled: false, locked: true })
    expect((await status('username=root')).body).toMatchObject({ protected: true })
  })

  test('is asked for by what the log calls somebody, and is the same', async () => {
    for (const { username } of sandbox.info.directory.users) {
      const byName = (await status(`username=${username}`)).body
      expect(await status(`account=${byName.account}`)).toMatchObject({ status: 200, body: byName })
      expect(await status(`account=${byName.account}&store=people`)).toMatchObject({ status: 200, body: byName })
    }
  })

  test('is asked for by every name that finds somebody', async () => {
    const { account } = (await status('username=alice')).body
    for (const name of ['alice@example.com', 'ALICE', '%20alice'])
      expect((await status(`username=${name}`)).body).toMatchObject({ account })
    expect((await status(`username=alice&account=${account}`)).body).toMatchObject({ account })
  })

  test.each([
    ['username=nobody', 404, 'not_found', 'nobody goes by this name'],
    ['username=*', 404, 'not_found', 'nobody goes by this name'],
    ['username=alice&store=elsewhere', 404, 'not_found', 'there is no such store; there are people'],
    ['username=heidi%40example.com', 409, 'status_refused', 'several people go by this name: name their store, or a more exact name'],
    [`username=alice&account=${'A'.repeat(43)}`, 409, 'status_refused', 'this name belongs to another account than the one that was given'],
    ['', 400, 'request_invalid', 'body: needs username or account'],
    ['store=people', 400, 'request_invalid', 'body: needs username or account'],
    [`account=${'A'.repeat(43)}`, 404, 'not_found', "this account is nobody's of the 11 people here"],
    [`account=${'A'.repeat(43)}&store=elsewhere`, 404, 'not_found', 'there is no such store; there are people'],
    ['username=', 400, 'request_invalid', 'username: must not be empty'],
    ['username=a%00b', 400, 'request_invalid', 'username: must not hold control characters'],
    ['username=alice&account=alice', 400, 'request_invalid', 'account: must be what the log calls account'],
    ['username=alice&dn=x', 400, 'request_invalid', 'dn: is not a field of this request']
  ])('%s is answered with %i', async (query, code, problem, detail) => {
    expect(await status(query)).toMatchObject({ status: code, body: { code: problem, detail } })
  })
})

describe('setting it', () => {
  beforeEach(() => setAgo('bob', 1))

  test('disables and enables, and answers how it stands then', async () => {
    expect(await set('bob', { enabled: false })).toMatchObject({ status: 200, body: { state: 'disabled' } })
    expect(await opens('bob')).toBe(false)
    expect(await set('bob', { enabled: true })).toMatchObject({ body: { state: 'active' } })
    expect(await opens('bob')).toBe(true)
  })

  test('demands a change, and takes it back', async () => {
    expect((await set('bob', { forceChange: true })).body).toMatchObject({ state: 'must_change' })
    expect((await set('bob', { forceChange: false })).body).toMatchObject({ state: 'active' })
  })

  test('unlocks, and leaves alone what is not named', async () => {
    expect((await set('erin', { forceChange: true })).body).toMatchObject({ locked: true, mustChange: true })
    expect((await set('erin', { unlocked: true })).body).toMatchObject({ locked: false, mustChange: true })
    expect(await opens('erin')).toBe(true)
  })

  test('is written down with who did what to which account, and no name', async () => {
    events.length = 0
    const { account } = (await set('bob', { enabled: false, forceChange: true })).body
    expect(events.filter(({ event }) => event === 'admin.changed')).toEqual([
      {
        event: 'admin.changed',
        what: 'status',
        account,
        store: 'people',
        enabled: false,
        forceChange: true,
        by: 'arn:aws:sts::000000000000:assumed-role/sandbox/admin'
      }
    ])
    expect(JSON.stringify(events)).not.toContain('bob')
    await set('bob', { enabled: true, forceChange: false })
  })

  test('takes what the log calls somebody, and refuses whom it would refuse by name', async () => {
    const accountOf = async (username: string) => (await status(`username=${username}`)).body.account
    const account = await accountOf('bob')
    events.length = 0
    expect(await admin.put('/status', { account, enabled: false })).toMatchObject({ status: 200, body: { account, state: 'disabled' } })
    expect(await opens('bob')).toBe(false)
    expect(await admin.put('/status', { account, enabled: true })).toMatchObject({ body: { state: 'active' } })
    expect(events.filter(({ event }) => event === 'admin.changed').map((one) => one['account'])).toEqual([account, account])
    const detail = 'this person is protected: change them in the directory itself'
    expect(await admin.put('/status', { account: await accountOf('root'), enabled: false })).toMatchObject({
      status: 409,
      body: { detail }
    })
    expect(await opens('root')).toBe(true)
    expect(await admin.put('/status', { enabled: false })).toMatchObject({ status: 400 })
  })

  test('of somebody protected, ambiguous or unknown is refused, and nothing is written', async () => {
    events.length = 0
    expect(await set('root', { enabled: false })).toMatchObject({ status: 409, body: { code: 'status_refused' } })
    expect(await set('heidi@example.com', { enabled: false })).toMatchObject({ status: 409 })
    expect(await set('nobody', { enabled: false })).toMatchObject({ status: 404 })
    const { account } = (await status('username=alice')).body
    expect(await set('bob', { account, enabled: false })).toMatchObject({ status: 409 })
    for (const name of ['root', 'heidi', 'heidi2', 'bob']) expect(await opens(name)).toBe(true)
    expect(events.filter(({ event }) => event === 'admin.changed')).toEqual([])
  })

  test.each([
    [{}, 'body: needs at least one of enabled, forceChange, unlocked'],
    [{ unlocked: false }, 'unlocked: must be true: only wrong logins lock; to keep somebody out, send enabled: false'],
    [{ enabled: 'false' }, 'enabled: must be true or false'],
    [{ password: 'x' }, 'password: is not a field of this request']
  ])('to %j is refused', async (flags, detail) => {
    expect(await set('bob', flags)).toMatchObject({ status: 400, body: { code: 'request_invalid', detail } })
  })

  test('that the directory does not answer for is written down as such', async () => {
    const logged: Record<string, unknown>[] = []
    const host = {
      clock: sandbox.clock,
      random: { bytes: () => new Uint8Array() },
      log: (event: string, facts = {}) => void logged.push({ event, ...facts })
    }
    // The search identity's secret: it may look, and not write.
    const environment = { ...sandbox.environment, STATUS_SECRET_ID: sandbox.environment['SEARCH_SECRET_ID'] }
    const deps = composeStatusSet(variablesFor('status-set', environment), host)
    await expect(setStatus(deps, { username: 'bob' }, { enabled: false }, 'arn:x', deadlineIn(5000))).rejects.toThrow(
      /grant the status identity/
    )
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'admin.failed', what: 'status', fault: expect.stringMatching(/grant the status identity/) })
    )
    expect(await opens('bob')).toBe(true)
  })

  test('enabled by hand lets a person recover again', async () => {
    await set('bob', { enabled: false })
    await started(sandbox, 'bob')
    expect(events.findLast(({ event }) => String(event).startsWith('locate.'))).toMatchObject({ event: 'locate.decoy', reason: 'disabled' })
    await set('bob', { enabled: true })
    setAgo('bob', 3)
    sandbox.clock.advance(3600)
    expect((await (await verified(sandbox, 'bob')).commit('a whole new passphrase')).status).toBe(200)
  })
})

test('a password that was set too recently is not reset again where the policy says so', async () => {
  setAgo('carol', 0.5)
  setAgo('alice', 0.5)
  const visitor = await verified(sandbox, 'alice')
  expect(await visitor.commit('a whole new passphrase')).toMatchObject({ status: 422, body: { violations: [{ rule: 'minPasswordAge' }] } })
})
