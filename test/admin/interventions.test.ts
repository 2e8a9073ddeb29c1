// What an administrator may do to somebody's recovery, and the import of Oracle's policies.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Administrator, administratorOf } from '../support/administrator.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, started, Visitor, verified, wrongCode } from '../support/visitor.ts'

let sandbox: Sandbox
let admin: Administrator
const events: Record<string, unknown>[] = []

beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'email', onLog: (event, facts) => void events.push({ event, ...facts }) })
  admin = administratorOf(sandbox)
})
afterAll(() => sandbox.stop())
beforeEach(() => sandbox.clock.advance(86_400))

const NEW = 'a passphrase for this test'
const cancel = (flow: string) => admin.post(`/flows/${flow}/cancel`, {})

describe('a cancelled flow', () => {
  test('takes no code, no challenge and no reading any more', async () => {
    const visitor = await started(sandbox, 'alice')
    const code = lastCode(sandbox)
    expect(await cancel(visitor.flow)).toMatchObject({ status: 200, body: { flow: visitor.flow, state: 'cancelled' } })
    for (const answer of [await visitor.verify(code), await visitor.challenge(), await visitor.read()])
      expect(answer).toMatchObject({ status: 410, body: { code: 'flow_expired' } })
  })

  test('takes no password although its code was right', async () => {
    const visitor = await verified(sandbox, 'bob')
    await cancel(visitor.flow)
    expect(await visitor.commit(NEW)).toMatchObject({ status: 410, body: { code: 'flow_expired' } })
  })

  test('sends nothing when it is cancelled before its code has left', async () => {
    const visitor = new Visitor(sandbox.url)
    const sent = sandbox.messages.length
    await visitor.start('alice')
    const { status } = await cancel(visitor.flow)
    await sandbox.settled()
    if (status === 200) expect(sandbox.messages.length - sent).toBeLessThanOrEqual(1)
    expect(await visitor.read()).toMatchObject({ status: 410 })
  })

  test('is written down with who did it, and the next flow is like every other', async () => {
    const visitor = await started(sandbox, 'alice')
    await cancel(visitor.flow)
    expect(events.findLast(({ event }) => event === 'admin.changed')).toEqual({
      event: 'admin.changed',
      what: 'flow cancelled',
      flow: visitor.flow,
      by: 'arn:aws:sts::000000000000:assumed-role/sandbox/admin'
    })
    expect((await (await verified(sandbox, 'alice')).commit(NEW)).status).toBe(200)
  })

  test('ADM-4: one that never was, is over, or is done is one answer', async () => {
    const done = await verified(sandbox, 'alice')
    await done.commit(`${NEW} once more`)
    const over = await started(sandbox, 'bob')
    sandbox.clock.advance(3600)
    const twice = await started(sandbox, 'bob')
    await cancel(twice.flow)
    const answers = await Promise.all(
      [done.flow, over.flow, twice.flow, 'A'.repeat(22), 'A', '..%2f..', "' OR 1=1"].map((flow) => cancel(encodeURIComponent(flow)))
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code} ${body.detail}`))).toEqual(
      new Set(['404 not_found there is no flow of this id for which this can be done'])
    )
  })

  test('and a right code at the same moment never leave an open flow', async () => {
    for (let round = 0; round < 10; round++) {
      const visitor = await started(sandbox, 'alice')
      const code = lastCode(sandbox)
      await Promise.all([visitor.verify(code), cancel(visitor.flow)])
      expect((await visitor.read()).status).toBe(410)
      expect([403, 409, 410]).toContain((await visitor.commit(NEW, visitor.grant || 'g'.repeat(43))).status)
      sandbox.clock.advance(86_400)
    }
  })

  test('refuses a body that asks for more', async () => {
    const visitor = await started(sandbox, 'alice')
    expect((await admin.post(`/flows/${visitor.flow}/cancel`, { password: 'x' })).body.detail).toBe(
      'password: is not a field of this request'
    )
    expect((await visitor.read()).status).toBe(200)
  })
})

describe('a paused account', () => {
  const accountOf = (visitor: Visitor): string =>
    String(events.findLast(({ event, flow }) => event === 'locate.found' && flow === visitor.flow)?.['account'])

  test('is named as the log names it, gets a message instead of a code, and is refused even the right one', async () => {
    const account = accountOf(await started(sandbox, 'alice'))
    expect(account).toMatch(/^[\w-]{43}$/)
    const before = await started(sandbox, 'alice')
    const code = lastCode(sandbox)
    expect((await admin.post(`/accounts/${account}/pause`, {})).body).toEqual({ account, state: 'paused' })
    expect(await before.verify(code)).toMatchObject({ status: 422, body: { code: 'code_rejected' } })
    sandbox.clock.advance(3600)
    const sent = sandbox.messages.length
    expect((await started(sandbox, 'alice')).flow).not.toBe('')
    expect(sandbox.messages.slice(sent).map(({ text }) => /\b\d{8}\b/.test(text))).toEqual([false])
    expect((await admin.post(`/accounts/${account}/unpause`, {})).body).toEqual({ account, state: 'active' })
    expect(
      events
        .slice(-30)
        .filter(({ event }) => event === 'admin.changed')
        .map(({ what }) => what)
    ).toContain('account unpaused')
    sandbox.clock.advance(3600)
    expect((await verified(sandbox, 'alice')).grant).not.toBe('')
  })

  test('DEL-11: that was paused by failures in a row is opened again at once', async () => {
    const other = await startSandbox({
      mode: 'email',
      settings: { LIMITS: '{"account":{"streak":5}}' },
      onLog: (event, facts) => void events.push({ event, ...facts })
    })
    try {
      const visitor = await started(other, 'bob')
      for (let i = 0; i < 5; i++) await visitor.verify(wrongCode(lastCode(other)))
      const paused = await started(other, 'bob')
      expect(other.messages.at(-1)?.text).not.toMatch(/\b\d{8}\b/)
      await administratorOf(other).post(`/accounts/${accountOf(paused)}/unpause`, {})
      expect((await verified(other, 'bob')).grant).not.toBe('')
    } finally {
      await other.stop()
    }
  })

  test('nobody knows cannot be opened', async () => {
    expect((await admin.post(`/accounts/${'B'.repeat(43)}/unpause`, {})).status).toBe(404)
    for (const name of ['alice', 'B'.repeat(16)]) expect((await admin.post(`/accounts/${name}/pause`, {})).status).toBe(404)
  })
})

describe("an import of Oracle's policies", () => {
  const oracle = (over: Record<string, unknown> = {}, rule: Record<string, unknown> = {}) => ({
    assignmentRule: {
      idStoreRef: 'UserIdentityStore1',
      passwordPolicyID: 'staff',
      priority: 7,
      ruleType: 2,
      ruleValue: 'cn=staff,ou=groups,dc=example,dc=com',
      ...rule
    },
    passwordPolicyInfo: { id: 'staff', minLength: 9, minNumerals: 1, challengesEnabled: false, ...over }
  })
  const take = async (assignments: unknown, more: Record<string, unknown> = {}) =>
    admin.post('/import', { assignments, rev: await admin.rev(), ...more })

  test('brings policies and assignments, says what it left out, and changes one revision', async () => {
    const rev = await admin.rev()
    const answer = await take([oracle({ colourOfTheSky: 'blue' })])
    expect(answer.body).toMatchObject({ imported: ['staff'], rev: rev + 1 })
    expect(answer.body.notes.join('\n')).toContain('colourOfTheSky')
    const book = (await admin.get('/policies')).body
    expect(book.policies.find(({ id }: { id: string }) => id === 'staff')).toMatchObject({ minLength: 9, minNumerals: 1 })
    expect(book.assignments).toContainEqual({
      store: 'people',
      group: 'cn=staff,ou=groups,dc=example,dc=com',
      policy: 'staff',
      priority: 7
    })
    expect(book.assignments).toHaveLength(2)
  })

  test('done twice leaves what it left the first time', async () => {
    const before = (await admin.get('/policies')).body
    await take([oracle()])
    const after = (await admin.get('/policies')).body
    expect([after.policies, after.assignments]).toEqual([before.policies, before.assignments])
  })

  test('is refused whole where one policy cannot be kept, or an assignment has no place', async () => {
    const before = (await admin.get('/policies')).body
    const bad = oracle({ id: 'bad', minLength: 20, maxLength: 10 }, { passwordPolicyID: 'bad', priority: 8 })
    const answer = await take([oracle({ minLength: 11 }), bad])
    expect(answer).toMatchObject({ status: 422, body: { code: 'policy_refused' } })
    expect((await take([oracle({ id: 'more' }, { passwordPolicyID: 'more', priority: 1 })])).body.problems).toEqual([
      'assignments: priority 1 in store people is given to both admins and more'
    ])
    expect((await take([oracle()], { stores: { UserIdentityStore1: 'elsewhere' } })).body.problems).toEqual([
      'assignments: there is no store elsewhere; stores are people'
    ])
    for (const nothing of [[], {}, 'x', null, 7]) expect((await take(nothing)).status).toBe(422)
    expect((await admin.post('/import', { assignments: [oracle()], rev: before.rev - 1 })).status).toBe(412)
    expect((await admin.get('/policies')).body).toEqual(before)
  })
})
