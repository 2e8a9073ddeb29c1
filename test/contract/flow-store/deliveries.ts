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

  describe('a record whose claims are used up', () => {
    const spend = async (claim: () => Promise<unknown>) => {
      while (await claim());
    }

    test('FLT-6: is told so, as long as its code is the live one, and no other record is', async () => {
      const { store } = bench()
      const { id } = await aLocated(store)
      expect(await store.isSpent('code', id, 'own')).toBe(false)
      await spend(() => store.claimCode(id, 1, 'own', NOON))
      const before = await stored(store, id)
      expect([await store.isSpent('code', id, 'own'), await store.isSpent('code', id, 'other')]).toEqual([true, false])
      expect(await stored(store, id)).toStrictEqual(before)
      const now = NOON + 60 * SECOND
      await store.challenge(id, challenge(now), fresh('req'), now)
      expect(await store.isSpent('code', id, 'own')).toBe(false)
    })

    test('FLT-6: is not told so once the code was typed: then it has left', async () => {
      const { store, set } = bench()
      const { id } = await aLocated(store)
      await spend(() => store.claimCode(id, 1, 'own', NOON))
      await set(`flow#${id}`, 'state', { S: 'verified' })
      expect(await store.isSpent('code', id, 'own')).toBe(false)
    })

    test('FLT-9: is told so of a notice', async () => {
      const { store } = bench()
      const { id, commit } = await aClaimed(store)
      await store.finish(id, commit, fresh('req'), NOON)
      expect(await store.isSpent('notice', id, 'own')).toBe(false)
      await spend(() => store.claimNotice(id, 'own'))
      expect([await store.isSpent('notice', id, 'own'), await store.isSpent('notice', id, 'other')]).toEqual([true, false])
    })

    test('is never told so of what is not there', async () => {
      const { store, raw } = bench()
      const absent = fresh('absent')
      expect([await store.isSpent('code', absent, 'own'), await store.isSpent('notice', absent, 'own')]).toEqual([false, false])
      expect(await raw(`flow#${absent}`)).toBeUndefined()
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

    test('of a change that no flow led to, the same holds, and no flow of its name is touched', async () => {
      const { store, raw } = bench()
      const { id } = await aLocated(store)
      const before = await raw(`flow#${id}`)
      const notice = { person: 'p', locale: 'en', area: 'a', committedAt: NOON, ttl: 1 }
      for (let i = 0; i < 2; i++) await store.announce(id, notice)
      expect(counted(await crowd(20, () => store.claimNotice(id, 'same-event', 'notice')))).toBe(2)
      expect(counted(await crowd(20, () => store.claimNotice(id, fresh('event'), 'notice')))).toBe(0)
      expect([await store.isSpent('notice', id, 'same-event', 'notice'), await store.isSpent('notice', id, 'same-event')]).toEqual([
        true,
        false
      ])
      expect(await raw(`notice#${id}`)).toMatchObject({ person: { S: 'p' } })
      expect(await raw(`notice#${id}`)).not.toHaveProperty('work')
      expect(await raw(`flow#${id}`)).toStrictEqual(before)
    })
  })
}
