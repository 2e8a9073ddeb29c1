// RET-4: what is left of a person in the table and in the log. Nothing has to be erased: what tells of somebody goes by itself, and what stays
// is about a pseudonym, which the directory's own id makes and nobody can undo.
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TABLE_NAME } from '../../bin/sandbox/store/index.ts'
import { clientSettings } from '../../lambdas/adapters/sdk.ts'
import { administratorOf } from '../support/administrator.ts'
import { firstPassword } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, Visitor, wrongCode } from '../support/visitor.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const LONGEST_FLOW = HOUR / 2
const POLICY = { id: 'p', minLength: 10, numPasswordsInHistory: 3, passwordExpiresAfter: 30, passwordExpireWarning: 20 }

/** What goes by itself, and what stays. */
const GOES: Readonly<Record<string, boolean>> = { flow: true, notice: true, lim: true, expiry: true, acct: false, conf: false, run: false }

type Item = Record<string, { S?: string; N?: string }>

const kindOf = (item: Item): string => item['pk']?.S?.split('#')[0] ?? ''
const ttlOf = (item: Item): number | undefined => (item['ttl'] === undefined ? undefined : Number(item['ttl'].N))

describe('RET-4: after resets, changes, refusals and warnings', () => {
  let sandbox: Sandbox
  const log: Record<string, unknown>[] = []
  const people = ['alice', 'bob', 'carol', 'erin']
  let personal: string[]

  async function advance(seconds: number): Promise<void> {
    await fetch(`${sandbox.url}/sandbox/clock`, { method: 'POST', body: JSON.stringify({ advanceSeconds: seconds }) })
    await sandbox.settled()
  }

  async function stored(): Promise<Item[]> {
    const client = new DynamoDBClient(clientSettings({ endpoint: sandbox.info.store.url }))
    return ((await client.send(new ScanCommand({ TableName: TABLE_NAME }))).Items ?? []) as Item[]
  }

  async function reset(username: string, channel: string, password: string): Promise<void> {
    const visitor = new Visitor(sandbox.url)
    await visitor.start(username)
    const { options } = (await visitor.read()).body
    await visitor.challenge(options.find((option: { channel: string }) => option.channel === channel).id)
    await sandbox.settled()
    const code = lastCode(sandbox)
    await visitor.verify(wrongCode(code))
    await visitor.verify(code)
    await visitor.commit('short')
    expect((await visitor.commit(password)).status).toBe(200)
    await sandbox.settled()
  }

  beforeAll(async () => {
    sandbox = await startSandbox({
      mode: 'userchoose',
      change: true,
      expiryMail: true,
      settings: { POLICIES: JSON.stringify({ default: POLICY }) },
      onLog: (event, facts) => void log.push({ event, ...facts })
    })
    personal = sandbox.info.directory.users.flatMap(({ username, dn, mail, mobile }) =>
      people.includes(username) ? [`"${username}"`, dn, ...[mail ?? [], mobile ?? []].flat()] : []
    )
    await reset('alice', 'email', 'a passphrase for alice')
    await reset('carol', 'sms', 'a passphrase for carol')
    const bob = { username: 'bob', current: firstPassword(sandbox, 'bob'), password: 'a passphrase for bob' }
    expect((await new Visitor(sandbox.url).call('POST', '/v1/password', { ...bob, current: 'not this' })).status).toBe(422)
    expect((await new Visitor(sandbox.url).call('POST', '/v1/password', bob)).status).toBe(200)
    await new Visitor(sandbox.url).start('nobody-at-all')
    const unfinished = new Visitor(sandbox.url)
    await unfinished.start('erin')
    await sandbox.settled()
    const admin = administratorOf(sandbox)
    await admin.put('/forgot-password', { ...(await admin.get('/forgot-password')).body, displayOTPForgotPasswordLink: false })
    const { account } = log.find(({ event }) => event === 'commit.changed') ?? {}
    expect((await admin.post(`/accounts/${account}/pause`, {})).status).toBe(200)
    await advance(21 * DAY)
  })
  afterAll(() => sandbox.stop())

  test('every kind of item is there, and is known to go or to stay', async () => {
    const items = await stored()
    expect([...new Set(items.map(kindOf))].sort()).toEqual(Object.keys(GOES).sort())
    for (const item of items) expect([item['pk']?.S, ttlOf(item) !== undefined]).toEqual([item['pk']?.S, GOES[kindOf(item)]])
  })

  test('flows and notices go within a day of their end, counters within two, a warning within a day of what it warned of', async () => {
    for (const item of await stored()) {
      const [ttl, kind] = [ttlOf(item), kindOf(item)]
      const dayOf = /#(\d{4})(\d\d)(\d\d)$/.exec(item['pk']?.S ?? '')
      const [startedAt, expiresAt] = [item['startedAt'], item['expiresAt']].map((time) => Math.ceil(Number(time?.N) / 1000))
      if (kind === 'notice') expect(ttl).toBeLessThanOrEqual(Math.ceil(Number(item['committedAt']?.N) / 1000) + DAY)
      else if (kind === 'flow') expect(ttl).toBeLessThanOrEqual(Number(startedAt) + LONGEST_FLOW + DAY)
      else if (kind === 'expiry') expect(ttl).toBeLessThanOrEqual(Number(expiresAt) + DAY)
      else if (dayOf) expect(ttl).toBeLessThanOrEqual(Date.parse(dayOf.slice(1).join('-')) / 1000 + 2 * DAY)
      else if (kind === 'lim') expect(ttl).toBeLessThanOrEqual(Math.ceil(Number(item['until']?.N) / 1000) + 2 * DAY)
    }
  })

  test('a warning that was sent has forgotten whom it went to', async () => {
    const warnings = (await stored()).filter((item) => kindOf(item) === 'expiry')
    expect(warnings.length).toBeGreaterThan(0)
    for (const secret of personal) expect(JSON.stringify(warnings)).not.toContain(secret)
  })

  test('what stays names nobody, and an account is a pseudonym of which nothing tells the person', async () => {
    const kept = (await stored()).filter((item) => ttlOf(item) === undefined)
    for (const secret of personal) expect(JSON.stringify(kept)).not.toContain(secret)
    const accounts = kept.filter((item) => kindOf(item) === 'acct')
    const names = /^(?:pk|failedAt|changedAt|holder|streak|off|history|hv|\d{8}[\w-]{0,8})$/
    for (const item of accounts) {
      expect(item['pk']?.S).toMatch(/^acct#[\w-]{43}$/)
      expect(Object.keys(item).filter((name) => !names.test(name))).toEqual([])
    }
  })

  test('once that time has come, only that is left', async () => {
    await advance(40 * DAY)
    const now = sandbox.clock.now() / 1000
    // What DynamoDB takes away by itself; the server here does not.
    const left = (await stored()).filter((item) => (ttlOf(item) ?? Number.POSITIVE_INFINITY) > now)
    const kinds = new Set(left.map(kindOf))
    expect([...kinds].filter((kind) => GOES[kind] && kind !== 'expiry')).toEqual([])
    for (const secret of personal) expect(JSON.stringify(left)).not.toContain(secret)
  })

  test('the log goes on telling what happened to that pseudonym, and never whose it is', async () => {
    const accounts = (await stored()).flatMap((item) => (kindOf(item) === 'acct' ? [item['pk']?.S?.slice(5)] : []))
    const told = log.filter(({ event }) => ['commit.changed', 'change.changed', 'expiry.sent'].includes(String(event)))
    expect(told.length).toBeGreaterThanOrEqual(3)
    const changed = log.filter(({ event }) => event === 'commit.changed')
    for (const { account } of changed) expect(accounts).toContain(account)
    for (const secret of personal) expect(JSON.stringify(log)).not.toContain(secret)
  })
})
