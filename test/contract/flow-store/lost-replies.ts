// The SDK repeats a call whose reply was lost, and the repetition finds its own write.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDynamoDb, createFlowStore } from '../../../lambdas/adapters/dynamodb/index.ts'
import type { FlowStore } from '../../../lambdas/ports.ts'
import { aFlow, settings } from '../../support/flows.ts'
import type { Lossy } from '../../support/lossy.ts'
import { startLossy } from '../../support/lossy.ts'
import type { Bench } from './bench.ts'
import {
  aClaimed,
  aLocated,
  aSent,
  aStarted,
  aVerified,
  challenge,
  claim,
  found,
  fresh,
  mark,
  NOON,
  SECOND,
  stored,
  TABLE_NAME
} from './bench.ts'

const LATER = NOON + 60 * SECOND
const AFTER_LEASE = NOON + settings.leaseSeconds * SECOND + 1

export function lostReplyTests(bench: () => Bench) {
  let proxy: Lossy
  let lossy: FlowStore

  beforeAll(async () => {
    proxy = await startLossy(bench().endpoint)
    lossy = createFlowStore(createDynamoDb(proxy.endpoint), TABLE_NAME)
  })
  afterAll(() => proxy.stop())

  /** Makes one call through the proxy while its first reply is lost. */
  async function losing<T>(call: (store: FlowStore) => Promise<T>): Promise<T> {
    proxy.lose(1)
    const answer = await call(lossy)
    expect(proxy.lost).toBe(1)
    return answer
  }

  describe('RAC-9: when the reply is lost, the step is made once and answers success:', () => {
    test('start', async () => {
      const flow = aFlow({ id: fresh('flow'), cookie: fresh('cookie') }, NOON)
      expect(await losing((store) => store.start(flow))).toBe(true)
    })

    test('locate', async () => {
      const { id } = await aStarted(bench().store)
      expect(await losing((store) => store.locate(id, found(), fresh('req'), NOON))).toBe(true)
    })

    test('challenge', async () => {
      const { id } = await aSent(bench().store)
      const flow = await losing((store) => store.challenge(id, challenge(LATER), fresh('req'), LATER))
      expect(flow).toMatchObject({ version: 2, sends: 2, gap: 240 * SECOND, resendAt: LATER + 120 * SECOND })
      expect(await stored(bench().store, id)).toMatchObject({ version: 2, sends: 2 })
    })

    test('mark', async () => {
      const flow = await aSent(bench().store)
      const req = fresh('req')
      await bench().store.count(flow.id, 'cookie', 5, req, NOON)
      expect(await losing((store) => store.mark(flow.id, mark(flow, NOON), req, NOON))).toBe(true)
    })

    test('claim', async () => {
      const { id } = await aVerified(bench().store)
      expect(await losing((store) => store.claim(id, claim(), fresh('req'), NOON))).toMatchObject({ was: 'verified', state: 'committing' })
    })

    test('reclaim', async () => {
      const { id } = await aClaimed(bench().store)
      expect(await losing((store) => store.reclaim(id, 'sweep', 35, fresh('req'), AFTER_LEASE))).toMatchObject({ commit: 'sweep' })
    })

    test('gate', async () => {
      expect(await losing((store) => store.gate(fresh('acct'), 'flow', NOON, NOON))).toBeDefined()
    })

    test('release', async () => {
      const { id, commit } = await aClaimed(bench().store)
      expect(await losing((store) => store.release(id, commit, 1, fresh('req')))).toBe(true)
      expect(await stored(bench().store, id)).toMatchObject({ refusals: 1 })
    })

    test('abandon', async () => {
      const { id, commit } = await aClaimed(bench().store)
      expect(await losing((store) => store.abandon(id, commit, fresh('req'), NOON))).toBe(true)
    })

    test('finish', async () => {
      const { id, commit } = await aClaimed(bench().store)
      expect(await losing((store) => store.finish(id, commit, fresh('req'), NOON))).toBe(true)
    })

    test('remember', async () => {
      expect(await losing((store) => store.remember(fresh('acct'), fresh('history'), undefined))).toBe(true)
    })
  })

  describe('when the reply is lost,', () => {
    test('an attempt is charged twice at most and answers success, also the last one', async () => {
      const { id } = await aSent(bench().store)
      expect(await losing((store) => store.count(id, 'cookie', 5, fresh('req'), NOON))).toMatchObject({ attempts: 2 })
      const last = await aSent(bench().store, { attempts: 4 })
      expect(await losing((store) => store.count(last.id, 'cookie', 5, fresh('req'), NOON))).toMatchObject({ attempts: 5 })
    })

    test('a failure and a start are charged twice at most', async () => {
      const [acct, net] = [fresh('acct'), fresh('net')]
      const limits = { day: 2, dayPerNet: 2, streak: 2 }
      expect(await losing((store) => store.charge(acct, net, NOON, NOON, limits))).toBe(true)
      expect(await bench().store.charge(acct, net, NOON, NOON, limits)).toBe(false)
      expect(await losing((store) => store.admitNet(net, NOON, { quarter: 2, day: 2 }))).toBe(true)
      expect(await bench().store.admitNet(net, NOON, { quarter: 2, day: 2 })).toBe(false)
    })

    test('a code is still claimed for sending, and at most twice', async () => {
      const { id } = await aLocated(bench().store)
      expect(await losing((store) => store.claimCode(id, 1, 'event', NOON))).toMatchObject({ claimed: 1 })
      expect(await bench().store.claimCode(id, 1, 'event', NOON)).toBeUndefined()
    })
  })

  test('another call is not taken for the one whose reply was lost', async () => {
    const flow = await aSent(bench().store)
    const other = fresh('req')
    await bench().store.mark(flow.id, mark(flow, NOON), fresh('req'), NOON)
    expect(await lossy.mark(flow.id, mark(flow, NOON), other, NOON)).toBe(false)
    expect(await lossy.challenge(flow.id, challenge(LATER), other, LATER)).toBeUndefined()
    expect(await lossy.count(flow.id, 'cookie', 5, other, NOON)).toBeUndefined()
  })
}
