// What an outsider sees must not depend on whether the person exists: the same bytes, the same limits, the same step.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { type Answer, Visitor } from '../support/visitor.ts'

const REAL = 'alice'
// Unknown, disabled, without contact, two people behind one address, privileged; and a DN, a filter and a wildcard.
const NOBODIES = ['nobody', 'dave', 'frank', 'heidi@example.com', 'root', 'uid=alice,ou=people,dc=example,dc=com', 'a*', '*)(uid=*']
const HOUR = 3600

/** An exchange as an outsider can compare it: ids, times and other random values replaced by their shape. */
function seen({ status, headers, text }: Answer): string {
  const kept = [...headers].filter(([name]) => name !== 'date')
  const all = JSON.stringify({ status, headers: kept, text })
  return (
    all
      .replace(/"[\w-]{22}\\?"|\\"[\w-]{22}\\"/g, '<id>')
      .replace(/__Host-rekey=[\w-]{43}/g, '<cookie>')
      .replace(/\b1[0-9]{12}\b/g, '<time>')
      .replace(/urn:rekey:request:[\w-]+/g, '<request>')
      // Seconds pass while we ask.
      .replace(/(retryAfter\\":|"retry-after",")[56]\d/g, '$1<a minute>')
  )
}

/** Everything that an outsider can do with a flow, and what they see of it. */
async function probe(sandbox: Sandbox, who: string): Promise<string[]> {
  const visitor = new Visitor(sandbox.url)
  const answers = [await visitor.start(who), await visitor.read()]
  await sandbox.settled()
  sandbox.clock.advance(2)
  const shown = await visitor.read()
  answers.push(shown)
  const option = shown.body.options?.[0]?.id
  if (option) answers.push(await visitor.challenge(option))
  await sandbox.settled()
  for (const code of ['00000000', '11111111', 'x']) answers.push(await visitor.verify(code))
  answers.push(await visitor.challenge(option), await visitor.commit('a passphrase long enough', 'g'.repeat(43)))
  sandbox.clock.advance(61)
  answers.push(await visitor.challenge(option))
  await sandbox.settled()
  for (const code of ['22222222', '33333333', '44444444', '55555555']) answers.push(await visitor.verify(code))
  answers.push(await visitor.read(), await visitor.challenge(option))
  sandbox.clock.advance(1800)
  answers.push(await visitor.read(), await visitor.verify('00000000'))
  return answers.map(seen)
}

describe.each(['email', 'sms', 'userchoose', 'userselectchallenge'])('in mode %s', (mode) => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, mode })
  })
  afterAll(() => sandbox.stop())

  test('ENU-1, ENU-8, ENU-9, 29: every step answers a nobody as it answers a person', async () => {
    // In userselectchallenge the faces differ from person to person, and so do their lengths; what they have in common is compared below.
    const faceless = (exchange: string[]) =>
      exchange.map((step) =>
        step.includes('masked') ? step.replace(/\\"options\\":\[.*?\],?/g, '<options>').replace(/\["content-length","\d+"\],/, '') : step
      )
    const real = await probe(sandbox, mode === 'sms' ? 'carol' : REAL)
    for (const who of NOBODIES) {
      sandbox.clock.advance(HOUR)
      expect(faceless(await probe(sandbox, who)), who).toEqual(faceless(real))
    }
  })

  test('ENU-8: nobody of these is sent anything', async () => {
    sandbox.clock.advance(HOUR)
    const before = sandbox.messages.length
    for (const who of NOBODIES) {
      const visitor = new Visitor(sandbox.url)
      await visitor.start(who)
      await sandbox.settled()
      sandbox.clock.advance(2)
      const { options } = (await visitor.read()).body
      if (options) await visitor.challenge(options[0].id)
    }
    await sandbox.settled()
    expect(sandbox.messages.length).toBe(before)
  })

  test('ENU-7, 26: the limit of an identifier trips at the same step for a person and a nobody', async () => {
    sandbox.clock.advance(24 * HOUR)
    const steps: number[][] = []
    for (const who of [mode === 'sms' ? 'carol' : REAL, 'nobody-else', 'frank']) {
      sandbox.clock.advance(HOUR)
      const codes: number[] = []
      for (let i = 0; i < 7; i++) codes.push((await new Visitor(sandbox.url).start(who)).status)
      steps.push(codes)
    }
    expect(steps[0]).toEqual([202, 202, 202, 202, 202, 429, 429])
    expect(new Set(steps.map(String)).size).toBe(1)
  })

  test('ENU-10, 35: thirty spellings of one identifier share one budget', async () => {
    sandbox.clock.advance(24 * HOUR)
    const spellings = [
      'Bob',
      'BOB',
      ' bob',
      'bob ',
      'b ob',
      'ｂｏｂ',
      'bób',
      'bo\u0301b',
      'b\u200bob',
      '\\62ob',
      'bob@example.com',
      'BOB@EXAMPLE.COM'
    ]
    const statuses: number[] = []
    for (const who of spellings) statuses.push((await new Visitor(sandbox.url).start(who)).status)
    expect(statuses.filter((status) => status === 202)).toHaveLength(5)
    expect(statuses.slice(5)).toEqual(Array(spellings.length - 5).fill(429))
  })
})

describe('masked options', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, mode: 'userselectchallenge', settings: { LIMITS: '{"net":{"quarter":10000,"day":100000}}' } })
  })
  afterAll(() => sandbox.stop())

  async function faces(who: string): Promise<string> {
    const visitor = new Visitor(sandbox.url)
    await visitor.start(who)
    await sandbox.settled()
    sandbox.clock.advance(2)
    const { options } = (await visitor.read()).body
    return JSON.stringify(options.map(({ channel, masked }: { channel: string; masked: string }) => [channel, masked]))
  }

  test('ENU-5: a decoy shows the same face next month, and under every spelling', async () => {
    const first = await faces('nobody')
    for (const who of ['Nobody', 'nobody ', 'NOBODY']) {
      sandbox.clock.advance(30 * 24 * HOUR)
      expect(await faces(who)).toBe(first)
    }
  })

  test('28: decoys differ from each other', async () => {
    const shown = new Set<string>()
    for (let i = 0; i < 20; i++) shown.add(await faces(`somebody-${i}`))
    expect(shown.size).toBeGreaterThan(10)
  })

  test('ENU-6: every face is one letter and a top-level domain, or two digits, at fixed width', async () => {
    for (const who of [REAL, 'nobody', 'erin', 'zoe@nowhere.example', 'frank'])
      for (const [, masked] of JSON.parse(await faces(who))) expect(masked).toMatch(/^([a-z0-9•]•{5}@•{5}\.[a-z]+|•{8} \d\d)$/)
  })
})
