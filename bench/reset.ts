// What a reset costs: each step and the whole, in each mode, against the same calls issued bare in the same run (the floor).
//   npm run bench -- [--runs N] [--store dynalite|dynamodb-local] [--directory embedded|openldap]

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { APIGatewayProxyResult, Context } from 'aws-lambda'
import { startEndpoints } from '../bin/sandbox/aws/index.ts'
import { startDirectory } from '../bin/sandbox/directories.ts'
import { CODE_KEY, environmentOf, INDEX_KEY, secretsOf, settingsFrom } from '../bin/sandbox/environment.ts'
import { isolateFromAws } from '../bin/sandbox/isolation.ts'
import { TABLE_NAME } from '../bin/sandbox/store/index.ts'
import { createDynamoDb } from '../lambdas/adapters/dynamodb/index.ts'
import { MODES, type Mode } from '../lambdas/flow/flow.ts'
import { create as createCommit } from '../lambdas/handlers/commit.ts'
import { create as createDeliver } from '../lambdas/handlers/deliver.ts'
import { create as createFlow } from '../lambdas/handlers/flow.ts'
import { create as createLocate } from '../lambdas/handlers/locate.ts'
import { create as createVerify } from '../lambdas/handlers/verify.ts'
import { startDynalite } from '../test/support/dynalite.ts'
import { startDynamoDbLocal } from '../test/support/dynamodb-local.ts'
import { anEvent } from '../test/support/events.ts'
import { createTable } from '../test/support/table.ts'
import { bare, type Call, install, recorded, type Service } from './recording.ts'
import { printSteps } from './table.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '60' },
    store: { type: 'string', default: 'dynalite' },
    directory: { type: 'string', default: 'embedded' }
  }
})
const RUNS = Number(values.runs)
const WARM = 10
const MANY = { hour: 1000, day: 10_000, hourPerNet: 1000, dayPerNet: 10_000 }
const UNLIMITED = JSON.stringify({
  net: { quarter: 10_000, day: 100_000 },
  identifier: MANY,
  destination: MANY,
  account: { day: 100, dayPerNet: 100, streak: 100 },
  sms: { day: 1_000_000, prefixHour: 10_000, netDay: 10_000 }
})

/** Keys of a second world, in which every condition holds as it did in the first. */
const shadow = (text: string): string => text.replaceAll(/"(flow|acct|lim)#/g, '"shadow-$1#')

isolateFromAws(process.env)
install()
const context = { getRemainingTimeInMillis: () => 25_000 } as Context
const messages: { text: string }[] = []
const store = values.store === 'dynamodb-local' ? await startDynamoDbLocal() : await startDynalite()
const directory = await startDirectory(values.directory === 'openldap' ? 'openldap' : 'embedded', { now: Date.now })
const endpoints = await startEndpoints({
  keys: [CODE_KEY, INDEX_KEY],
  secrets: secretsOf(directory),
  receive: (message) => messages.push(message)
})
const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
await createTable(createDynamoDb(store.endpoint), TABLE_NAME)

// One clock for all modes, moved past the day's limits between them.
let offset = 0
for (const mode of MODES) await benchmark(mode)

await Promise.all([store.stop(), directory.stop(), endpoints.close()])
rmSync(folder, { recursive: true })
process.exit(0)

async function benchmark(mode: Mode): Promise<void> {
  const host = { clock: { now: () => Date.now() + offset }, random: { bytes: (count: number) => randomBytes(count) }, log: () => {} }
  const origin = 'http://127.0.0.1:8080'
  const settings = settingsFrom({ LIMITS: UNLIMITED }, mode)
  offset += 86_400_000
  const env = environmentOf(settings, { origin, storeUrl: store.endpoint, endpointsUrl: endpoints.url, directory, assets: folder })
  const functions = {
    flow: createFlow(env, host),
    verify: createVerify(env, host),
    commit: createCommit(env, host),
    locate: createLocate(env, host),
    deliver: createDeliver(env, host)
  }
  const items = createDynamoDb(store.endpoint)
  const steps = new Map<string, { own: number[]; floor: number[]; counts: Record<Service, number> }>()
  let run = 0

  for (; run < WARM + RUNS; run++) {
    // Little enough for what functions keep for a minute, such as the policies, to be read once and not for each reset.
    offset += 2000
    await reset()
  }
  printSteps(mode, steps)

  async function reset(): Promise<void> {
    const who = mode === 'sms' ? 'carol' : 'alice'
    let cookie = ''
    let flow = ''
    const post = (name: 'flow' | 'verify' | 'commit', resource: string, body: unknown) => async () => {
      const headers = { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) }
      return functions[name](anEvent({ method: 'POST', resource, params: { flow }, headers, body: JSON.stringify(body) }), context)
    }
    // What the stream would bring along is read beforehand, and not counted.
    const record = async () => {
      const { Item } = await items.send(new GetItemCommand({ TableName: TABLE_NAME, Key: { pk: { S: `flow#${flow}` } } }))
      return { Records: [{ eventID: `event-${run}-${messages.length}`, dynamodb: { NewImage: Item as never } }] }
    }

    const start = await step('start', post('flow', '/v1/flows', { username: who }))
    cookie = String(start.headers?.['set-cookie']).split(';')[0] ?? ''
    flow = JSON.parse(start.body).flow
    const started = await record()
    await step('locate', () => functions.locate(started, context))
    if (mode === 'userchoose' || mode === 'userselectchallenge') {
      offset += 2000
      const read = await step('read', () =>
        functions.flow(anEvent({ method: 'GET', resource: '/v1/flows/{flow}', params: { flow }, headers: { cookie } }), context)
      )
      const [option] = JSON.parse(read.body).options
      await step('challenge', post('flow', '/v1/flows/{flow}/challenge', { option: option.id }))
    }
    const due = await record()
    await step('deliver', () => functions.deliver(due, context))
    const code = /\b\d{8}\b/.exec(messages.at(-1)?.text ?? '')?.[0]
    const verified = await step('verify', post('verify', '/v1/flows/{flow}/verify', { code }))
    const { grant } = JSON.parse(verified.body)
    const committed = await step(
      'commit',
      post('commit', '/v1/flows/{flow}/password', { grant, password: `a passphrase for run ${run} ${mode}` })
    )
    if (committed.statusCode !== 200) throw new Error(`run ${run} was not committed: ${committed.body}`)
    const changed = await record()
    await step('notice', () => functions.deliver(changed, context))
  }

  /** Runs a step, and then its floor. */
  async function step<R = APIGatewayProxyResult>(name: string, act: () => Promise<R>): Promise<R> {
    let result: R | undefined
    const { calls, took } = await recorded(async () => {
      result = await act()
    })
    const floor = await bare(calls, shadow)
    if (run >= WARM) note(name, took, floor, calls)
    return result as R
  }

  function note(name: string, took: number, floor: number, calls: readonly Call[]): void {
    const known = steps.get(name) ?? { own: [], floor: [], counts: { dynamodb: 0, ldap: 0, kms: 0, ses: 0, sns: 0, secrets: 0 } }
    known.own.push(took)
    known.floor.push(floor)
    known.counts = { dynamodb: 0, ldap: 0, kms: 0, ses: 0, sns: 0, secrets: 0 }
    for (const { service } of calls) known.counts[service]++
    steps.set(name, known)
  }
}
