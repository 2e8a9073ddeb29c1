// KMS and Secrets Manager on a bad day. Nothing that needs a key is done with another one or without: it is not done, the answer is one for
// everybody, and afterwards everything goes on where it stood.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { canBind, userOf } from '../contract/identity-store/directories.ts'
import type { Cold, Pass, Told } from '../support/by-hand.ts'
import { BROKEN, type Fault, startShaky, THROTTLED } from '../support/faulty.ts'
import { wrongCode } from '../support/visitor.ts'

const NEW = 'a whole new passphrase'

let shaky: Awaited<ReturnType<typeof startShaky>>
let { directory, rekey, services, store } = {} as typeof shaky
beforeAll(async () => {
  shaky = await startShaky('KMS_ENDPOINT')
  ;({ directory, rekey, services, store } = shaky)
})
beforeEach(() => rekey.clock.advance(86_400))
afterEach(() => services.spoil())
afterAll(() => shaky?.stop())

const cold = (changes = {}): Cold =>
  rekey.cold({ KMS_ENDPOINT: services.url, SECRETS_ENDPOINT: services.url, DYNAMODB_ENDPOINT: store.url, ...changes })
const down = (operation: string, fault: Fault): void => services.spoil((asked) => (asked.operation === operation ? fault : undefined))
const asked = (operation: string): number => services.asked.filter((one) => one.operation === operation).length
const codeIn = (text = ''): string => /\b\d{8}\b/.exec(text)?.[0] ?? 'no code'
const opens = (who: string, password: string): Promise<boolean> => canBind(directory, userOf(directory, who).dn, password)

/** What a 5xx says, and all that it says. */
const generic = ({ status, body }: Told) => ({ status, code: body.code, says: Object.keys(body).sort() })
const problem = (status: number, code: string) => ({ status, code, says: ['code', 'instance', 'status', 'title', 'type'] })
const UNAVAILABLE = problem(503, 'directory_unavailable')

/** With their code on the way. */
async function awaiting(functions: Cold, who: string): Promise<Pass & Told & { code: string }> {
  const pass = await functions.start(who)
  await functions.locate(pass.flow)
  await functions.deliver(pass.flow)
  return { ...pass, code: codeIn(rekey.messages.at(-1)?.text) }
}

const PASSING: [name: string, fault: Fault][] = [
  ['is throttled', THROTTLED],
  ['answers 500', BROKEN],
  ['cuts the line', 'cut'],
  ['never answers', 'hung']
]

describe('a KMS', () => {
  test.each(PASSING)(
    'FLT-7, 27: that %s starts nothing after a cold start, for nobody, and is asked again when it is back',
    async (_, fault) => {
      const functions = cold()
      down('GenerateMac', fault)
      const writes = store.asked.length
      const [alice, nobody] = await Promise.all([functions.start('alice'), functions.start('nobody-at-all')])
      expect(generic(alice)).toEqual(UNAVAILABLE)
      expect(generic(nobody)).toEqual(UNAVAILABLE)
      expect(store.asked.slice(writes).filter(({ operation }) => /Put|Update/.test(operation))).toEqual([])
      services.spoil()
      expect(await functions.start('alice')).toMatchObject({ status: 202 })
    }
  )

  test.each(PASSING)(
    'FLT-7: that %s accepts no code, costs an attempt like every try, and the code is good afterwards',
    async (_, fault) => {
      const functions = cold()
      const { code, ...alice } = await awaiting(functions, 'alice')
      const nobody = await functions.start('nobody-at-all')
      await functions.locate(nobody.flow)
      down('GenerateMac', fault)
      const tries = [functions.verify(alice, code), functions.verify(alice, wrongCode(code)), functions.verify(nobody, code)]
      const answers = await Promise.all(tries)
      expect(answers.map(generic)).toEqual([UNAVAILABLE, UNAVAILABLE, UNAVAILABLE])
      const item = await rekey.item(alice.flow)
      expect([item?.['state']?.S, item?.['grant'], item?.['attempts']?.N]).toEqual(['awaiting_code', undefined, '2'])
      services.spoil()
      expect(await functions.verify(alice, code)).toMatchObject({ status: 200, body: { state: 'verified' } })
    }
  )

  test.each(PASSING)('FLT-7, 27: that %s sends no code, and the record that comes again does', async (_, fault) => {
    const functions = cold()
    const pass = await functions.start('alice')
    await functions.locate(pass.flow)
    const record = await functions.record(pass.flow)
    const sent = rekey.messages.length
    down('GenerateMac', fault)
    expect(await functions.delivering(record)).toMatchObject({ batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber }] })
    expect(rekey.messages.length).toBe(sent)
    services.spoil()
    expect(await functions.delivering(record)).toEqual({ batchItemFailures: [] })
    expect(await functions.verify(pass, codeIn(rekey.messages.at(-1)?.text))).toMatchObject({ status: 200 })
  })

  test.each(['DisabledException', 'KMSInvalidStateException', 'AccessDeniedException'])(
    'FLT-7: whose key is gone (%s) is asked once, and no other key takes its place',
    async (name) => {
      const functions = cold()
      const { code, ...alice } = await awaiting(functions, 'alice')
      down('GenerateMac', { status: 400, name })
      const before = asked('GenerateMac')
      expect(generic(await functions.verify(alice, code))).toEqual(problem(500, 'internal'))
      expect(asked('GenerateMac') - before).toBe(1)
      expect(generic(await cold().start('alice'))).toEqual(problem(500, 'internal'))
      expect((await rekey.item(alice.flow))?.['state']?.S).toBe('awaiting_code')
    }
  )
})

describe('a Secrets Manager', () => {
  test.each(PASSING)('FLT-7: that %s makes nobody a decoy: the look-up waits', async (_, fault) => {
    const functions = cold()
    const [alice, nobody] = [await functions.start('alice'), await functions.start('nobody-at-all')]
    down('GetSecretValue', fault)
    for (const { flow } of [alice, nobody]) {
      expect(await functions.locate(flow)).toEqual({ isDone: false })
      expect((await rekey.item(flow))?.['find']?.S).toBe('due')
    }
    services.spoil()
    expect(await functions.locate(alice.flow)).toEqual({ isDone: true })
    await functions.deliver(alice.flow)
    expect(await functions.verify(alice, codeIn(rekey.messages.at(-1)?.text))).toMatchObject({ status: 200 })
  })

  test.each(PASSING)('FLT-7: that %s changes no password, and the grant is good afterwards', async (name, fault) => {
    const functions = cold()
    const pass = await functions.verified('bob')
    down('GetSecretValue', fault)
    const password = `${NEW}: ${name}`
    expect(generic(await functions.commit(pass, password))).toEqual(UNAVAILABLE)
    expect(await opens('bob', password)).toBe(false)
    services.spoil()
    expect(await functions.commit(pass, password)).toMatchObject({ status: 200 })
    expect(await opens('bob', password)).toBe(true)
  })

  test('FLT-7: that is down while histories must be asked refuses what it cannot judge', async () => {
    const POLICIES = JSON.stringify({ default: { id: 'plain', minLength: 8, numPasswordsInHistory: 3 } })
    const functions = cold({ POLICIES })
    const first = await functions.verified('grace')
    expect(await functions.commit(first, NEW)).toMatchObject({ status: 200 })
    // The identity's connection is kept; what lay beside it in the secret is too old to be used.
    rekey.clock.advance(301)
    const pass = await functions.verified('grace')
    down('GetSecretValue', BROKEN)
    expect(generic(await functions.commit(pass, NEW))).toEqual(UNAVAILABLE)
    services.spoil()
    expect(await functions.commit(pass, NEW)).toMatchObject({ status: 422, body: { violations: [{ rule: 'numPasswordsInHistory' }] } })
    expect(await functions.commit(pass, `${NEW} that is newer`)).toMatchObject({ status: 200 })
  })
})
