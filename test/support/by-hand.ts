// The functions in this process, called one by one: what the gateway and the stream would bring is handed over by whoever calls, so that a
// test decides what happens before what, in which function, with which directory.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import { startEndpoints } from '../../bin/sandbox/aws/index.ts'
import type { DirectoryServer } from '../../bin/sandbox/directory.ts'
import { CODE_KEY, environmentOf, INDEX_KEY, secretsOf, settingsFrom } from '../../bin/sandbox/environment.ts'
import { isolateFromAws } from '../../bin/sandbox/isolation.ts'
import { createInbox, type Message } from '../../bin/sandbox/messages.ts'
import { createParts } from '../../bin/sandbox/parts.ts'
import { startStore } from '../../bin/sandbox/store/index.ts'
import { createDynamoDb } from '../../lambdas/adapters/dynamodb/index.ts'
import type { Environment } from '../../lambdas/config.ts'
import { create as createCommit } from '../../lambdas/handlers/commit.ts'
import { create as createDeliver } from '../../lambdas/handlers/deliver.ts'
import { create as createFlow } from '../../lambdas/handlers/flow.ts'
import { create as createLocate } from '../../lambdas/handlers/locate.ts'
import { create as createSweep } from '../../lambdas/handlers/sweep.ts'
import { create as createVerify } from '../../lambdas/handlers/verify.ts'
import { aContext, anEvent } from './events.ts'

/** What is needed to go on with a flow. */
export interface Pass {
  flow: string
  cookie: string
  grant: string
}

export interface Told {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies whose shape is what they test
  body: any
}

export interface ByHand {
  /** The variables of all functions. */
  environment: Environment
  clock: { now(): number; advance(seconds: number): void }
  messages: readonly Message[]
  /** One line for each event, with its facts. */
  log: string[]
  /** What Secrets Manager holds, to be changed at will. */
  secrets: Record<string, string>
  /** Functions after a cold start, with other variables where told, and with a clock that is so many seconds ahead. */
  cold(changes?: Environment, aheadSeconds?: number): Cold
  /** A flow's item as it is stored; undefined where there is none. */
  item(flow: string): Promise<Record<string, { S?: string; N?: string }> | undefined>
  stop(): Promise<void>
}

export interface Cold {
  /** From this client address, where told. */
  start(who: string, from?: string): Promise<Pass & Told>
  /** What the stream would have locate do. */
  locate(flow: string): Promise<{ isDone: boolean }>
  /** What the stream would have deliver do: the code, or the notice. */
  deliver(flow: string): Promise<void>
  /** What the stream shows of a flow as it is stored. */
  record(flow: string): Promise<DynamoDBRecord>
  /** Has deliver do what one record asks for. */
  delivering(record: DynamoDBRecord): Promise<DynamoDBBatchResponse>
  read(pass: Pass): Promise<Told>
  challenge(pass: Pass, option?: string): Promise<Told>
  verify(pass: Pass, code: string): Promise<Told>
  /** From start to grant. */
  verified(who: string): Promise<Pass>
  commit(pass: Pass, password: string): Promise<Told>
  sweep(): Promise<unknown>
}

/** Starts the table and the services, KMS with further keys where told; the directory is the caller's. */
export async function startByHand(directory: DirectoryServer, settings: Environment = {}, keys: readonly string[] = []): Promise<ByHand> {
  isolateFromAws(process.env)
  const parts = createParts()
  let offset = 0
  const clock = { now: () => Date.now() + offset, advance: (seconds: number) => void (offset += seconds * 1000) }
  const folder = await parts.add(mkdtemp(join(tmpdir(), 'rekey-by-hand-')), (path) => rm(path, { recursive: true, force: true }))
  const inbox = createInbox(clock.now)
  const secrets = secretsOf(directory)
  const served = { keys: [CODE_KEY, ...keys, INDEX_KEY], secrets, receive: inbox.receive }
  const endpoints = await parts.add(startEndpoints(served), ({ close }) => close())
  const store = await parts.add(startStore({ kind: 'dynalite', folder, now: clock.now, onRecord: () => {} }), ({ stop }) => stop())
  const surroundings = { origin: 'https://reset.example.com', storeUrl: store.url, endpointsUrl: endpoints.url, directory, assets: folder }
  const environment = environmentOf(settingsFrom({ LIMITS: UNLIMITED, ...settings }, undefined), surroundings)
  const client = createDynamoDb(store.url)
  const log: string[] = []
  const item = async (flow: string) => {
    const key = { TableName: environment['TABLE_NAME'], Key: { pk: { S: `flow#${flow}` } }, ConsistentRead: true }
    return (await client.send(new GetItemCommand(key))).Item as Record<string, { S?: string; N?: string }> | undefined
  }
  const write = (event: string, facts?: object) => void log.push(`${event} ${JSON.stringify(facts)}`)
  const hostAhead = (seconds: number) => ({
    clock: { now: () => clock.now() + seconds * 1000 },
    random: { bytes: (count: number) => randomBytes(count) },
    log: write
  })
  return {
    environment,
    clock,
    messages: inbox.messages,
    log,
    item,
    secrets,
    cold: (changes = {}, aheadSeconds = 0) =>
      coldStart({ ...environment, ...changes }, hostAhead(aheadSeconds), { item, messages: inbox.messages }),
    stop: () => parts.stop()
  }
}

const MANY = { hour: 1000, day: 10_000, hourPerNet: 1000, dayPerNet: 10_000 }
const UNLIMITED = JSON.stringify({
  net: { quarter: 10_000, day: 100_000 },
  identifier: MANY,
  destination: MANY,
  account: { day: 100, dayPerNet: 100, streak: 100 }
})

function coldStart(
  env: Environment,
  host: Parameters<typeof createCommit>[1] & object,
  { item, messages }: Pick<ByHand, 'item' | 'messages'>
): Cold {
  const functions = { flow: createFlow(env, host), verify: createVerify(env, host), commit: createCommit(env, host) }
  const [locate, deliver, sweep] = [createLocate(env, host), createDeliver(env, host), createSweep(env, host)]
  let records = 0

  async function call(name: keyof typeof functions, { flow, cookie }: Partial<Pass>, path: string, body?: object, sourceIp?: string) {
    const event = anEvent({
      method: body ? 'POST' : 'GET',
      resource: `/v1/flows${path}`,
      params: flow === undefined ? {} : { flow },
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
      ...(sourceIp ? { sourceIp } : {}),
      ...(body ? { body: JSON.stringify(body) } : {})
    })
    const { statusCode, headers, body: text } = await functions[name](event, aContext(25_000))
    return { status: statusCode, body: JSON.parse(text), headers }
  }
  const record = async (flow: string): Promise<DynamoDBRecord> => ({
    eventID: `event-${records++}-of-${flow}`,
    eventName: 'MODIFY',
    dynamodb: { Keys: { pk: { S: `flow#${flow}` } }, NewImage: (await item(flow)) as never, SequenceNumber: String(records) }
  })

  const own: Cold = {
    async start(who, from) {
      const { status, body, headers } = await call('flow', {}, '', { username: who }, from)
      return { status, body, flow: body.flow, cookie: String(headers?.['set-cookie']).split(';')[0] ?? '', grant: '' }
    },
    locate: async (flow) => {
      const answer = (await locate({ Records: [await record(flow)] }, aContext(30_000))) as { batchItemFailures: unknown[] }
      return { isDone: answer.batchItemFailures.length === 0 }
    },
    deliver: async (flow) => void (await own.delivering(await record(flow))),
    record,
    delivering: async (one) => (await deliver({ Records: [one] }, aContext(30_000))) as DynamoDBBatchResponse,
    challenge: (pass, option) => call('flow', pass, '/{flow}/challenge', option === undefined ? {} : { option }),
    verify: (pass, code) => call('verify', pass, '/{flow}/verify', { code }),
    read: (pass) => call('flow', pass, '/{flow}'),
    async verified(who) {
      const pass = await own.start(who)
      await own.locate(pass.flow)
      await own.deliver(pass.flow)
      const code = /\b\d{8}\b/.exec(messages.at(-1)?.text ?? '')?.[0]
      const { body } = await own.verify(pass, code ?? '')
      if (!body.grant) throw new Error(`${who} was not verified: ${JSON.stringify(body)}`)
      return { flow: pass.flow, cookie: pass.cookie, grant: body.grant }
    },
    commit: (pass, password) => call('commit', pass, '/{flow}/password', { grant: pass.grant, password }),
    sweep: async () => sweep({}, aContext(30_000))
  }
  return own
}
