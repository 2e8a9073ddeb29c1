// Mails that a password expires, on the real adapters: who gets one, and that nobody gets two.
import { randomBytes } from 'node:crypto'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDynamoDb, createFlowStore } from '../../lambdas/adapters/dynamodb/index.ts'
import { createRoll } from '../../lambdas/adapters/ldap/roll.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { accountOf } from '../../lambdas/flow/decoy.ts'
import { packPerson } from '../../lambdas/flow/padding.ts'
import { create as createDeliver } from '../../lambdas/handlers/deliver.ts'
import { remind } from '../../lambdas/operations/remind.ts'
import type { FlowStore, Person } from '../../lambdas/ports.ts'
import { deadlineIn } from '../support/deadline.ts'
import { aContext } from '../support/events.ts'
import { DAY, type Reminders, stampOf, startReminders } from '../support/reminders.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'

const MINUTE = 60_000
const LONG = 900_000
const POLICY = { id: 'monthly', minLength: 8, passwordExpiresAfter: 30, passwordExpireWarning: 20 }
const ADMINS = { group: 'admins', priority: 1, policy: { ...POLICY, id: 'admins', passwordExpiresAfter: 15, passwordExpireWarning: 10 } }
const POLICIES = JSON.stringify({ default: POLICY, groups: [ADMINS] })

let sandbox: Sandbox
let people: Reminders
const logged: string[] = []
beforeAll(async () => {
  sandbox = await startSandbox({ settings: { POLICIES }, onLog: (event, facts) => logged.push(`${event} ${JSON.stringify(facts)}`) })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  // A day for each test.
  sandbox.clock.advance(86_400)
  people = await startReminders(sandbox)
})
afterEach(() => people.directory.stop())

/** Whom the work of a test mails, in no order. */
async function mailedBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = sandbox.messages.length
  await work()
  await sandbox.settled()
  return sandbox.messages
    .slice(before)
    .map(({ to }) => to)
    .sort()
}

const runOnce = (settings = {}) => remind(people.cold(settings).deps, deadlineIn(LONG))

describe('somebody is mailed', () => {
  test.each([
    ['not a minute before the warning day', 20 * DAY - MINUTE, false],
    ['from its first second on', 20 * DAY, true],
    ['until the last minute', 30 * DAY - MINUTE, true],
    ['not once the password has expired', 30 * DAY, false]
  ])('%s', async (_, ago, isMailed) => {
    people.changed('alice', ago)
    expect(await mailedBy(runOnce)).toEqual(isMailed ? ['alice@example.com'] : [])
  })

  test('by the policy of their group', async () => {
    people.changed('grace', 10 * DAY)
    people.changed('alice', 10 * DAY)
    expect(await mailedBy(runOnce)).toEqual(['grace@example.com'])
    // What the default says of it is not for her.
    people.changed('grace', 21 * DAY)
    sandbox.clock.advance(86_400)
    expect(await mailedBy(runOnce)).toEqual([])
  })

  test('unless they are disabled, protected or without a mail address', async () => {
    for (const { username } of people.directory.users) people.changed(username, 25 * DAY)
    const expected = ['alice', 'bob', 'erin', 'heidi', 'heidi', 'oneil'].map((name) => `${name}@example.com`)
    expect(await mailedBy(runOnce)).toEqual(expected)
  })

  test('where nobody knows when the password was set, never', async () => {
    people.directory.tree.put(people.dnOf('alice'), 'pwdChangedTime')
    expect(await mailedBy(runOnce)).toEqual([])
  })

  test('with the link and the day, without a code, and nothing of it stays but that it was sent', async () => {
    people.changed('bob', 20 * DAY)
    expect(await mailedBy(runOnce)).toEqual(['bob@example.com'])
    const { subject, text = '', html = '' } = sandbox.messages.at(-1) ?? {}
    expect(subject).toBe('Your Example Corp password expires soon')
    for (const form of [text, html]) expect(form).toContain(sandbox.environment['PUBLIC_ORIGIN'])
    expect(text).toContain(new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(sandbox.clock.now() + 10 * DAY))
    expect(text).not.toMatch(/\b\d{6,10}\b/)
    expect(logged.at(-1)).toMatch(/^expiry\.sent \{"account":"[\w-]+"\}$/)
    const item = await itemOf('bob')
    expect(Object.keys(item ?? {}).sort()).toEqual(['at', 'event', 'expiresAt', 'locale', 'n', 'pk', 'reach', 'ttl'])
    expect(JSON.stringify(item)).not.toContain('bob')
  })
})

async function itemOf(username: string) {
  const listed = await everybody()
  const person = listed.find(({ names }) => names.username.includes(username))
  const pk = `expiry#${accountOf(people.store, person?.guid ?? '')}#${person?.changedAt}`
  const client = createDynamoDb(sandbox.environment['DYNAMODB_ENDPOINT'])
  return (await client.send(new GetItemCommand({ TableName: sandbox.environment['TABLE_NAME'], Key: { pk: { S: pk } } }))).Item
}

async function everybody(): Promise<Person[]> {
  const all: Person[] = []
  for await (const page of people.roll.pages()) all.push(...page)
  return all
}

describe('one password is warned of once', () => {
  test('in ten runs of ten days', async () => {
    people.changed('alice', 20 * DAY)
    const mailed = await mailedBy(async () => {
      for (let day = 0; day < 10; day++) {
        await runOnce()
        sandbox.clock.advance(86_400)
      }
    })
    expect(mailed).toEqual(['alice@example.com'])
  })

  test('in ten runs of one day, of which nine read one item and ask no directory', async () => {
    people.changed('alice', 20 * DAY)
    const { deps, lines } = people.cold()
    const mailed = await mailedBy(async () => {
      for (let run = 0; run < 10; run++) await remind(deps, deadlineIn(LONG))
    })
    expect(mailed).toEqual(['alice@example.com'])
    expect(lines).toEqual([
      `remind.page {"store":"${people.store}","page":1,"people":11,"mails":1}`,
      `remind.done {"store":"${people.store}","pages":1,"mails":1}`
    ])
  })

  test('in ten runs at the same time, of which one is done', async () => {
    for (const username of ['alice', 'bob', 'erin']) people.changed(username, 20 * DAY)
    const runs = Array.from({ length: 10 }, () => people.cold())
    const mailed = await mailedBy(() => Promise.all(runs.map(({ deps }) => remind(deps, deadlineIn(LONG)))))
    expect(mailed).toEqual(['alice@example.com', 'bob@example.com', 'erin@example.com'])
    expect(runs.flatMap(({ lines }) => lines).filter((line) => line.startsWith('remind.done'))).toHaveLength(1)
  })

  test('and the next one anew', async () => {
    people.changed('alice', 20 * DAY)
    expect(await mailedBy(runOnce)).toEqual(['alice@example.com'])
    people.changed('alice', 0)
    sandbox.clock.advance(86_400)
    expect(await mailedBy(runOnce)).toEqual([])
    sandbox.clock.advance(19 * 86_400)
    expect(await mailedBy(runOnce)).toEqual(['alice@example.com'])
  })
})

describe('a warning in the table', () => {
  const WARNING = { person: '{}', locale: 'en', ttl: 2_000_000_000 }
  const HOUR = 3_600_000
  let id = 0
  const fresh = () => {
    id += 1
    const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = sandbox.environment
    const flows: FlowStore = createFlowStore(createDynamoDb(DYNAMODB_ENDPOINT), TABLE_NAME)
    return { id: `account-${id}#1`, now: sandbox.clock.now(), flows }
  }

  test('is written by one of many who come together', async () => {
    const { id: warned, now, flows } = fresh()
    const expiresAt = now + DAY
    const written = await Promise.all(Array.from({ length: 20 }, () => flows.warn(warned, { ...WARNING, expiresAt }, now)))
    expect(written.filter(Boolean)).toHaveLength(1)
  })

  test('is claimed by one record, and by that once more', async () => {
    const { id: warned, now, flows } = fresh()
    await flows.warn(warned, { ...WARNING, expiresAt: now + DAY }, now)
    await sandbox.settled()
    const claims = ['a', 'b', 'a', 'a', 'b']
    const made: boolean[] = []
    // The sandbox's own record finds no address and claims nothing.
    for (const event of claims) made.push(await flows.claimWarning(warned, event, now))
    expect(made).toEqual([true, false, true, false, false])
    expect([await flows.isWarningSpent(warned, 'a'), await flows.isWarningSpent(warned, 'b')]).toEqual([true, false])
  })

  test('FLT-6: that mail always refuses is tried twice and then fails until it goes to the failure queue', async () => {
    const { id: warned, now, flows } = fresh()
    const person = packPerson({
      store: 'people',
      dn: 'uid=alice',
      guid: 'alice',
      contacts: [{ channel: 'email', address: 'alice@example.com' }],
      names: { username: ['alice'], given: [], family: [], mail: [] }
    })
    const deliver = createDeliver(
      { ...sandbox.environment, SES_ENDPOINT: 'http://127.0.0.1:9' },
      { clock: sandbox.clock, random: { bytes: (count) => randomBytes(count) }, log: () => {} }
    )
    const image = {
      pk: { S: `expiry#${warned}` },
      work: { S: 'expiry' },
      person: { S: person },
      locale: { S: 'en' },
      expiresAt: { N: `${now + DAY}` }
    }
    const record = { eventID: 'own', dynamodb: { NewImage: image, SequenceNumber: '1' } }
    // The sandbox's own record finds no address and claims nothing.
    await flows.warn(warned, { ...WARNING, expiresAt: now + DAY }, now)
    await sandbox.settled()
    const failures: unknown[] = []
    for (let tries = 0; tries < 4; tries += 1) failures.push(await deliver({ Records: [record] }, aContext()))
    expect(failures).toEqual(Array(4).fill({ batchItemFailures: [{ itemIdentifier: '1' }] }))
  })

  test('is not claimed once the password has expired, nor where there is none', async () => {
    const { id: warned, now, flows } = fresh()
    await flows.warn(warned, { ...WARNING, expiresAt: now + DAY }, now)
    expect(await flows.claimWarning(warned, 'a', now + DAY)).toBe(false)
    expect(await flows.claimWarning('nobody#1', 'a', now)).toBe(false)
  })

  test('that no worker took up is left again an hour later, and one that was taken up never', async () => {
    const { id: warned, now, flows } = fresh()
    const warning = { ...WARNING, expiresAt: now + DAY }
    const at = [0, HOUR, HOUR + 1]
    const again: boolean[] = []
    for (const later of at) again.push(await flows.warn(warned, warning, now + later))
    expect(again).toEqual([true, false, true])
    expect(await flows.claimWarning(warned, 'a', now + HOUR + 1)).toBe(true)
    expect(await flows.warn(warned, warning, now + 3 * HOUR)).toBe(false)
  })
})

describe('a run', () => {
  test('begins in its hour, and not before', async () => {
    people.changed('alice', 25 * DAY)
    const toMidnight = DAY - (sandbox.clock.now() % DAY)
    sandbox.clock.advance(toMidnight / 1000 + 5 * 3600)
    expect(await mailedBy(() => runOnce({ EXPIRY_MAIL_HOUR: '6' }))).toEqual([])
    sandbox.clock.advance(3600)
    expect(await mailedBy(() => runOnce({ EXPIRY_MAIL_HOUR: '6' }))).toEqual(['alice@example.com'])
  })

  test('without time does nothing, and is not over', async () => {
    people.changed('alice', 25 * DAY)
    const { deps, lines } = people.cold()
    expect(await mailedBy(() => remind(deps, { left: () => 1000 }))).toEqual([])
    expect(lines).toEqual([])
    expect(await mailedBy(() => remind(deps, deadlineIn(LONG)))).toEqual(['alice@example.com'])
  })

  test('whose time ends within a page leaves it to the next', async () => {
    for (const { username } of people.directory.users) people.changed(username, 25 * DAY)
    const { deps, lines } = people.cold()
    let looks = 0
    // Time for the first looks and none for what comes after.
    const short = { left: () => (looks++ < 2 ? LONG : 0) }
    await remind(deps, short)
    expect(lines).toEqual([])
    const mailed = await mailedBy(() => remind(deps, deadlineIn(LONG)))
    expect(new Set(mailed).size).toBe(5)
  })

  test('leaves time between mails, so that codes do not wait behind them', async () => {
    const { deps, waits } = people.cold()
    for (const username of ['alice', 'bob', 'erin']) people.changed(username, 25 * DAY)
    const other = await startReminders(sandbox)
    for (const username of ['alice', 'bob']) other.changed(username, 25 * DAY)
    await remind({ ...deps, rolls: [people.roll, other.roll] }, deadlineIn(LONG))
    await other.directory.stop()
    expect(waits).toEqual([600])
  })

  test('goes on past a store that is down, says so, and comes back to it alone', async () => {
    people.changed('alice', 25 * DAY)
    const down = await startReminders(sandbox)
    const config = { ...(down.directory.stores[0] as StoreConfig), id: down.store }
    await down.directory.stop()
    const { deps, lines } = people.cold()
    const rolls = [createRoll(config, async () => down.directory.search, sandbox.clock.now), people.roll]
    const failing = () => expect(remind({ ...deps, rolls }, deadlineIn(LONG))).rejects.toThrow('directory is unavailable')
    expect(await mailedBy(failing)).toEqual(['alice@example.com'])
    expect(lines[0]).toBe(`remind.failed {"store":"${down.store}","fault":"directory is unavailable"}`)
    lines.length = 0
    await failing()
    expect(lines).toHaveLength(1)
  })

  test('asks no directory where no policy warns', async () => {
    const { deps, lines } = people.cold({ POLICIES: JSON.stringify({ default: { id: 'nist', minLength: 15 } }) })
    await people.directory.stop()
    await remind(deps, deadlineIn(LONG))
    expect(lines).toEqual([])
    people = await startReminders(sandbox)
  })
})

test('the sandbox mails whoever is due when its clock is moved, where it is asked to', async () => {
  const own = await startSandbox({ settings: { POLICIES }, expiryMail: true })
  try {
    const { tree } = own.directory as typeof people.directory
    const [alice] = own.directory.users
    tree.put(alice?.dn ?? '', 'pwdChangedTime', stampOf(own.clock.now()))
    const advance = (days: number) =>
      fetch(`${own.url}/sandbox/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advanceSeconds: days * 86_400 })
      })
    await advance(19)
    await own.settled()
    expect(own.messages).toHaveLength(0)
    await advance(1)
    await advance(1)
    await own.settled()
    expect(own.messages.map(({ to }) => to)).toEqual(['alice@example.com'])
  } finally {
    await own.stop()
  }
})
