// What leaves: at most two messages for one version of a code, and none lost.
import { describe, expect, test } from 'vitest'
import type { Bench } from './bench.ts'
import { aClaimed, aLocated, aSent, challenge, counted, crowd, fresh, NOON, SECOND, stored } from './bench.ts'

export function deliveryTests(bench: () => Bench) {
  describe('claiming a code', () => {
    test('the same record claims a version twice at most, another record never', async () => {
      const { store } = bench()
      const { id } = await aLocated(store)
      expect(counted(await crowd(20, () => store.claimCode(id, 1, 'same-event', NOON)))).toBe(2)
      expect(counted(await crowd(20, () => store.claimCode(id, 1, fresh('event'), NOON)))).toBe(0)
    })

    test('20 records at once have one winner, which may come once more', async () => {
      const { store } = bench()
      const { id } = await aLocated(store)
      const answers = await crowd(20, (index) => store.claimCode(id, 1, `event-${index}`, NOON))
      expect(counted(answers)).toBe(1)
      const winner = `event-${answers.findIndex(Boolean)}`
      expect(counted(await crowd(5, () => store.claimCode(id, 1, winner, NOON)))).toBe(1)
    })

    test('clears the work and remembers the version', async () => {
      const { store } = bench()
      const flow = await aSent(store)
      expect(flow).toMatchObject({ claimed: 1, person: expect.any(String) })
      expect(flow).not.toHaveProperty('work')
      expect(await stored(store, flow.id)).toStrictEqual(flow)
    })

    test('a resend is claimed afresh, and the old version no more', async () => {
      const { store } = bench()
      const { id } = await aSent(store)
      const now = NOON + 60 * SECOND
      await store.challenge(id, challenge(now), fresh('req'), now)
      expect(await store.claimCode(id, 1, fresh('event'), now)).toBeUndefined()
      expect(await store.claimCode(id, 2, fresh('event'), now)).toMatchObject({ claimed: 2 })
    })

    test('a late record of a code that is no longer live sends nothing', async () => {
      const { store } = bench()
      const { id } = await aLocated(store)
      const now = NOON + 60 * SECOND
      await store.challenge(id, challenge(now), fresh('req'), now)
      expect(await store.claimCode(id, 1, fresh('event'), now)).toBeUndefined()
      expect(await store.claimCode(id, 2, fresh('event'), now)).toBeDefined()
    })

    test('a decoy, a proven flow and a code that ran out send nothing', async () => {
      const { store, set } = bench()
      const decoy = await aLocated(store, {}, { reach: 'nay' })
      const proven = await aLocated(store)
      await set(`flow#${proven.id}`, 'state', { S: 'verified' })
      const brief = await aLocated(store, { codeUntil: NOON + 10 })
      const ending = await aLocated(store, { expiresAt: NOON + 10 })
      expect(await store.claimCode(decoy.id, 1, fresh('event'), NOON)).toBeUndefined()
      expect(await store.claimCode(proven.id, 1, fresh('event'), NOON)).toBeUndefined()
      for (const { id } of [brief, ending]) {
        expect(await store.claimCode(id, 1, fresh('event'), NOON + 10)).toBeUndefined()
        expect(await store.claimCode(id, 1, fresh('event'), NOON + 9)).toBeDefined()
      }
    })
  })

  describe('claiming a notice', () => {
    test('the same record claims it twice at most, another record never, and none before the end', async () => {
      const { store } = bench()
      const { id, commit } = await aClaimed(store)
      expect(await store.claimNotice(id, 'same-event')).toBeUndefined()
      await store.finish(id, commit, fresh('req'), NOON)
      expect(counted(await crowd(20, () => store.claimNotice(id, 'same-event')))).toBe(2)
      expect(counted(await crowd(20, () => store.claimNotice(id, fresh('event'))))).toBe(0)
      expect(await stored(store, id)).not.toHaveProperty('work')
    })
  })
}
