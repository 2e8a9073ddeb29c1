// What Lambda does between a stream and a worker.
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { createEventSource, type Discard, type EventSourceOptions, passes } from '../../bin/sandbox/store/event-source.ts'
import { STREAM_CONSUMERS, type StreamConsumer } from '../../lambdas/streams.ts'

let sequence = 0
function record(pk: string, image: Record<string, string> = { find: 'due' }): DynamoDBRecord {
  sequence += 1
  const NewImage = Object.fromEntries(Object.entries(image).map(([name, value]) => [name, { S: value }]))
  return {
    eventID: `${pk} ${sequence}`,
    eventName: 'MODIFY',
    dynamodb: { Keys: { pk: { S: pk } }, NewImage, SequenceNumber: String(sequence) }
  }
}

const consumer: StreamConsumer = {
  name: 'locate',
  filter: { dynamodb: { NewImage: { find: { S: ['due'] } } } },
  batchSize: 5,
  parallelization: 4,
  retries: 3,
  maxAgeSeconds: 60
}

function aSource(invoke: EventSourceOptions['invoke'], over: Partial<StreamConsumer> = {}, elapsed?: () => number) {
  const discarded: { id: string | undefined; why: Discard }[] = []
  const onDiscard = ({ eventID }: DynamoDBRecord, why: Discard) => void discarded.push({ id: eventID, why })
  const source = createEventSource({
    consumer: { ...consumer, ...over },
    invoke,
    onDiscard,
    retryMillis: 1,
    ...(elapsed ? { elapsed } : {})
  })
  return { source, discarded }
}

const ids = ({ Records }: DynamoDBStreamEvent) => Records.map(({ eventID }) => eventID)

describe('filters', () => {
  const [locate, deliver] = STREAM_CONSUMERS.map(({ filter }) => filter)

  test.each([
    ['a new flow', { find: 'due', work: 'send' }, [true, false]],
    ['a found person', { find: 'done', work: 'send', reach: 'yes' }, [false, true]],
    ['a decoy', { find: 'done', work: 'send', reach: 'nay' }, [false, false]],
    ['a notice', { find: 'done', work: 'notice', reach: 'yes' }, [false, true]],
    ['work not due', { find: 'done', reach: 'yes' }, [false, false]],
    ['a longer word', { find: 'due ' }, [false, false]],
    ['a counter', {}, [false, false]]
  ])('%s goes where the deployed filters say', (_name, image, expected) => {
    expect([passes(locate, record('a', image)), passes(deliver, record('a', image))]).toEqual(expected)
  })

  test('a removal, which has no new image, goes nowhere', () => {
    const removal: DynamoDBRecord = { eventName: 'REMOVE', dynamodb: { Keys: { pk: { S: 'a' } } } }
    expect([passes(locate, removal), passes(deliver, removal)]).toEqual([false, false])
  })

  test('a number is not a string', () => {
    expect(passes(locate, { dynamodb: { NewImage: { find: { N: 'due' } } } })).toBe(false)
  })
})

test('records of one item come in order and never at once; those of others do not wait', async () => {
  const seen: (string | undefined)[] = []
  const running = new Set<string>()
  let most = 0
  const { source } = aSource(async ({ Records }) => {
    const pks = new Set(Records.map(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S ?? ''))
    expect([...pks].some((pk) => running.has(pk))).toBe(false)
    for (const pk of pks) running.add(pk)
    most = Math.max(most, running.size)
    await new Promise(setImmediate)
    seen.push(...Records.map(({ eventID }) => eventID))
    for (const pk of pks) running.delete(pk)
  })
  const sent = Array.from({ length: 100 }, (_, n) => record(`item ${n % 20}`))
  for (const one of sent) source.push(one)
  await source.idle()
  for (let item = 0; item < 20; item += 1) {
    const own = (list: (string | undefined)[]) => list.filter((id) => id?.startsWith(`item ${item} `))
    expect(own(seen)).toEqual(own(sent.map(({ eventID }) => eventID)))
  }
  expect(most).toBeGreaterThan(1)
})

test('a batch is never larger than configured', async () => {
  const sizes: number[] = []
  const { source } = aSource(async ({ Records }) => void sizes.push(Records.length))
  for (let n = 0; n < 12; n += 1) source.push(record('one item'))
  await source.idle()
  expect(sizes).toEqual([5, 5, 2])
})

test('a reported failure brings back everything from the lowest one on, and nothing before it', async () => {
  const batches: (string | undefined)[][] = []
  const sent = Array.from({ length: 4 }, () => record('one item'))
  const { source, discarded } = aSource(async (event) => {
    batches.push(ids(event))
    const failures = batches.length === 1 ? [sent[2], sent[1]] : []
    return { batchItemFailures: failures.map((one) => ({ itemIdentifier: one?.dynamodb?.SequenceNumber })) }
  })
  for (const one of sent) source.push(one)
  await source.idle()
  const all = sent.map(({ eventID }) => eventID)
  expect(batches).toEqual([all, all.slice(1)])
  expect(discarded).toEqual([])
})

test.each([
  ['an unknown record', { batchItemFailures: [{ itemIdentifier: 'who?' }] }],
  ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ['something that is no list', { batchItemFailures: 'x' }]
])('an answer that names %s brings the whole batch back', async (_name, answer) => {
  const batches: number[] = []
  const { source } = aSource(async ({ Records }) => {
    batches.push(Records.length)
    return batches.length === 1 ? answer : { batchItemFailures: [] }
  })
  for (let n = 0; n < 3; n += 1) source.push(record('one item'))
  await source.idle()
  expect(batches).toEqual([3, 3])
})

test('a thrown error halves the batch until the bad record is alone, and costs only that one', async () => {
  const done: (string | undefined)[] = []
  const sent = Array.from({ length: 4 }, () => record('one item'))
  const bad = sent[2]?.eventID
  let tries = 0
  const { source, discarded } = aSource(async (event) => {
    if (ids(event).length === 1 && ids(event)[0] === bad) tries += 1
    if (ids(event).includes(bad)) throw new Error('cannot')
    done.push(...ids(event))
  })
  for (const one of sent) source.push(one)
  await source.idle()
  expect(done).toEqual(sent.map(({ eventID }) => eventID).filter((id) => id !== bad))
  expect(discarded).toEqual([{ id: bad, why: 'retries used up' }])
  expect(tries).toBe(1 + consumer.retries)
})

test('the same record comes back under the same event id', async () => {
  const seen: (string | undefined)[] = []
  const { source } = aSource(async (event) => {
    seen.push(...ids(event))
    if (seen.length < 3) throw new Error('later')
  })
  source.push(record('one item'))
  await source.idle()
  expect(new Set(seen).size).toBe(1)
  expect(seen).toHaveLength(3)
})

test('a record that has grown too old in real time is given up', async () => {
  let elapsed = 0
  const { source, discarded } = aSource(
    async () => {
      elapsed += 61_000
      throw new Error('down')
    },
    {},
    () => elapsed
  )
  source.push(record('one item'))
  await source.idle()
  expect(discarded.map(({ why }) => why)).toEqual(['too old'])
})

test('a record that arrives while another is being finished is not forgotten', async () => {
  // In each of the moments between the worker's answer and the lane's rest.
  for (let moments = 0; moments < 40; moments += 1) {
    const late = record('one item')
    const seen: (string | undefined)[] = []
    const { source } = aSource(async (event) => {
      seen.push(...ids(event))
      if (seen.length > 1) return
      let moment = Promise.resolve()
      for (let n = 0; n < moments; n += 1) moment = moment.then(() => {})
      void moment.then(() => source.push(late))
    })
    source.push(record('one item'))
    await source.idle()
    await new Promise(setImmediate)
    await source.idle()
    expect(seen, `after ${moments} moments`).toContain(late.eventID)
  }
})
