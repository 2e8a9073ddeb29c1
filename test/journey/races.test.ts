// Many callers at once, over HTTP, on the deployed handlers. What must hold is held by one conditional write each.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binds } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { type Answer, lastCode, started, Visitor, verified } from '../support/visitor.ts'

const tally = (answers: readonly Answer[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) counts[body.code ?? status] = (counts[body.code ?? status] ?? 0) + 1
  return counts
}

const atOnce = <T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => act(i)))

describe('races', () => {
  let sandbox: Sandbox
  const logged: string[] = []
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, mode: 'email', onLog: (event) => logged.push(event) })
  })
  afterAll(() => sandbox.stop())

  // One process plays every function here, so some of hundreds of calls may wait too long for the store and answer 503. What must
  // hold then is that nothing is admitted twice; that everything is answered is shown with fewer callers.
  test('RAC-1: 200 wrong codes at once compare at most five', async () => {
    const visitor = await started(sandbox, 'alice')
    const right = lastCode(sandbox)
    const answers = await atOnce(200, (i) => visitor.verify(String((Number(right) + 1 + i) % 1e8).padStart(8, '0')))
    const { code_rejected: compared = 0, 200: accepted = 0 } = tally(answers)
    expect(compared).toBeGreaterThan(0)
    expect(compared).toBeLessThanOrEqual(5)
    expect(accepted).toBe(0)
    expect(await visitor.verify(right)).toMatchObject({ status: 429, body: { code: 'attempts_exhausted' } })
    expect((await visitor.read()).body.state).toBe('locked')
  })

  test.each([5, 100])('RAC-2: %i right codes at once give one grant', async (callers) => {
    sandbox.clock.advance(3600)
    const visitor = await started(sandbox, 'bob')
    const answers = await atOnce(callers, () => visitor.verify(lastCode(sandbox)))
    const grants = answers.filter(({ status }) => status === 200).length
    expect(grants).toBeLessThanOrEqual(1)
    if (callers <= 5) expect(grants).toBe(1)
  })

  test.each([10, 50])('RAC-6: %i commits at once change the password once', async (callers) => {
    sandbox.clock.advance(3600)
    const visitor = await verified(sandbox, 'erin')
    logged.length = 0
    const passwords = Array.from({ length: callers }, (_, i) => `a quite long passphrase ${callers} ${i}`)
    const answers = await atOnce(callers, (i) => visitor.commit(passwords[i] ?? ''))
    await sandbox.settled()
    expect(logged.filter((event) => event === 'commit.changed')).toHaveLength(1)
    expect(logged.filter((event) => event === 'notice.sent')).toHaveLength(1)
    const opening = await Promise.all(passwords.map((password) => binds(sandbox, 'erin', password)))
    expect(opening.filter(Boolean)).toHaveLength(1)
    const winners = answers.flatMap(({ status }, i) => (status === 200 ? [i] : []))
    expect(winners).toEqual(callers <= 10 || winners.length > 0 ? [opening.indexOf(true)] : [])
  })

  test('RAC-4: 100 starts for one person at once send no more than the limit', async () => {
    sandbox.clock.advance(86_400)
    const before = sandbox.messages.length
    const answers = await atOnce(100, () => new Visitor(sandbox.url).start('grace'))
    await sandbox.settled()
    expect(tally(answers)[202]).toBeLessThanOrEqual(5)
    expect(sandbox.messages.length - before).toBeLessThanOrEqual(5)
    for (let i = 0; i < 6; i++) await new Visitor(sandbox.url).start('grace')
    await sandbox.settled()
    expect(sandbox.messages.length - before).toBe(5)
  })

  test('RAC-3: 50 resends at once send one', async () => {
    sandbox.clock.advance(3600)
    const visitor = await started(sandbox, 'oneil')
    sandbox.clock.advance(61)
    const before = sandbox.messages.length
    await atOnce(50, () => visitor.challenge())
    await sandbox.settled()
    expect(sandbox.messages.length - before).toBe(1)
  })

  test('REP-5: of two verified flows of one person, one commits', async () => {
    sandbox.clock.advance(3600)
    const first = await verified(sandbox, 'alice')
    sandbox.clock.advance(1)
    const second = await verified(sandbox, 'alice')
    const answers = await Promise.all([first.commit('the first passphrase of two'), second.commit('the second passphrase of two')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403])
  })

  test('21: an open flow is refused after another one changed the password', async () => {
    sandbox.clock.advance(3600)
    const open = await started(sandbox, 'bob')
    const openCode = lastCode(sandbox)
    sandbox.clock.advance(1)
    const done = await verified(sandbox, 'bob')
    await done.commit('a passphrase for the later one')
    expect(await open.verify(openCode)).toMatchObject({ status: 422, body: { code: 'code_rejected' } })
  })
})
