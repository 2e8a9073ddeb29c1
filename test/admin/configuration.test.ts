// What functions obey: a copy of the administration's documents that is at most a minute old, and never a guess.
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createConfiguration, createDocuments, createDynamoDb } from '../../lambdas/adapters/dynamodb/index.ts'
import type { Mode } from '../../lambdas/flow/flow.ts'
import { forgotPasswordDefaults } from '../../lambdas/flow/forgot-password.ts'
import { type Configuration, type Documents, Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { type Running, startDynalite } from '../support/dynalite.ts'
import { type Lossy, startLossy } from '../support/lossy.ts'
import { createTable } from '../support/table.ts'

const TABLE = 'rekey'
const DEPLOYED = { mode: 'email' as const, policies: { default: { id: 'nist', minLength: 15 }, groups: [] } }

let store: Running
let lossy: Lossy
let client: DynamoDBClient
let tables = 0
let table = ''
let documents: Documents

beforeAll(async () => {
  store = await startDynalite()
  lossy = await startLossy(store.endpoint)
  client = createDynamoDb(lossy.endpoint)
})
afterAll(async () => {
  await lossy.stop()
  await store.stop()
})
beforeEach(async () => {
  table = `${TABLE}-${tables++}`
  await createTable(client, table)
  documents = createDocuments(client, table)
})

let now = 0
let reads = 0
let fault: Error | undefined
let logged: { event: string; [fact: string]: unknown }[] = []
afterEach(() => {
  fault = undefined
})

/** The configuration of one process, its reads counted. */
function process(): Configuration {
  now = Date.UTC(2026, 0, 1)
  reads = 0
  logged = []
  const read: Documents['read'] = async (name) => {
    reads += 1
    if (fault) throw fault
    return documents.read(name)
  }
  return createConfiguration({
    documents: { read },
    clock: { now: () => now },
    log: (event, facts) => void logged.push({ event, ...facts }),
    deployed: DEPLOYED
  })
}

let seen = 0
const change = async (name: 'forgot-password' | 'policies', value: unknown, from = seen) => {
  const isDone = await documents.replace(name, {
    body: JSON.stringify(value),
    by: 'somebody',
    at: now,
    seen: from,
    req: `req-${from}-${Math.floor(performance.now() * 1000)}`
  })
  if (isDone) seen = from + 1
  return isDone
}
const setMode = (mode: Mode) => change('forgot-password', forgotPasswordDefaults(mode))
beforeEach(() => {
  seen = 0
})

describe('a copy', () => {
  test('is what was deployed while nobody has set anything', async () => {
    const configuration = process()
    expect([await configuration.mode(), await configuration.policies()]).toEqual(['email', DEPLOYED.policies])
  })

  test('is read once in 60 seconds, however many ask, and each document by itself', async () => {
    const configuration = process()
    await Promise.all(Array.from({ length: 100 }, () => configuration.mode()))
    for (let i = 0; i < 100; i++) await configuration.mode()
    expect(reads).toBe(1)
    now += 59_999
    await configuration.mode()
    expect(reads).toBe(1)
    now += 1
    await Promise.all([configuration.mode(), configuration.mode()])
    expect(reads).toBe(2)
    await configuration.policies()
    expect(reads).toBe(3)
  })

  test('is never older than 60 seconds', async () => {
    const configuration = process()
    await setMode('sms')
    expect(await configuration.mode()).toBe('sms')
    await setMode('userchoose')
    now += 59_999
    expect(await configuration.mode()).toBe('sms')
    now += 1
    expect(await configuration.mode()).toBe('userchoose')
  })

  test('of the policies has each policy where it is assigned', async () => {
    const configuration = process()
    const [staff, other] = [{ id: 'staff', minLength: 12 }, { id: 'other' }]
    await change('policies', {
      default: 'staff',
      policies: [staff, other],
      assignments: [{ store: 's', group: 'g', policy: 'other', priority: 3 }]
    })
    expect(await configuration.policies()).toEqual({ default: staff, groups: [{ store: 's', group: 'g', priority: 3, policy: other }] })
  })
})

describe('a document that cannot be read', () => {
  const minutes = (count: number) => {
    now += count * 60_000
  }

  test('leaves the last good copy in use for 10 minutes, and says so', async () => {
    const configuration = process()
    await setMode('sms')
    await configuration.mode()
    fault = new Unavailable('store')
    minutes(9)
    expect(await configuration.mode()).toBe('sms')
    expect(logged).toEqual([{ event: 'configuration.failed', document: 'forgot-password', fault: 'store is unavailable', age: 540_000 }])
    minutes(1)
    await expect(configuration.mode()).rejects.toThrow(Unavailable)
    fault = undefined
    expect(await configuration.mode()).toBe('sms')
  })

  test('is a fault where there was no copy yet, never what was deployed', async () => {
    const configuration = process()
    fault = new Unavailable('store')
    await expect(configuration.policies()).rejects.toThrow(Unavailable)
    await expect(configuration.mode()).rejects.toThrow(Unavailable)
  })

  test.each([
    ['policies', 'no JSON'],
    ['policies', '{"default":"gone","policies":[],"assignments":[]}'],
    ['policies', '{"default":"a","policies":[{"id":"a"}],"assignments":[{"policy":"b","store":"s","priority":1}]}'],
    ['policies', 'null'],
    ['forgot-password', '{"mode":"pigeon"}'],
    ['forgot-password', '{}']
  ] as const)('%s as %s is a fault, never no policy', async (name, body) => {
    const configuration = process()
    await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: `conf#${name}` }, body: { S: body }, rev: { N: '1' } } }))
    await expect(name === 'policies' ? configuration.policies() : configuration.mode()).rejects.toThrow(Misconfigured)
    expect(logged).toHaveLength(1)
  })
})

describe('a change', () => {
  test('is made by one of 50 who saw the same, first or later', async () => {
    for (const from of [0, 1, 2]) {
      const done = await Promise.all(Array.from({ length: 50 }, (_, index) => change('policies', { index }, from)))
      expect(done.filter(Boolean)).toHaveLength(1)
      expect((await documents.read('policies'))?.rev).toBe(from + 1)
    }
  })

  test('from a revision that is not there, or not any more, changes nothing', async () => {
    expect(await change('policies', {}, 5)).toBe(false)
    expect(await documents.read('policies')).toBeUndefined()
    await change('policies', { a: 1 }, 0)
    expect(await change('policies', { b: 2 }, 0)).toBe(false)
    expect((await documents.read('policies'))?.body).toBe('{"a":1}')
  })

  test('whose reply is lost is found done, and is not done twice', async () => {
    for (const from of [0, 1]) {
      lossy.lose(1)
      expect(await change('policies', { from }, from)).toBe(true)
      expect(lossy.lost).toBe(1)
    }
    expect(await documents.read('policies')).toEqual({ body: '{"from":1}', rev: 2, by: 'somebody', at: now })
  })
})
