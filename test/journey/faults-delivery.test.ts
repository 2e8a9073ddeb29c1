// Mail and SMS on a bad day. What a service refuses for now comes again while the code lives, what it refuses for good does not, and nobody
// outside can tell the one from the other, nor either from a nobody.
import type { DynamoDBRecord } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEventSource, type Discard } from '../../bin/sandbox/store/event-source.ts'
import { STREAM_CONSUMERS, type StreamConsumer } from '../../lambdas/streams.ts'
import type { Cold, Pass, Told } from '../support/by-hand.ts'
import { BROKEN, type Fault, startShaky, THROTTLED } from '../support/faulty.ts'

const NEW = 'a whole new passphrase'
const DELIVER = STREAM_CONSUMERS.find(({ name }) => name === 'deliver') as StreamConsumer
const SENDS = /^(Publish|\/v2\/email\/outbound-emails)$/

let shaky: Awaited<ReturnType<typeof startShaky>>
let { rekey, services, store } = {} as typeof shaky
beforeAll(async () => {
  shaky = await startShaky('SES_ENDPOINT')
  ;({ rekey, services, store } = shaky)
})
beforeEach(() => rekey.clock.advance(86_400))
afterEach(() => {
  services.spoil()
  store.spoil()
})
afterAll(() => shaky?.stop())

const inMode = (MODE: string): Cold =>
  rekey.cold({ MODE, SES_ENDPOINT: services.url, SNS_ENDPOINT: services.url, DYNAMODB_ENDPOINT: store.url })

/** Brings a record to deliver as Lambda does, until it is done or goes to the failure queue. */
async function brought(functions: Cold, record: DynamoDBRecord): Promise<{ tries: number; givenUp: Discard[] }> {
  const givenUp: Discard[] = []
  let tries = 0
  const source = createEventSource({
    consumer: DELIVER,
    retryMillis: 1,
    onDiscard: (_, why) => givenUp.push(why),
    invoke: async ({ Records: [one] }) => {
      tries += 1
      return functions.delivering(one as DynamoDBRecord)
    }
  })
  source.push(record)
  await source.idle()
  return { tries, givenUp }
}

async function located(functions: Cold, who: string): Promise<Pass & Told> {
  const pass = await functions.start(who)
  await functions.locate(pass.flow)
  return pass
}

/** The first so many sends meet the fault. */
function spoilSends(fault: Fault, count = Number.POSITIVE_INFINITY): void {
  let left = count
  services.spoil(({ operation }) => (SENDS.test(operation) && left-- > 0 ? fault : undefined))
}

const sends = (): number => services.asked.filter(({ operation }) => SENDS.test(operation)).length
const codeIn = (text = ''): string => /\b\d{8}\b/.exec(text)?.[0] ?? 'no code'
const face = ({ flow }: Pass, { status, body }: Told) =>
  `${status} ${JSON.stringify(body)
    .replaceAll(flow, 'flow')
    .replace(/"\w+(?:At|Until)":\d+|urn:rekey:request:[^"]+/g, '')}`

/** What anybody can see of a flow whose code they do not have, and then a second code. */
async function seen(functions: Cold, pass: Pass & Told): Promise<string[]> {
  const faces = [face(pass, pass), face(pass, await functions.read(pass)), face(pass, await functions.verify(pass, '00000000'))]
  rekey.clock.advance(61)
  return [...faces, face(pass, await functions.challenge(pass)), face(pass, await functions.read(pass))]
}

const PASSING: [name: string, fault: Fault][] = [
  ['is throttled', THROTTLED],
  ['answers 500', BROKEN],
  ['answers 503', { status: 503, name: 'ServiceUnavailable' }],
  ['cuts the line', 'cut'],
  ['never answers', 'hung'],
  ['sends, and its answer is lost', 'lost']
]

describe.each(['email', 'sms'])('a channel that fails: %s', (mode) => {
  test.each(PASSING)('FLT-6: that once %s has the record come again, and the code is good', async (_, fault) => {
    const functions = inMode(mode)
    const pass = await located(functions, 'alice')
    const [before, asked] = [rekey.messages.length, sends()]
    spoilSends(fault, 1)
    expect(await brought(functions, await functions.record(pass.flow))).toEqual({ tries: 2, givenUp: [] })
    expect(sends() - asked).toBe(2)
    const sent = rekey.messages.slice(before)
    expect(sent.length).toBe(fault === 'lost' ? 2 : 1)
    expect(new Set(sent.map(({ text }) => codeIn(text))).size).toBe(1)
    expect(await functions.verify(pass, codeIn(sent[0]?.text))).toMatchObject({ status: 200, body: { state: 'verified' } })
  })

  test.each(PASSING.filter(([, fault]) => fault !== 'hung'))(
    'FLT-6, 27, 56: that always %s is asked twice for a code, which ends in the failure queue, and the answers are those of a nobody',
    async (_, fault) => {
      const functions = inMode(mode)
      const pass = await located(functions, 'alice')
      const nobody = await located(functions, 'nobody-at-all')
      const [before, asked] = [rekey.messages.length, sends()]
      spoilSends(fault)
      const ended = await brought(functions, await functions.record(pass.flow))
      expect(ended).toEqual({ tries: 1 + DELIVER.retries, givenUp: ['retries used up'] })
      expect(sends() - asked).toBe(2)
      expect(rekey.messages.length - before).toBe(fault === 'lost' ? 2 : 0)
      expect(await seen(functions, pass)).toEqual(await seen(functions, nobody))

      services.spoil()
      rekey.clock.advance(61)
      await brought(functions, await functions.record(pass.flow))
      expect(await functions.verify(pass, codeIn(rekey.messages.at(-1)?.text))).toMatchObject({ status: 200 })
    }
  )
})

describe('an address that is refused for good', () => {
  const FOR_GOOD: [name: string, mode: 'email' | 'sms', fault: Fault][] = [
    ['SES, which is still in its sandbox,', 'email', { status: 400, name: 'MessageRejected' }],
    ['SES, where sending is paused,', 'email', { status: 400, name: 'SendingPausedException' }],
    ['SNS, whose owner opted out,', 'sms', { status: 400, name: 'OptedOut' }],
    ['SNS, whose budget is spent or whose rights are missing,', 'sms', { status: 403, name: 'AuthorizationError' }]
  ]

  test.each(FOR_GOOD)('FLT-6, DEL-10, 27: by %s is asked for once, is counted, and looks like a nobody', async (_, mode, fault) => {
    const functions = inMode(mode)
    const pass = await located(functions, 'alice')
    const nobody = await located(functions, 'nobody-at-all')
    const [before, asked, said] = [rekey.messages.length, sends(), rekey.log.length]
    spoilSends(fault)
    expect(await brought(functions, await functions.record(pass.flow))).toEqual({ tries: 1, givenUp: [] })
    expect(sends() - asked).toBe(1)
    // What the alarm Undelivered counts. Never the other channel by itself: in a fixed mode that would be a choice that nobody made.
    expect(rekey.log.slice(said).filter((line) => line.startsWith('record.failed'))).toHaveLength(1)
    expect(rekey.log.slice(said).join()).not.toContain('alice@example.com')
    expect(rekey.messages.length).toBe(before)
    expect(await seen(functions, pass)).toEqual(await seen(functions, nobody))
  })

  test('DEL-10: where people choose, the other channel is theirs to choose, and its code is good', async () => {
    const functions = inMode('userchoose')
    const pass = await located(functions, 'alice')
    const optionOf = (channel: string): string => pass.body.options.find((one: { channel: string }) => one.channel === channel).id
    services.spoil(({ operation }) => (operation.includes('email') ? { status: 400, name: 'MessageRejected' } : undefined))
    await functions.challenge(pass, optionOf('email'))
    await brought(functions, await functions.record(pass.flow))
    rekey.clock.advance(61)
    expect(await functions.challenge(pass, optionOf('sms'))).toMatchObject({ status: 202 })
    await brought(functions, await functions.record(pass.flow))
    expect(rekey.messages.at(-1)).toMatchObject({ channel: 'sms', to: '+12025550101' })
    expect(await functions.verify(pass, codeIn(rekey.messages.at(-1)?.text))).toMatchObject({ status: 200 })
  })
})

describe('the notice of a change', () => {
  /** The lease of a commit and the minute of the sweep. */
  const SETTLED_AFTER = 36 + 60
  const isFinish = (body: string): boolean => body.includes('"notice"')
  const noticesOf = (flow: string): number => rekey.log.filter((line) => line.startsWith('notice.sent') && line.includes(flow)).length

  test.each([
    ['refused', THROTTLED, 'committing'],
    ['applied and its answers are lost', 'lost', 'committed']
  ] as const)(
    'FLT-9: is in the write that ends a commit: where that is %s there are both or neither, and one within minutes',
    async (_, fault, state) => {
      const functions = inMode('email')
      const pass = await functions.verified('bob')
      store.spoil(({ operation, body }) => (operation === 'UpdateItem' && isFinish(body) ? fault : undefined))
      expect(await functions.commit(pass, `${NEW}: ${state}`)).toMatchObject({ status: 503, body: { code: 'directory_unavailable' } })
      const left = await rekey.item(pass.flow)
      expect([left?.['state']?.S, left?.['work']?.S]).toEqual([state, state === 'committed' ? 'notice' : undefined])

      store.spoil()
      rekey.clock.advance(SETTLED_AFTER)
      await functions.sweep()
      expect(await functions.read(pass)).toMatchObject({ body: { state: 'committed' } })
      const before = rekey.messages.length
      expect(await brought(functions, await functions.record(pass.flow))).toEqual({ tries: 1, givenUp: [] })
      expect(rekey.messages.slice(before).map(({ to }) => to)).toEqual(['bob@example.com'])
      await functions.sweep()
      expect(noticesOf(pass.flow)).toBe(1)
    }
  )

  test('FLT-9: that mail refuses comes again, and where it always does ends in the failure queue', async () => {
    const functions = inMode('email')
    for (const [count, ended] of [
      [1, { tries: 2, givenUp: [] }],
      [Number.POSITIVE_INFINITY, { tries: 1 + DELIVER.retries, givenUp: ['retries used up'] }]
    ] as const) {
      const pass = await functions.verified('bob')
      expect(await functions.commit(pass, `${NEW} of ${ended.tries} tries`)).toMatchObject({ status: 200 })
      const [before, asked] = [rekey.messages.length, sends()]
      spoilSends(BROKEN, count)
      expect(await brought(functions, await functions.record(pass.flow))).toEqual(ended)
      expect([rekey.messages.length - before, sends() - asked]).toEqual([count === 1 ? 1 : 0, 2])
      services.spoil()
      rekey.clock.advance(3600)
    }
  })
})
