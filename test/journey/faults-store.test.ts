// The table on a bad day, at each of the calls of a reset: throttled, out of order, silent, or done and its answers lost. What must be counted
// before it is used was counted, or nothing was used; the answer is the same 503; and afterwards the reset goes on to its end.
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { CODE_KEY } from '../../bin/sandbox/environment.ts'
import { createDynamoDb } from '../../lambdas/adapters/dynamodb/index.ts'
import { canBind } from '../contract/identity-store/directories.ts'
import { type ByHand, type Cold, type Pass, startByHand, type Told } from '../support/by-hand.ts'
import { type Asked, BROKEN, type Fault, type Faulty, startFaulty, THROTTLED } from '../support/faulty.ts'
import { aNewcomer, type Newcomer } from '../support/newcomer.ts'

const FAULTS: Record<string, Fault> = { throttled: THROTTLED, broken: BROKEN, silent: 'hung', 'done, its answers lost': 'lost' }
/** Longer than a lease and than the wait before a second code. */
const LATER = 70

const STEPS = ['start', 'locate', 'deliver', 'read', 'challenge', 'verify', 'commit'] as const
type Step = (typeof STEPS)[number]

/** Every call that a step makes after a cold start, by its kind and, where there are several of a kind, its number. */
const CALLS: Readonly<Record<Step, readonly string[]>> = {
  start: ['GetItem conf#forgot-password', 'UpdateItem lim#net', 'UpdateItem lim#id', 'PutItem flow'],
  locate: ['GetItem conf#policies', 'UpdateItem flow'],
  deliver: ['UpdateItem flow', 'GetItem acct', 'UpdateItem lim#dest'],
  read: ['GetItem flow'],
  challenge: ['GetItem flow', 'UpdateItem flow', 'GetItem flow 2'],
  verify: ['GetItem conf#policies', 'UpdateItem flow', 'UpdateItem lim#acct', 'UpdateItem acct', 'UpdateItem flow 2'],
  commit: ['GetItem conf#policies', 'UpdateItem flow', 'UpdateItem acct', 'UpdateItem acct 2', 'UpdateItem flow 2']
}
const HISTORY = 'UpdateItem acct 2'
const SITES = STEPS.flatMap((step) => CALLS[step].flatMap((call) => Object.keys(FAULTS).map((fault) => ({ step, call, fault }))))

/** Names calls as above: a call that the client repeats is the same one. */
function createNames(): (asked: Asked) => string {
  const named = new Map<string, string>()
  return ({ operation, body, call: id }) => {
    const { Key, Item } = JSON.parse(body) as { Key?: { pk: { S: string } }; Item?: { pk: { S: string } } }
    const [kind = '', of = ''] = ((Key ?? Item)?.pk.S ?? '').split('#')
    const call = `${operation} ${kind}${kind === 'conf' || kind === 'lim' ? `#${of}` : ''}`
    const known = named.get(id)
    if (known) return known
    const others = [...named.values()].filter((name) => name === call || name.startsWith(`${call} `)).length
    const name = others === 0 ? call : `${call} ${others + 1}`
    named.set(id, name)
    return name
  }
}

let directory: EmbeddedDirectory
let rekey: ByHand
let well: Cold
let later: Cold
let store: ReturnType<typeof createDynamoDb>
beforeAll(async () => {
  directory = await startEmbeddedDirectory({ now: () => Date.now() })
  // A history, so that all of a commit's calls are made.
  rekey = await startByHand(directory, { POLICIES: JSON.stringify({ default: { id: 'plain', minLength: 8, numPasswordsInHistory: 3 } }) })
  well = rekey.cold()
  later = rekey.cold({}, LATER)
  store = createDynamoDb(rekey.environment['DYNAMODB_ENDPOINT'])
})
afterAll(async () => {
  store?.destroy()
  await rekey?.stop()
  await directory?.stop()
})

interface Person extends Newcomer {
  mail: string
}

let people = 0
function aPerson(): Person {
  people += 1
  const mail = `person${people}@example.com`
  return { ...aNewcomer(directory, `person${people}`, { mail }), mail }
}

const PROBLEM = ['code', 'instance', 'status', 'title', 'type']
const NEW = 'a passphrase for a bad day'
const messagesTo = (mail: string): string[] => rekey.messages.filter(({ to }) => to === mail).map(({ text }) => text)
const codeFor = ({ mail }: Person): string =>
  /\b\d{8}\b/.exec(messagesTo(mail).findLast((text) => /\b\d{8}\b/.test(text)) ?? '')?.[0] ?? 'no code'
const noticesFor = ({ mail }: Person): number => messagesTo(mail).filter((text) => !/\b\d{8}\b/.test(text)).length
const opens = ({ dn }: Person): Promise<boolean> => canBind(directory, dn, NEW)

async function stored(pk: string) {
  const { Item } = await store.send(
    new GetItemCommand({ TableName: rekey.environment['TABLE_NAME'], Key: { pk: { S: pk } }, ConsistentRead: true })
  )
  return Item
}

const nobody: Pass = { flow: '', cookie: '', grant: '' }

/** One step; what a worker says is told as a status too. */
async function take(step: Step, functions: Cold, person: Person, pass: Pass): Promise<Told & Pass> {
  const told = (isDone: boolean): Told & Pass => ({ ...pass, status: isDone ? 200 : 503, body: {} })
  switch (step) {
    case 'start':
      return functions.start(person.username)
    case 'locate':
      return told((await functions.locate(pass.flow)).isDone)
    case 'deliver':
      return told((await functions.delivering(await functions.record(pass.flow))).batchItemFailures.length === 0)
    case 'read':
      return { ...pass, ...(await functions.read(pass)) }
    case 'challenge':
      return { ...pass, ...(await functions.challenge(pass)) }
    case 'verify': {
      const answer = await functions.verify(pass, codeFor(person))
      return { ...pass, ...answer, grant: answer.body.grant ?? '' }
    }
    case 'commit':
      return { ...pass, ...(await functions.commit(pass, NEW)) }
  }
}

/** As far as the step before this one. */
async function upTo(step: Step, person: Person): Promise<Pass> {
  let pass: Pass = nobody
  for (const before of STEPS.slice(0, STEPS.indexOf(step)))
    if (before !== 'read' && before !== 'challenge') pass = await take(before, well, person, pass)
  return pass
}

/** A client that comes back later, and goes on from where the flow stands. */
async function finished(person: Person, pass: Pass): Promise<void> {
  let { flow, cookie, grant } = pass.flow ? pass : await later.start(person.username)
  const record = await later.record(flow)
  if (record.dynamodb?.NewImage?.['find']?.S === 'due') expect(await later.locate(flow)).toEqual({ isDone: true })
  const read = async () => (await later.read({ flow, cookie, grant })).body
  let { state, grant: known } = await read()
  if (state === 'awaiting_code') {
    await later.challenge({ flow, cookie, grant })
    await later.deliver(flow)
    const answer = await later.verify({ flow, cookie, grant }, codeFor(person))
    expect(answer).toMatchObject({ status: 200 })
    known = answer.body.grant
  }
  grant = known ?? grant
  if (state !== 'committed') expect(await later.commit({ flow, cookie, grant }, NEW)).toMatchObject({ status: 200 })
  ;({ state } = await read())
  expect(state).toBe('committed')
  await later.deliver(flow)
  expect([await opens(person), noticesFor(person)]).toEqual([true, 1])
}

/** No code is made and compared, no grant given, no message sent and no password written that was not counted before. */
async function isCounted(person: Person, pass: Pass, step: Step, answer: Told, hasMac: boolean): Promise<void> {
  const item = pass.flow === '' ? undefined : await stored(`flow#${pass.flow}`)
  const account = item?.['acct']?.S === undefined ? undefined : await stored(`acct#${item['acct'].S}`)
  const isCharged = Number(item?.['attempts']?.N) > 0 && Number(account?.['streak']?.N) > 0
  if (step === 'verify') expect(hasMac && !isCharged, 'compared and not charged').toBe(false)
  if (step === 'verify') expect(item?.['grant'] !== undefined && !isCharged, 'granted and not charged').toBe(false)
  expect(answer.body.grant).toBeUndefined()
  if (step === 'deliver') expect(messagesTo(person.mail)).toEqual([])
  const isHeld = item?.['commit'] !== undefined && account?.['holder']?.S === pass.flow
  expect((await opens(person)) && !isHeld, 'written and not held').toBe(false)
}

test.each(STEPS)('FLT-1: the calls of %s are all in the table of this test', async (step) => {
  const person = aPerson()
  const proxy = await startFaulty(rekey.environment['DYNAMODB_ENDPOINT'] ?? '')
  try {
    const pass = await upTo(step, person)
    const functions = rekey.cold({ DYNAMODB_ENDPOINT: proxy.url }, step === 'challenge' ? LATER : 0)
    expect((await take(step, functions, person, pass)).status).toBeLessThan(300)
    expect(proxy.asked.map(createNames()).toSorted()).toEqual([...CALLS[step]].sort())
  } finally {
    await proxy.stop()
  }
})

describe.concurrent('a table that fails', () => {
  test.each(SITES)('FLT-1: at $step, $call: $fault', async ({ step, call, fault }) => {
    const person = aPerson()
    const faulty = ['DYNAMODB_ENDPOINT', 'KMS_ENDPOINT'].map((name) => startFaulty(rekey.environment[name] ?? ''))
    const [table, kms] = (await Promise.all(faulty)) as [Faulty, Faulty]
    try {
      const pass = await upTo(step, person)
      const nameOf = createNames()
      let met = 0
      table.spoil((asked) => {
        if (nameOf(asked) !== call) return undefined
        met += 1
        return FAULTS[fault]
      })
      const functions = rekey.cold({ DYNAMODB_ENDPOINT: table.url, KMS_ENDPOINT: kms.url }, step === 'challenge' ? LATER : 0)
      const answer = await take(step, functions, person, pass)
      // The history comes after the change, which is not taken back for it.
      const isForgiven = step === 'commit' && call === HISTORY
      expect([answer.status, met]).toEqual([isForgiven ? 200 : 503, 3])
      if (!isForgiven && step !== 'locate' && step !== 'deliver') expect(Object.keys(answer.body).sort()).toEqual(PROBLEM)
      const hasMac = kms.asked.some(({ operation, body }) => operation === 'GenerateMac' && JSON.parse(body).KeyId === CODE_KEY)
      await isCounted(person, pass, step, answer, hasMac)
      await finished(person, pass)
    } finally {
      await Promise.all([table.stop(), kms.stop()])
    }
  })
})
