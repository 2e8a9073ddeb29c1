// FLT-4, 49: the process that commits is killed at every request that it makes, before it arrives and after it was answered, many times over. A real
// process, a real slapd; the points are what is seen on the wire, so the product knows nothing of them.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { variablesFor } from '../../bin/sandbox/environment.ts'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { canBind, userOf } from '../contract/identity-store/directories.ts'
import { type Pass, startByHand, type Told } from '../support/by-hand.ts'
import { type Point, STEPS, startDeadlyLine } from '../support/deadly-line.ts'
import { anEvent } from '../support/events.ts'
import type { Errand } from '../support/mortal.ts'

const RUNS = Number(process.env['CRASH_RUNS'] ?? (process.env['CI'] === 'true' ? 20 : 4))
const POINTS: Point[] = STEPS.flatMap((step) => [
  { step, when: 'before' },
  { step, when: 'after' }
])
const PEOPLE = ['alice', 'bob', 'erin', 'grace', 'oneil']
const LEASE = 36
/** Long enough that nobody reaches the number of tries that an account has in a day. */
const BETWEEN = 1800
/** To remember a password takes a tenth of a second on purpose: one lane does, the others have no such step. */
const policies = (isRemembering: boolean): string =>
  JSON.stringify({ default: { id: 'plain', minLength: 8, ...(isRemembering ? { numPasswordsInHistory: 3 } : {}) } })

/** What the person, or the schedule, does afterwards. */
const RECOVERIES = [
  'the sweep, then the same password',
  'the same password',
  'another password',
  'the sweep, then another password'
] as const

describe.skipIf(!hasOpenLdap())('a commit that is killed', () => {
  let folder: string
  let directory: OpenLdapServer
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rekey-mortal-'))
    const entry = join(import.meta.dirname, '../support/mortal.ts')
    const outfile = join(folder, 'mortal.mjs')
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main']
    })
    directory = await startOpenLdap()
  })
  afterAll(async () => {
    await directory?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** A table and a clock of its own, a way to the servers, and processes that use it one at a time. */
  async function startLane(isRemembering: boolean) {
    const rekey = await startByHand(directory, { POLICIES: policies(isRemembering) })
    const line = await startDeadlyLine({ storeUrl: String(rekey.environment['DYNAMODB_ENDPOINT']), directory })
    const stores = directory.stores.map((store) => ({ ...store, urls: [line.directory.url], ca: line.directory.ca }))
    const environment = { ...rekey.environment, DYNAMODB_ENDPOINT: line.storeUrl, STORES: JSON.stringify(stores) }
    const own = variablesFor('commit', environment)
    const born = (): ChildProcess =>
      fork(join(folder, 'mortal.mjs'), {
        execArgv: [],
        // Compiled once for all of them.
        env: { ...process.env, ...own, NODE_COMPILE_CACHE: join(folder, 'cache') },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc']
      })
    let next = born()
    /** What the process answered; undefined where it died. */
    async function commit(pass: Pass, password: string, point: Point): Promise<Told | undefined> {
      const child = next
      const exit = once(child, 'exit')
      if (!child.channel) throw new Error('a process ended before its time')
      line.await(point, () => void child.kill('SIGKILL'))
      const answer = new Promise<Told>((resolve) => child.on('message', (told) => told !== 'ready' && resolve(told as Told)))
      const event = anEvent({
        method: 'POST',
        resource: '/v1/flows/{flow}/password',
        params: { flow: pass.flow },
        headers: { 'content-type': 'application/json', cookie: pass.cookie },
        body: JSON.stringify({ grant: pass.grant, password })
      })
      child.send({ event, offset: rekey.clock.now() - Date.now() } satisfies Errand)
      next = born()
      return Promise.race([answer, exit.then(() => undefined)])
    }
    return {
      rekey,
      line,
      commit,
      /** In this process, over the same line. */
      functions: rekey.cold({ STORES: JSON.stringify(stores) }),
      stop: async () => {
        next.kill('SIGKILL')
        await line.stop()
        await rekey.stop()
      }
    }
  }
  type Lane = Awaited<ReturnType<typeof startLane>>

  const stateOf = async ({ rekey }: Lane, flow: string) => (await rekey.item(flow))?.['state']?.S

  /** Everything that the stream would bring to deliver, twice as it may; how many notices were sent. */
  async function notices({ rekey, functions }: Lane, flow: string): Promise<number> {
    const sent = () => rekey.log.filter((one) => one.startsWith('notice.sent') && one.includes(flow)).length
    const before = sent()
    for (let time = 0; time < 2; time += 1) if ((await rekey.item(flow))?.['work']?.S === 'notice') await functions.deliver(flow)
    return sent() - before
  }

  const ended = new Map<string, number>()
  const secondOf = (time: number): number => Math.floor(time / 1000)

  /** slapd tells changes apart by the second, and its clock cannot be moved: two of one person are never in the same. */
  async function anotherSecond(who: string): Promise<void> {
    while (secondOf(Date.now()) === secondOf(ended.get(who) ?? 0)) await setTimeout(50)
  }

  /** One life and death: what is wrong with how it ended, or nothing. */
  async function lived(lane: Lane, who: string, point: Point, recovery: (typeof RECOVERIES)[number], run: number): Promise<string[]> {
    const { dn } = userOf(directory, who)
    const wrong: string[] = []
    const mustBe = (what: string, is: unknown, should: unknown): void => {
      if (is !== should)
        wrong.push(`${point.when} ${point.step}, ${recovery}: ${what} is ${JSON.stringify(is)}, not ${JSON.stringify(should)}`)
    }
    const first = `the first of run ${run} for ${who}`
    const then = recovery.includes('another') ? `the second of run ${run} for ${who}` : first
    const { functions } = lane
    await anotherSecond(who)
    const pass = await functions.verified(who)
    const told = await lane.commit(pass, first, point)
    mustBe('its answer', told?.status, undefined)
    const isFirstIn = await canBind(directory, dn, first)
    mustBe('a crash with the state', isFirstIn, STEPS.indexOf(point.step) > 4 || (point.step === 'write' && point.when === 'after'))
    let sent = await notices(lane, pass.flow)

    // At once: the holder may still be alive, for all that anybody knows.
    const early = await functions.commit(pass, then)
    const isOpen = (point.step === 'F5 claim' && point.when === 'before') || (point.step === 'F7 finish' && point.when === 'after')
    if (!isOpen) mustBe('an early answer', early.status, 409)
    lane.rekey.clock.advance(LEASE)
    if (recovery.startsWith('the sweep')) await functions.sweep()
    const late = (await stateOf(lane, pass.flow)) === 'committed' ? undefined : await functions.commit(pass, then)
    sent += await notices(lane, pass.flow)

    mustBe('the state', await stateOf(lane, pass.flow), 'committed')
    mustBe('the number of notices', sent, 1)
    const isThen = (late ?? early).status === 200
    const right = isThen ? then : first
    if (late) mustBe('the late answer', late.status, 200)
    mustBe(`whether ${right === first ? 'the first' : 'the second'} opens`, await canBind(directory, dn, right), true)
    if (then !== first) mustBe('whether the other opens', await canBind(directory, dn, right === first ? then : first), false)
    if (then === first) mustBe('the number of writes', lane.line.writes(), 1)
    return wrong
  }

  test(`FLT-4, 49: at ${POINTS.length} points × ${RUNS} runs has changed the password once, sent one notice and told no lie`, {
    timeout: 600_000
  }, async () => {
    const runs = POINTS.flatMap((point) => Array.from({ length: RUNS }, (_, run) => ({ point, run })))
    const remembering = runs.filter(({ point }) => point.step === 'A3 history')
    const others = runs.filter(({ point }) => point.step !== 'A3 history')
    const wrong: string[] = []
    let done = 0
    const lanes = await Promise.all([startLane(true), startLane(false), startLane(false)])
    // A person is in one lane only: their flows would end each other.
    await Promise.all(
      lanes.map(async (lane, number) => {
        const people = PEOPLE.filter((_, index) => index % lanes.length === number)
        const next = () => (number === 0 ? remembering.pop() : undefined) ?? others.pop()
        for (let turn = 0, one = next(); one; turn += 1, one = next()) {
          const recovery = RECOVERIES[one.run % RECOVERIES.length] as (typeof RECOVERIES)[number]
          wrong.push(...(await lived(lane, people[turn % people.length] as string, one.point, recovery, one.run + RUNS * turn)))
          ended.set(people[turn % people.length] as string, Date.now())
          lane.rekey.clock.advance(BETWEEN)
          done += 1
        }
      })
    )
    await Promise.all(lanes.map(({ stop }) => stop()))
    expect(wrong).toEqual([])
    expect(done).toBe(POINTS.length * RUNS)
  })
})
