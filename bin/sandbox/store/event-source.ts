// A Lambda event source mapping over a table's stream: filters, batches, retries. Records of one item stay in order; records of
// different items run at once. Age is real time, not the sandbox's: moving the clock must not lose what is under way.
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { StreamConsumer } from '../../../lambdas/streams.ts'

/** Why a record went to the failure destination. */
export type Discard = 'retries used up' | 'too old'

export interface EventSourceOptions {
  consumer: StreamConsumer
  invoke: (event: DynamoDBStreamEvent) => Promise<unknown>
  onDiscard: (record: DynamoDBRecord, why: Discard) => void
  /** Real time that never jumps, in milliseconds. */
  elapsed?: () => number
  /** The wait before the first retry; it doubles with each. */
  retryMillis?: number
  /** How long after its write a record is worked on, 0 unless told. */
  latencyMillis?: number
}

export interface EventSource {
  push(record: DynamoDBRecord): void
  /** Resolves once nothing is under way. */
  idle(): Promise<void>
  stop(): void
}

interface Lane {
  queue: Held[]
  draining?: Promise<void>
}

interface Held {
  record: DynamoDBRecord
  since: number
  tries: number
}

/** Puts one consumer behind a stream. */
export function createEventSource(options: EventSourceOptions): EventSource {
  const { consumer, elapsed = () => performance.now(), latencyMillis = 0 } = options
  const stopped = new AbortController()
  const lanes: Lane[] = Array.from({ length: consumer.parallelization }, () => ({ queue: [] }))
  const work = createWork({ ...options, elapsed }, stopped.signal)

  async function drain(lane: Lane): Promise<void> {
    // Not in the middle of the request that made the record: all functions share one process here, and what a worker does for a person
    // but not for a nobody would be felt by whoever is waiting for that request's answer.
    await pause(latencyMillis, undefined, { signal: stopped.signal }).catch(() => {})
    while (lane.queue.length > 0 && !stopped.signal.aborted) await work(lane.queue.splice(0, consumer.batchSize))
    // In the same breath as the last look at the queue, or a record could arrive in between and wait for ever.
    delete lane.draining
  }

  return {
    push: (record) => {
      if (!passes(consumer.filter, record)) return
      const lane = lanes[laneOf(record, lanes.length)]
      if (!lane) return
      lane.queue.push({ record, since: elapsed(), tries: 0 })
      lane.draining ??= drain(lane)
    },
    idle: async () => {
      while (lanes.some(({ draining }) => draining)) await Promise.all(lanes.map(({ draining }) => draining))
    },
    stop: () => stopped.abort()
  }
}

type WorkOptions = EventSourceOptions & Required<Pick<EventSourceOptions, 'elapsed'>>

/** Has a batch worked on until each of its records is done or given up. */
function createWork({ consumer, invoke, onDiscard, elapsed, retryMillis = 100 }: WorkOptions, stopped: AbortSignal) {
  return async function work(batch: readonly Held[]): Promise<void> {
    const fresh = batch.filter(isFresh)
    if (fresh.length === 0 || stopped.aborted) return
    const failed = await firstFailure(fresh.map(({ record }) => record))
    if (failed === 'none') return
    if (failed === 'thrown' && fresh.length > 1) {
      const half = Math.ceil(fresh.length / 2)
      await work(fresh.slice(0, half))
      return work(fresh.slice(half))
    }
    // Everything from the lowest failure on is done again, as Lambda does it.
    const [first, ...others] = fresh.slice(failed === 'thrown' ? 0 : failed) as [Held, ...Held[]]
    first.tries += 1
    if (first.tries > consumer.retries) {
      onDiscard(first.record, 'retries used up')
      return work(others)
    }
    await pause(retryMillis * 2 ** (first.tries - 1), undefined, { signal: stopped }).catch(() => {})
    return work([first, ...others])
  }

  function isFresh({ record, since }: Held): boolean {
    const isYoung = elapsed() - since <= consumer.maxAgeSeconds * 1000
    if (!isYoung) onDiscard(record, 'too old')
    return isYoung
  }

  async function firstFailure(records: DynamoDBRecord[]): Promise<number | 'none' | 'thrown'> {
    try {
      return lowestFailure(records, await invoke({ Records: records }))
    } catch {
      return 'thrown'
    }
  }
}

/** Whether a record passes a filter: each list names the strings that its place may hold, and what is missing matches nothing. */
export function passes(filter: unknown, value: unknown): boolean {
  if (Array.isArray(filter)) return filter.includes(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(filter as object).every(([name, inner]) => passes(inner, (value as Record<string, unknown>)[name]))
}

/** Which record of a batch is to be done again first. An answer that makes no sense means all of them. */
function lowestFailure(records: readonly DynamoDBRecord[], answer: unknown): number | 'none' {
  const failures = (answer as { batchItemFailures?: unknown } | null | undefined)?.batchItemFailures
  if (failures === undefined || failures === null) return 'none'
  if (!Array.isArray(failures)) return 0
  if (failures.length === 0) return 'none'
  const places = failures.map((failure: { itemIdentifier?: unknown } | null) =>
    records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber !== undefined && dynamodb.SequenceNumber === failure?.itemIdentifier)
  )
  return Math.max(0, Math.min(...places))
}

const laneOf = ({ dynamodb }: DynamoDBRecord, lanes: number): number =>
  createHash('sha256').update(JSON.stringify(dynamodb?.Keys)).digest().readUInt32BE() % lanes
