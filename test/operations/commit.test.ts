// Commit when the directory or the process fails in the middle, on the real adapters, through a line that can be cut.
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { createResetter } from '../../lambdas/adapters/ldap/index.ts'
import { composeCommit, composeSweep } from '../../lambdas/compose.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { digest } from '../../lambdas/flow/code.ts'
import { commit } from '../../lambdas/operations/commit.ts'
import { sweep } from '../../lambdas/operations/sweep.ts'
import type { Resetter } from '../../lambdas/ports.ts'
import { binds, changeElsewhere, firstPassword } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { type Visitor, verified } from '../support/visitor.ts'

const NEW = 'a passphrase for a bad day'
const OTHER = 'another passphrase for it'

describe('a commit', () => {
  let sandbox: Sandbox
  let line: TcpProxy
  let log: string[]
  let events: string[]
  beforeAll(async () => {
    events = []
    sandbox = await startSandbox({ port: 0, mode: 'email', onLog: (event) => events.push(event) })
    line = await startTcpProxy(Number(new URL(sandbox.directory.url).port))
  })
  afterAll(async () => {
    await line.stop()
    await sandbox.stop()
  })
  beforeEach(async () => {
    await sandbox.settled()
    line.lose('nothing')
    log = []
    events.length = 0
    sandbox.clock.advance(86_400)
  })

  /** A function of its own, as after a cold start, whose directory is at the other end of the line. */
  function cold() {
    const stores = sandbox.directory.stores.map((store) => ({ ...store, urls: [`ldaps://127.0.0.1:${line.port}`] }))
    const env = { ...sandbox.environment, STORES: JSON.stringify(stores) }
    const host = {
      clock: sandbox.clock,
      random: { bytes: (count: number) => randomBytes(count) },
      log: (event: string, facts?: object) => log.push(`${event} ${JSON.stringify(facts)}`)
    }
    return { commit: composeCommit(env, host), sweep: composeSweep(env, host) }
  }

  const input = (visitor: Visitor, password: string) => ({
    flow: visitor.flow,
    secret: visitor.cookie.split('=')[1] ?? '',
    grant: visitor.grant,
    password
  })
  const within = (milliseconds: number) => {
    const end = performance.now() + milliseconds
    return { left: () => Math.max(0, end - performance.now()) }
  }
  const stateOf = async (visitor: Visitor) => (await visitor.read()).body.state
  const notices = () => events.filter((event) => event === 'notice.sent').length

  /** Claims a flow and writes the directory as a commit does, and then dies. */
  async function crashAfterWrite(visitor: Visitor, password: string) {
    const { commit: deps } = cold()
    const { secret, grant } = input(visitor, password)
    const now = sandbox.clock.now()
    const held = await deps.flows.claim(
      visitor.flow,
      { cookie: digest(secret), grant: digest(grant), commit: 'gone', leaseSeconds: 35, maxRefusals: 10 },
      'r1',
      now
    )
    await deps.flows.gate(held?.acct ?? '', visitor.flow, held?.startedAt ?? 0, now)
    const [resetter] = deps.stores.values()
    const person = JSON.parse(held?.person ?? '')
    return password === '' ? undefined : resetter?.setPassword(person.dn, password, within(20_000))
  }

  test.each(['answers', 'requests'] as const)('FLT-3: whose write lost its %s is told as it is', async (what) => {
    const who = what === 'answers' ? 'alice' : 'grace'
    const password = `a passphrase of more than twenty: ${what}`
    const visitor = await verified(sandbox, who)
    const { commit: deps } = cold()
    const outcome = await commit({ ...deps, stores: losingAtWrite(deps.stores, what) }, input(visitor, password), within(24_000))
    expect(outcome).toEqual(what === 'answers' ? { committed: true } : { refusal: 'directory_unavailable' })
    expect(await binds(sandbox, who, password)).toBe(what === 'answers')
    expect(await stateOf(visitor)).toBe(what === 'answers' ? 'committed' : 'verified')
    await sandbox.settled()
    expect(notices()).toBe(what === 'answers' ? 1 : 0)
  })

  test('FLT-3: that cannot be looked at after its write keeps its claim, and the sweep tells the truth', async () => {
    const visitor = await verified(sandbox, 'erin')
    const { commit: deps } = cold()
    const outcome = await commit({ ...deps, stores: losingAtWrite(deps.stores, 'answers', false) }, input(visitor, OTHER), within(12_000))
    expect(outcome).toEqual({ refusal: 'directory_unavailable' })
    expect(await stateOf(visitor)).toBe('committing')
    line.lose('nothing')
    line.cut()
    sandbox.clock.advance(36)
    await sweep(cold().sweep, within(20_000))
    expect(await stateOf(visitor)).toBe('committed')
    expect(await binds(sandbox, 'erin', OTHER)).toBe(true)
    await sandbox.settled()
    expect(notices()).toBe(1)
  })

  test('FLT-3: that never reached the directory is told so, and the grant is still good', async () => {
    const visitor = await verified(sandbox, 'bob')
    line.lose('requests')
    expect(await commit(cold().commit, input(visitor, NEW), within(12_000))).toEqual({ refusal: 'directory_unavailable' })
    expect(await binds(sandbox, 'bob', firstPassword(sandbox, 'bob'))).toBe(true)
    expect(await stateOf(visitor)).toBe('verified')
    line.lose('nothing')
    expect(await commit(cold().commit, input(visitor, NEW), within(24_000))).toEqual({ committed: true })
    expect(await binds(sandbox, 'bob', NEW)).toBe(true)
  })

  test('FLT-5: is not begun in the directory with too little time left', async () => {
    const visitor = await verified(sandbox, 'erin')
    expect(await commit(cold().commit, input(visitor, NEW), within(6500))).toEqual({ refusal: 'directory_unavailable' })
    expect(log.join()).toContain('too little time')
    expect(await stateOf(visitor)).toBe('verified')
    expect(await binds(sandbox, 'erin', NEW)).toBe(false)
  })

  test('FLT-4: that died after the write is settled by the sweep, with one notice', async () => {
    const visitor = await verified(sandbox, 'alice')
    await crashAfterWrite(visitor, OTHER)
    expect(await stateOf(visitor)).toBe('committing')
    expect(await sweep(cold().sweep, within(20_000))).toBe(0)
    // What the sandbox sweeps by itself when its clock moves is what the schedule would.
    sandbox.clock.advance(36)
    await sweep(cold().sweep, within(20_000))
    expect(await stateOf(visitor)).toBe('committed')
    await sandbox.settled()
    expect(notices()).toBe(1)
    expect(await binds(sandbox, 'alice', OTHER)).toBe(true)
  })

  test('FLT-4: that died before the write is given back by the sweep', async () => {
    const visitor = await verified(sandbox, 'bob')
    await crashAfterWrite(visitor, '')
    sandbox.clock.advance(36)
    await sweep(cold().sweep, within(20_000))
    expect(await stateOf(visitor)).toBe('verified')
    expect(await commit(cold().commit, input(visitor, OTHER), within(24_000))).toEqual({ committed: true })
  })

  test('49: that died after the write is finished by a second try with the same password', async () => {
    const visitor = await verified(sandbox, 'grace')
    await crashAfterWrite(visitor, 'a passphrase of more than twenty')
    expect(await commit(cold().commit, input(visitor, 'a passphrase of more than twenty'), within(24_000))).toEqual({
      refusal: 'out_of_order'
    })
    sandbox.clock.advance(36)
    expect(await commit(cold().commit, input(visitor, 'a passphrase of more than twenty'), within(24_000))).toEqual({ committed: true })
    await sandbox.settled()
    expect(notices()).toBe(1)
  })

  test('49: that died after the write may be followed by another password, which then counts', async () => {
    const visitor = await verified(sandbox, 'oneil')
    await crashAfterWrite(visitor, NEW)
    sandbox.clock.advance(36)
    expect(await commit(cold().commit, input(visitor, OTHER), within(24_000))).toEqual({ committed: true })
    expect(await binds(sandbox, 'oneil', OTHER)).toBe(true)
    expect(await binds(sandbox, 'oneil', NEW)).toBe(false)
  })

  test('22: of a person whose password changed elsewhere ends the flow', async () => {
    const visitor = await verified(sandbox, 'alice')
    await changeElsewhere(sandbox, 'alice', 'changed at the help desk again')
    expect(await commit(cold().commit, input(visitor, NEW), within(24_000))).toEqual({ refusal: 'grant_rejected' })
    expect(log.join()).toContain('changed elsewhere')
    expect(await binds(sandbox, 'alice', 'changed at the help desk again')).toBe(true)
  })

  describe('whose write was acknowledged and does not show', () => {
    let other: EmbeddedDirectory
    let elsewhere: Resetter
    beforeEach(async () => {
      other = await startEmbeddedDirectory({ now: sandbox.clock.now })
      elsewhere = createResetter(other.stores[0] as StoreConfig, async () => other.reset)
    })
    afterEach(() => other.stop())

    /** Nothing is known for now, and nobody is told anything; then the sweep comes. */
    async function unknown(visitor: Visitor, password: string, oneThatErrs: (resetter: Resetter) => Resetter): Promise<void> {
      const { commit: deps } = cold()
      const stores = mapped(deps.stores, oneThatErrs)
      expect(await commit({ ...deps, stores }, input(visitor, password), within(24_000))).toEqual({ refusal: 'directory_unavailable' })
      expect(await stateOf(visitor)).toBe('committing')
      await sandbox.settled()
      expect(notices()).toBe(0)
      sandbox.clock.advance(36)
      await sweep(cold().sweep, within(20_000))
      await sandbox.settled()
    }

    test('50: because a replica lags is finished by the sweep, with one notice', async () => {
      // Nobody has changed hers before, so both directories begin with the same.
      const visitor = await verified(sandbox, 'heidi')
      await unknown(visitor, OTHER, ({ setPassword }) => ({ ...elsewhere, setPassword }))
      expect(await stateOf(visitor)).toBe('committed')
      expect(await binds(sandbox, 'heidi', OTHER)).toBe(true)
      expect(notices()).toBe(1)
    })

    test('POL-7: because there was none is no success, and the grant is still good', async () => {
      const visitor = await verified(sandbox, 'erin')
      await unknown(visitor, NEW, (resetter) => ({ ...resetter, setPassword: elsewhere.setPassword }))
      expect(await stateOf(visitor)).toBe('verified')
      expect(await binds(sandbox, 'erin', NEW)).toBe(false)
      expect(notices()).toBe(0)
      expect(await commit(cold().commit, input(visitor, NEW), within(24_000))).toEqual({ committed: true })
    })
  })

  /** The same stores with other ways. */
  const mapped = (stores: ReadonlyMap<string, Resetter>, change: (resetter: Resetter) => Resetter): ReadonlyMap<string, Resetter> =>
    new Map([...stores].map(([id, resetter]) => [id, change(resetter)]))

  /** The same resetters, whose line goes bad as they write and is cut a moment later. */
  const losingAtWrite = (
    stores: ReadonlyMap<string, Resetter>,
    what: 'answers' | 'requests',
    heals = true
  ): ReadonlyMap<string, Resetter> =>
    mapped(stores, (resetter) => ({
      ...resetter,
      setPassword: (...given) => {
        line.lose(what)
        if (heals)
          setTimeout(() => {
            line.lose('nothing')
            line.cut()
          }, 300)
        return resetter.setPassword(...given)
      }
    }))
})
