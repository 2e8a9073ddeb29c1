// What the flow store's suites share: a store on a running server, a look at its raw items, and flows walked to a state.
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { createFlowStore } from '../../../lambdas/adapters/dynamodb/index.ts'
import { clientSettings } from '../../../lambdas/adapters/sdk.ts'
import type { Flow } from '../../../lambdas/flow/flow.ts'
import { packNobody, packPolicy } from '../../../lambdas/flow/padding.ts'
import type { ChallengeWrite, ClaimWrite, FlowStore, Located, MarkWrite } from '../../../lambdas/ports.ts'
import type { Running } from '../../support/dynalite.ts'
import { aFlow, settings } from '../../support/flows.ts'
import { createTable } from '../../support/table.ts'

export const TABLE_NAME = 'rekey'
export const NOON = Date.UTC(2026, 0, 1, 12)
export const SECOND = 1000
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export type Raw = Record<string, AttributeValue>

export interface Bench {
  endpoint: string
  store: FlowStore
  /** The stored item with every attribute, as it is on the wire. */
  raw(pk: string): Promise<Raw | undefined>
  /** Sets one attribute behind the store's back. */
  set(pk: string, name: string, value: AttributeValue): Promise<void>
  stop(): Promise<void>
}

/** Every call is made once and waits as long as it takes, so that a crowd on a slow machine is counted exactly. */
const patient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ ...clientSettings({ endpoint, attempts: 1 }), requestHandler: { requestTimeout: 30 * SECOND } })

export async function openBench(start: () => Promise<Running>): Promise<Bench> {
  const { endpoint, stop } = await start()
  const client = patient(endpoint)
  await createTable(client, TABLE_NAME)
  const at = (pk: string) => ({ TableName: TABLE_NAME, Key: { pk: { S: pk } } })
  return {
    endpoint,
    store: createFlowStore(client, TABLE_NAME),
    raw: async (pk) => (await client.send(new GetItemCommand({ ...at(pk), ConsistentRead: true }))).Item,
    async set(pk, name, value) {
      const names = { ExpressionAttributeNames: { '#name': name }, ExpressionAttributeValues: { ':value': value } }
      await client.send(new UpdateItemCommand({ ...at(pk), UpdateExpression: 'SET #name = :value', ...names }))
    },
    async stop() {
      client.destroy()
      await stop()
    }
  }
}

let turn = 0
/** A word that no other call got. */
export const fresh = (kind: string): string => `${kind}-${++turn}`

/** All at once. */
export const crowd = <T>(size: number, act: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: size }, (_, index) => act(index)))

/** One after the other, each with a few at once. */
export async function rounds(count: number, act: (index: number) => Promise<void>): Promise<void> {
  const atOnce = 5
  for (let first = 0; first < count; first += atOnce) await crowd(Math.min(atOnce, count - first), (index) => act(first + index))
}

export const counted = (answers: readonly unknown[]): number => answers.filter(Boolean).length

// --- What each step hands in ---

export const found = (over: Partial<Located> = {}): Located => ({
  reach: 'yes',
  acct: fresh('acct'),
  person: packNobody(),
  options: '[]',
  marker: 'marker',
  policy: packPolicy('nist'),
  shownAt: NOON + 2 * SECOND,
  ...over
})

export const challenge = (now: number, over: Partial<ChallengeWrite> = {}): ChallengeWrite => ({
  cookie: 'cookie',
  option: 'option',
  kid: 'kid',
  codeUntil: now + settings.codeSeconds * SECOND,
  maxSends: settings.maxSends,
  maxAttempts: settings.maxAttempts,
  onlyShown: false,
  ...over
})

export const mark = (flow: Flow, now: number, over: Partial<MarkWrite> = {}): MarkWrite => ({
  cookie: 'cookie',
  version: flow.version,
  acct: flow.acct ?? '-',
  grant: 'grant',
  grantUntil: now + settings.grantSeconds * SECOND,
  ...over
})

export const claim = (over: Partial<ClaimWrite> = {}): ClaimWrite => ({
  cookie: 'cookie',
  grant: 'grant',
  commit: fresh('commit'),
  leaseSeconds: settings.leaseSeconds,
  maxRefusals: settings.maxRefusals,
  ...over
})

// --- Flows walked to a state, by the store's own steps ---

const must = <T>(flow: T | undefined): T => {
  if (flow === undefined) throw new Error('the flow did not get where the test needs it')
  return flow
}

export const stored = async (store: FlowStore, id: string): Promise<Flow> => must(await store.read(id, 'commit'))

export async function aStarted(store: FlowStore, over: Partial<Flow> = {}): Promise<Flow> {
  const flow = aFlow({ id: fresh('flow'), ...over }, NOON)
  await store.start(flow)
  return flow
}

export async function aLocated(store: FlowStore, over: Partial<Flow> = {}, person: Partial<Located> = {}): Promise<Flow> {
  const { id } = await aStarted(store, over)
  await store.locate(id, found(person), fresh('req'), NOON)
  return stored(store, id)
}

/** Its first code is on the way to somebody. */
export async function aSent(store: FlowStore, over: Partial<Flow> = {}, person: Partial<Located> = {}): Promise<Flow> {
  const { id, version } = await aLocated(store, over, person)
  return must(await store.claimCode(id, version, fresh('event'), NOON))
}

export async function aVerified(store: FlowStore, over: Partial<Flow> = {}, person: Partial<Located> = {}): Promise<Flow> {
  const flow = await aSent(store, over, person)
  await store.mark(flow.id, mark(flow, NOON), fresh('req'), NOON)
  return stored(store, flow.id)
}

/** Held by a commit whose lease has begun. */
export async function aClaimed(
  store: FlowStore,
  over: Partial<Flow> = {},
  person: Partial<Located> = {}
): Promise<Flow & { commit: string }> {
  const { id } = await aVerified(store, over, person)
  const to = claim()
  return { ...must(await store.claim(id, to, fresh('req'), NOON)), commit: to.commit }
}
