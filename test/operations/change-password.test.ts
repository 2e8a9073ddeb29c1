// Change with the current password, on the real adapters.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountOf } from '../../lambdas/flow/decoy.ts'
import { onGrid } from '../../lambdas/operations/grid.ts'
import { deadlineIn } from '../support/deadline.ts'
import { type OwnChanges, startOwnChanges } from '../support/own-change.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { started, type Visitor, verified } from '../support/visitor.ts'

const NEW = 'a whole new passphrase'
const OTHER = 'another new passphrase'
const REJECTED = { refusal: 'current_rejected' }
const HISTORY = JSON.stringify({ default: { id: 'kept', minLength: 8, numPasswordsInHistory: 3, minDifferentFromCurrent: 4 } })

let sandbox: Sandbox
let own: OwnChanges
let address = 0
/** Somebody at another address each time, so that budgets of addresses stay out of what is not about them. */
const elsewhere = () => {
  address += 1
  return { client: { prefix: `198.51.100.${address}`, area: '198.51.100.x' } }
}
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, mode: 'email', settings: { CHANGE: 'true' } })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  sandbox.clock.advance(86_400)
  await own?.directory.stop()
  own = await startOwnChanges(sandbox)
})
afterAll(() => own.directory.stop())

const password = (username: string) => own.directory.users.find((one) => one.username === username)?.password ?? ''
const dnOf = (username: string) => own.directory.users.find((one) => one.username === username)?.dn ?? ''
const opens = async (username: string, given: string): Promise<boolean> => {
  const proven = await own.deps.stores[0]?.prove(dnOf(username), given, deadlineIn(5000))
  proven?.close()
  return proven !== undefined
}
const binds = (operations: readonly string[]) => operations.filter((one) => one.startsWith('bind'))

describe('a change', () => {
  test('sets the new password as the person, and one notice goes to their mailbox', async () => {
    const before = sandbox.messages.length
    expect(await own.change(elsewhere())).toEqual({ committed: true })
    // No identity of ours writes: the only binds are the person's own. Once they have proven themselves their groups are asked for too.
    expect(own.asked()).toEqual(['search', 'bind uid=alice', 'search', 'search', 'setPassword'])
    expect([await opens('alice', NEW), await opens('alice', password('alice'))]).toEqual([true, false])
    await sandbox.settled()
    expect(sandbox.messages.slice(before).map(({ channel, to }) => [channel, to])).toEqual([['email', 'alice@example.com']])
    expect(sandbox.messages.at(-1)?.text).toContain('198.51.100.x')
    expect(own.log.join()).toContain('change.changed')
  })

  test('is refused with every rule of the policy that the new password breaks, and only to who knows the current one', async () => {
    expect(await own.change({ password: 'short' })).toMatchObject({
      refusal: 'password_unacceptable',
      violations: [{ rule: 'minLength', params: { required: 15, found: 5 } }, { rule: 'blocklist' }]
    })
    expect(await own.change({ password: 'short', current: 'wrong' })).toEqual(REJECTED)
    expect(await opens('alice', password('alice'))).toBe(true)
  })

  test('is held to the policy of the person’s group', async () => {
    expect(await own.change({ who: 'grace', current: password('grace'), password: NEW.slice(0, 17) })).toMatchObject({
      violations: [{ rule: 'minLength', params: { required: 20 } }]
    })
  })

  test('is refused where too few characters are new, where nothing is, and where the password stands in the history', async () => {
    await own.directory.stop()
    own = await startOwnChanges(sandbox, { POLICIES: HISTORY })
    const bob = { who: 'bob', current: password('bob') }
    const rulesOf = async (input: object) => {
      const outcome = await own.change({ ...bob, ...elsewhere(), ...input })
      return 'violations' in outcome ? outcome.violations.map(({ rule }) => rule) : outcome
    }
    expect(await rulesOf({ password: `${password('bob')}!` })).toEqual(['minDifferentFromCurrent'])
    expect(await rulesOf({ password: password('bob') })).toEqual(['minDifferentFromCurrent', 'numPasswordsInHistory'])
    expect(await rulesOf({ password: 'QUIET LAMPS 77' })).toEqual({ committed: true })
    // The one that was there before us is remembered too: it was typed a moment ago.
    sandbox.clock.advance(1)
    expect(await rulesOf({ current: 'QUIET LAMPS 77', password: password('bob') })).toEqual(['numPasswordsInHistory'])
    expect(await rulesOf({ current: 'QUIET LAMPS 77', password: 'xylem & 2 zinc' })).toEqual({ committed: true })
    sandbox.clock.advance(1)
    expect(await rulesOf({ current: 'xylem & 2 zinc', password: 'QUIET LAMPS 77' })).toEqual(['numPasswordsInHistory'])
  })

  test('ends the flows that are open for the account', async () => {
    const flow: Visitor = await verified(sandbox, 'alice')
    // The directories differ and the people in them do not: their accounts are the same.
    expect(await own.change(elsewhere())).toEqual({ committed: true })
    expect((await flow.commit(OTHER)).status).toBe(403)
  })

  test('happens once where two are asked for at the same moment', async () => {
    const outcomes = await Promise.all([NEW, OTHER].map((password) => own.change({ password, ...elsewhere() })))
    expect(outcomes.filter((outcome) => 'committed' in outcome)).toHaveLength(1)
    expect(outcomes.filter((outcome) => 'refusal' in outcome)).toEqual([REJECTED])
  })
})

describe('whoever is nobody here', () => {
  const CASES: readonly (readonly [string, () => { who: string; current: string }])[] = [
    ['a wrong password', () => ({ who: 'alice', current: 'not the password' })],
    ['an unknown name', () => ({ who: 'nobody', current: 'not the password' })],
    ['the password of nobody’s entry', () => ({ who: 'nobody', current: 'sandbox-nobody-at-all' })],
    ['a disabled person with the right password', () => ({ who: 'dave', current: password('dave') })],
    ['a protected person with the right password', () => ({ who: 'root', current: password('root') })],
    ['two people behind one address', () => ({ who: 'heidi@example.com', current: password('heidi') })],
    ['a person locked by wrong logins', () => ({ who: 'erin', current: password('erin') })]
  ]

  test.each(CASES)('ENU: %s gets one answer, for one search and one bind, on the grid', async (_, input) => {
    own.take(37)
    expect(await own.change({ ...input(), ...elsewhere() })).toEqual(REJECTED)
    expect(own.asked().map((operation) => operation.split(' ')[0])).toEqual(['search', 'bind'])
    expect(own.waits()).toEqual([1000 - 37])
  })

  test('an account that is paused keeps its password, and its right password gets the answer of a wrong one', async () => {
    const found = await own.deps.stores[0]?.find('carol', deadlineIn(5000))
    const acct = found?.kind === 'person' ? accountOf('people', found.person.guid) : ''
    await sandbox.settled()
    await started(sandbox, 'carol')
    await own.deps.flows.pause(acct, sandbox.clock.now())
    expect(await own.change({ who: 'carol', current: password('carol') })).toEqual(REJECTED)
    await own.deps.flows.unpause(acct)
    expect(await own.change({ who: 'carol', current: password('carol') })).toEqual({ committed: true })
  })
})

describe('the budgets', () => {
  test('of 50 callers at once at most four reach the directory for one person, and strangers lock nobody out', async () => {
    const settled = await Promise.allSettled(Array.from({ length: 50 }, () => own.change({ current: 'a guess', ...elsewhere() })))
    const bound = binds(own.asked())
    const refused = (refusal: string) =>
      settled.filter((one) => one.status === 'fulfilled' && 'refusal' in one.value && one.value.refusal === refusal).length
    // A call to the table whose answer was late is charged twice, and one that never came asks the directory nothing: the safe side.
    expect(bound.length).toBeLessThanOrEqual(4)
    expect(bound.filter((one) => one !== 'bind uid=alice')).toEqual([])
    expect(refused('current_rejected')).toBe(bound.length)
    expect(refused('too_many_requests')).toBeGreaterThan(20)
    expect(await own.change(elsewhere())).toMatchObject({ refusal: 'too_many_requests' })
    // Five wrong logins lock here: the person's own login still works.
    expect(await opens('alice', password('alice'))).toBe(true)
  })

  test('of a person are one budget under all their names, and who finds it used up sees a wrong password', async () => {
    for (const who of ['oneil', 'oneil', 'oneil']) await own.change({ who, current: 'a guess', ...elsewhere() })
    const mail = 'oneil@example.com'
    // As one name: the canonical form is the same.
    expect(await own.change({ who: mail, current: 'a guess', ...elsewhere() })).toEqual(REJECTED)
    expect(await own.change({ who: mail, current: 'a guess', ...elsewhere() })).toMatchObject({ refusal: 'too_many_requests' })
    // Under a name that only the directory knows to be theirs.
    own.directory.tree.put(dnOf('oneil'), 'mail', 'kim@elsewhere.example')
    own.asked()
    expect(await own.change({ who: 'kim@elsewhere.example', current: password('oneil'), ...elsewhere() })).toEqual(REJECTED)
    expect(binds(own.asked())).toEqual(['bind cn=rekey-nobody'])
  })

  test('are for a run of tries, which ends half an hour after the last of them', async () => {
    const guess = () => own.change({ current: 'a guess', ...elsewhere() })
    for (let tries = 0; tries < 4; tries++) {
      expect(await guess()).toEqual(REJECTED)
      sandbox.clock.advance(29 * 60)
    }
    // Two hours have gone by: a directory that counts half an hour has seen one, and one that counts for ever has seen four.
    expect(await guess()).toEqual({ refusal: 'too_many_requests', retryAfter: 1800 })
    sandbox.clock.advance(61)
    expect(await guess()).toEqual(REJECTED)
  })

  test('are given back to who proved the password, and to nobody else', async () => {
    for (let tries = 0; tries < 6; tries++)
      expect(await own.change({ password: 'short', ...elsewhere() })).toMatchObject({ refusal: 'password_unacceptable' })
    // By the tries that are left the right password of a paused account would be told from a wrong one.
    const paused = { who: 'bob', current: password('bob') }
    const found = await own.deps.stores[0]?.find('bob', deadlineIn(5000))
    const acct = found?.kind === 'person' ? accountOf('people', found.person.guid) : ''
    await own.deps.flows.pause(acct, sandbox.clock.now())
    for (let tries = 0; tries < 4; tries++) expect(await own.change({ ...paused, ...elsewhere() })).toEqual(REJECTED)
    expect(await own.change({ ...paused, ...elsewhere() })).toMatchObject({ refusal: 'too_many_requests' })
    await own.deps.flows.unpause(acct)
  })

  test('of an address are 20 an hour, whoever is tried; a refused try costs the person nothing', async () => {
    for (let tries = 0; tries < 20; tries++) await own.change({ who: `nobody-${tries}`, current: 'a guess' })
    own.asked()
    expect(await own.change({ who: 'alice' })).toMatchObject({ refusal: 'too_many_requests' })
    expect(own.asked()).toEqual([])
    expect(own.waits()).toHaveLength(20)
    expect(await own.change(elsewhere())).toEqual({ committed: true })
  })
})

describe('the grid', () => {
  test.each([
    [0, 1000],
    [1, 999],
    [999, 1],
    [1000, 0],
    [1001, 999],
    [2500, 500]
  ])('after %i ms of work another %i are waited', async (taken, wait) => {
    const waits: number[] = []
    const metronome = { now: () => taken, wait: async (milliseconds: number) => void waits.push(milliseconds) }
    expect(await onGrid(metronome, 0, async () => 'done')).toBe('done')
    const failing = onGrid(metronome, 0, async () => {
      throw new Error('down')
    })
    await expect(failing).rejects.toThrow('down')
    expect(waits).toEqual([wait, wait])
  })
})

describe('a directory that is down', () => {
  test('is a fault for everybody, on the grid', async () => {
    await own.directory.stop()
    for (const who of ['alice', 'nobody']) await expect(own.change({ who, ...elsewhere() })).rejects.toThrow('directory is unavailable')
    expect(own.waits()).toHaveLength(2)
  })
})
