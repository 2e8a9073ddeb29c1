// What an earlier try wrote before it died, or somebody else meanwhile, told truthfully where rules about the present password would hide it.
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { composeCommit, composeSweep } from '../../lambdas/compose.ts'
import { digest } from '../../lambdas/flow/code.ts'
import { type CommitDeps, commit } from '../../lambdas/operations/commit.ts'
import { sweep } from '../../lambdas/operations/sweep.ts'
import type { Resetter } from '../../lambdas/ports.ts'
import { binds, changeElsewhere, firstPassword } from '../support/bind.ts'
import { deadlineIn } from '../support/deadline.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { type Visitor, verified } from '../support/visitor.ts'

const NEW = 'a passphrase for a bad day'
const OTHER = 'another passphrase for it'
const LEASE = 36

let sandbox: Sandbox
let log: string[]
let events: string[]
const started: Sandbox[] = []

async function begin(options: Parameters<typeof startSandbox>[0]): Promise<void> {
  log = []
  events = []
  sandbox = await startSandbox({ mode: 'email', onLog: (event) => events.push(event), ...options })
  started.push(sandbox)
}
afterEach(async () => {
  for (const one of started.splice(0)) await one.stop()
})

/** As after a cold start; `like` makes something else of the stores. */
function cold(like: (store: Resetter) => Resetter = (store) => store) {
  const host = {
    clock: sandbox.clock,
    random: { bytes: (count: number) => randomBytes(count) },
    log: (event: string, facts?: object) => void log.push(`${event} ${JSON.stringify(facts)}`)
  }
  const changed = <D extends Pick<CommitDeps, 'stores'>>(deps: D): D => ({
    ...deps,
    stores: new Map([...deps.stores].map(([id, store]) => [id, like(store)]))
  })
  return { commit: changed(composeCommit(sandbox.environment, host)), sweep: changed(composeSweep(sandbox.environment, host)) }
}
type Cold = ReturnType<typeof cold>

/** The lease of who died has run out, and the sweep has not been there. */
function late({ commit: deps, sweep }: Cold = cold()): Cold {
  const { flows } = deps
  const claim: CommitDeps['flows']['claim'] = (id, to, req, now) => flows.claim(id, to, req, now + LEASE * 1000)
  return { commit: { ...deps, flows: { ...flows, claim } }, sweep }
}

const commits = (visitor: Visitor, password: string, { commit: deps }: Cold = cold()) =>
  commit(deps, { flow: visitor.flow, secret: secretOf(visitor), grant: visitor.grant, password }, deadlineIn(24_000))
const secretOf = (visitor: Visitor): string => visitor.cookie.split('=')[1] ?? ''
const stateOf = async (visitor: Visitor) => (await visitor.read()).body.state

async function notices(): Promise<number> {
  await sandbox.settled()
  return events.filter((event) => event === 'notice.sent').length
}

/** Claims a flow and writes the directory as a commit does, and then dies; nobody comes before its lease has run out. */
async function dieAfterWrite(visitor: Visitor, password: string): Promise<void> {
  const { flows, stores } = cold().commit
  const to = { cookie: digest(secretOf(visitor)), grant: digest(visitor.grant), commit: 'gone', leaseSeconds: 35, maxRefusals: 10 }
  const held = await flows.claim(visitor.flow, to, 'r1', sandbox.clock.now())
  await flows.gate(held?.acct ?? '', visitor.flow, held?.startedAt ?? 0, sandbox.clock.now())
  const [store] = stores.values()
  expect(await store?.setPassword(JSON.parse(held?.person ?? '').dn, password, deadlineIn(20_000))).toEqual({ kind: 'changed' })
}

describe('where passwords are kept for a day', () => {
  const YOUNG = { default: { id: 'aged', minLength: 8, minPasswordAge: 1, minAgeAppliesToReset: true } }
  beforeEach(() => begin({ settings: { POLICIES: JSON.stringify(YOUNG) } }))

  test('POL-7, 49: one that died after its write is finished by the same password, which is not too young for that', async () => {
    const visitor = await verified(sandbox, 'alice')
    await dieAfterWrite(visitor, NEW)
    expect(await commits(visitor, NEW, late())).toEqual({ committed: true })
    expect(await stateOf(visitor)).toBe('committed')
    expect(await notices()).toBe(1)
  })

  test('POL-7, 49: one that died after its write keeps nobody from another password', async () => {
    const visitor = await verified(sandbox, 'bob')
    await dieAfterWrite(visitor, NEW)
    expect(await commits(visitor, OTHER, late())).toEqual({ committed: true })
    expect(await binds(sandbox, 'bob', OTHER)).toBe(true)
    expect(await notices()).toBe(1)
  })

  test.each([NEW, 'short', 'a \u0000 that no rule takes'])(
    'SES-9, 22: a change at the help desk ends the flow whatever is typed then, such as %j',
    async (password) => {
      const visitor = await verified(sandbox, 'alice')
      await changeElsewhere(sandbox, 'alice', 'changed at the help desk')
      expect(await commits(visitor, password)).toEqual({ refusal: 'grant_rejected' })
      expect(await stateOf(visitor)).not.toBe('verified')
      expect(log.filter((line) => line.includes('changed elsewhere'))).toHaveLength(1)
      expect(await binds(sandbox, 'alice', 'changed at the help desk')).toBe(true)
      expect(await notices()).toBe(0)
    }
  )

  test('POL-1: a password that nobody has touched since the flow began is still too young', async () => {
    await changeElsewhere(sandbox, 'alice', 'changed an hour ago')
    const visitor = await verified(sandbox, 'alice')
    expect(await commits(visitor, NEW)).toMatchObject({ refusal: 'password_unacceptable', violations: [{ rule: 'minPasswordAge' }] })
    expect(await stateOf(visitor)).toBe('verified')
  })
})

describe('where nothing tells that a password changed, and the directory keeps a history', () => {
  beforeEach(() => begin({ directory: () => startEmbeddedDirectory({ now: Date.now, policy: { pwdInHistory: 3 } }) }))

  /** As eDirectory shows its people without pwdChangedTime. */
  const unmarked = (mustChange = false) =>
    cold((store) => ({
      ...store,
      async read(...asked) {
        const entry = await store.read(...asked)
        return entry && { ...entry, marker: '', mustChange }
      }
    }))

  test('POL-7, 49: one that died after its write is finished by the same password', async () => {
    const visitor = await verified(sandbox, 'alice')
    await dieAfterWrite(visitor, NEW)
    expect(await commits(visitor, NEW, late(unmarked()))).toEqual({ committed: true })
    expect(await notices()).toBe(1)
  })

  test('POL-7, 49: one that the sweep gave back is finished by the same password, with one notice', async () => {
    const visitor = await verified(sandbox, 'alice')
    await dieAfterWrite(visitor, NEW)
    const later = deadlineIn(20_000)
    const { sweep: deps } = unmarked()
    expect(await sweep({ ...deps, clock: { now: () => sandbox.clock.now() + LEASE * 1000 } }, later)).toBe(1)
    expect(await stateOf(visitor)).toBe('verified')
    expect(await notices()).toBe(0)
    expect(await commits(visitor, NEW, unmarked())).toEqual({ committed: true })
    expect(await notices()).toBe(1)
  })

  test('POL-1: a password of the history that is not the present one is refused', async () => {
    await changeElsewhere(sandbox, 'alice', 'the one after the first')
    const visitor = await verified(sandbox, 'alice')
    expect(await commits(visitor, firstPassword(sandbox, 'alice'), unmarked())).toMatchObject({
      violations: [{ rule: 'numPasswordsInHistory' }]
    })
    expect(await notices()).toBe(0)
  })

  test('POL-1: so is the present one while a new one is demanded: no reset of ours has been there', async () => {
    const visitor = await verified(sandbox, 'bob')
    expect(await commits(visitor, firstPassword(sandbox, 'bob'), unmarked(true))).toMatchObject({
      violations: [{ rule: 'numPasswordsInHistory' }]
    })
    expect(await stateOf(visitor)).toBe('verified')
  })
})
