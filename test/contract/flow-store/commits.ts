// One holder at a time writes a password.
import { describe, expect, test } from 'vitest'
import { settings } from '../../support/flows.ts'
import type { Bench } from './bench.ts'
import { aClaimed, aVerified, claim, counted, crowd, fresh, NOON, rounds, SECOND, stored } from './bench.ts'

const LEASE_END = NOON + settings.leaseSeconds * SECOND
const GRANT_END = NOON + settings.grantSeconds * SECOND

export function commitTests(bench: () => Bench, races: number) {
  describe('claim', () => {
    test('50 parallel claims of one grant have one holder, and only it can finish', async () => {
      const { store } = bench()
      const { id } = await aVerified(store)
      const tries = await crowd(50, async () => {
        const to = claim()
        return { commit: to.commit, flow: await store.claim(id, to, fresh('req'), NOON) }
      })
      const [winner, ...others] = tries.toSorted((a, b) => counted([b.flow]) - counted([a.flow]))
      expect(counted(tries.map(({ flow }) => flow))).toBe(1)
      expect(winner?.flow).toMatchObject({ state: 'committing', was: 'verified', lease: LEASE_END, person: expect.any(String) })
      for (const { commit } of others.slice(0, 5)) expect(await store.finish(id, commit, fresh('req'), NOON)).toBe(false)
      expect(await store.finish(id, winner?.commit ?? '', fresh('req'), NOON)).toBe(true)
    })

    test('is refused to a wrong cookie, a wrong grant and after ten refusals', async () => {
      const { store } = bench()
      const { id } = await aVerified(store)
      expect(await store.claim(id, claim({ cookie: 'other' }), fresh('req'), NOON)).toBeUndefined()
      expect(await store.claim(id, claim({ grant: 'other' }), fresh('req'), NOON)).toBeUndefined()
      for (let refusal = 0; refusal < 10; refusal++) {
        const to = claim()
        await store.claim(id, to, fresh('req'), NOON)
        expect(await store.release(id, to.commit, 1, fresh('req'))).toBe(true)
      }
      expect(await store.claim(id, claim(), fresh('req'), NOON)).toBeUndefined()
    })

    test('a grant is good until the millisecond before it ends', async () => {
      const { store } = bench()
      const { id } = await aVerified(store)
      expect(await store.claim(id, claim(), fresh('req'), GRANT_END)).toBeUndefined()
      expect(await store.claim(id, claim(), fresh('req'), GRANT_END - 1)).toBeDefined()
    })

    test('a finished flow cannot be claimed again', async () => {
      const { store } = bench()
      const { id, commit } = await aClaimed(store)
      await store.finish(id, commit, fresh('req'), NOON)
      expect(await store.claim(id, claim(), fresh('req'), NOON)).toBeUndefined()
      expect(await store.claim(id, claim(), fresh('req'), LEASE_END + 1)).toBeUndefined()
    })
  })

  describe('takeover', () => {
    test('begins the millisecond after the lease, says so, and leaves the old holder nothing', async () => {
      const { store } = bench()
      const { id, commit: old } = await aClaimed(store)
      expect(await store.claim(id, claim(), fresh('req'), LEASE_END)).toBeUndefined()
      expect(await store.reclaim(id, fresh('commit'), 35, fresh('req'), LEASE_END)).toBeUndefined()
      expect(await store.claim(id, claim({ commit: 'new' }), fresh('req'), LEASE_END + 1)).toMatchObject({ was: 'committing' })
      expect(await store.finish(id, old, fresh('req'), LEASE_END + 1)).toBe(false)
      expect(await store.release(id, old, 0, fresh('req'))).toBe(false)
      expect(await store.abandon(id, old, fresh('req'), LEASE_END + 1)).toBe(false)
      expect(await store.finish(id, 'new', fresh('req'), LEASE_END + 1)).toBe(true)
    })

    test('a person who comes back and the sweep at once: one holder', async () => {
      const { store } = bench()
      await rounds(races, async (index) => {
        const { id } = await aClaimed(store)
        const both = [
          () => store.claim(id, claim({ commit: 'person' }), fresh('req'), LEASE_END + 1),
          () => store.reclaim(id, 'sweep', 35, fresh('req'), LEASE_END + 1)
        ]
        const answers = await Promise.all((index % 2 ? both : both.reverse()).map((write) => write()))
        expect(counted(answers)).toBe(1)
        const [person, sweep] = [await store.finish(id, 'person', fresh('req'), NOON), await store.finish(id, 'sweep', fresh('req'), NOON)]
        expect(counted([person, sweep])).toBe(1)
      })
    })

    test('the sweep needs no grant, and claims only what a crash left', async () => {
      const { store, set } = bench()
      const [{ id }, other] = [await aVerified(store), await aVerified(store)]
      await set(`flow#${other.id}`, 'lease', { N: String(NOON) })
      expect(await store.reclaim(other.id, 'sweep', 35, fresh('req'), GRANT_END + 1)).toBeUndefined()
      expect(await store.reclaim(id, 'sweep', 35, fresh('req'), GRANT_END + 1)).toBeUndefined()
      await store.claim(id, claim(), fresh('req'), NOON)
      expect(await store.reclaim(id, 'sweep', 35, fresh('req'), GRANT_END + 1)).toMatchObject({
        was: 'committing',
        commit: 'sweep',
        lease: GRANT_END + 1 + 35 * SECOND
      })
    })
  })

  describe('release, abandon, finish', () => {
    test('a release opens the flow again and counts only a refusal', async () => {
      const { store } = bench()
      const { id, commit } = await aClaimed(store)
      expect(await store.release(id, commit, 1, fresh('req'))).toBe(true)
      const released = await stored(store, id)
      expect(released).toMatchObject({ state: 'verified', refusals: 1, grant: 'grant' })
      expect(released).not.toHaveProperty('commit')
      expect(released).not.toHaveProperty('lease')
      const again = claim()
      await store.claim(id, again, fresh('req'), NOON)
      await store.release(id, again.commit, 0, fresh('req'))
      expect(await stored(store, id)).toMatchObject({ refusals: 1 })
    })

    test('an abandoned flow is over, whoever holds its grant', async () => {
      const { store } = bench()
      const { id, commit } = await aClaimed(store)
      expect(await store.abandon(id, commit, fresh('req'), NOON + 5)).toBe(true)
      const over = await stored(store, id)
      expect(over).toMatchObject({ state: 'verified', expiresAt: NOON + 5, grantUntil: NOON + 5 })
      expect(over).not.toHaveProperty('grant')
      expect(over).not.toHaveProperty('commit')
      expect(over).not.toHaveProperty('lease')
      expect(await store.claim(id, claim(), fresh('req'), NOON + 4)).toBeUndefined()
    })

    test('finishing spends the grant and leaves a notice to send', async () => {
      const { store } = bench()
      const { id, commit } = await aClaimed(store)
      expect(counted(await crowd(10, () => store.finish(id, commit, fresh('req'), NOON + 5)))).toBeGreaterThanOrEqual(1)
      const done = await stored(store, id)
      expect(done).toMatchObject({ state: 'committed', committedAt: NOON + 5, work: 'notice' })
      expect(done).not.toHaveProperty('grant')
      expect(done).not.toHaveProperty('lease')
      expect(await store.release(id, commit, 0, fresh('req'))).toBe(false)
      expect(await store.abandon(id, commit, fresh('req'), NOON)).toBe(false)
      expect(await stored(store, id)).toStrictEqual(done)
    })

    test('finishing again says so, and does not bring back a notice that was sent', async () => {
      const { store } = bench()
      const { id, commit } = await aClaimed(store)
      await store.finish(id, commit, fresh('req'), NOON)
      await store.claimNotice(id, fresh('event'))
      expect(await store.finish(id, commit, fresh('req'), NOON)).toBe(true)
      expect(await stored(store, id)).not.toHaveProperty('work')
    })
  })

  describe('stuck', () => {
    // Leases of a year of their own, so that other tests' flows are not among them.
    const LONG_AGO = Date.UTC(2020, 0, 1)
    const ofLongAgo = { expiresAt: LONG_AGO + 1e12 }

    test('lists flows whose lease ended, oldest first, up to the limit', async () => {
      const { store, set } = bench()
      const [late, early, running] = [await aClaimed(store, ofLongAgo), await aClaimed(store, ofLongAgo), await aClaimed(store, ofLongAgo)]
      await set(`flow#${late.id}`, 'lease', { N: String(LONG_AGO + 2) })
      await set(`flow#${early.id}`, 'lease', { N: String(LONG_AGO + 1) })
      await set(`flow#${running.id}`, 'lease', { N: String(LONG_AGO + 3) })
      expect(await store.stuck(LONG_AGO + 3, 10)).toEqual([early.id, late.id])
      expect(await store.stuck(LONG_AGO + 3, 1)).toEqual([early.id])
    })

    test('a flow that was settled in any way is not listed', async () => {
      const { store, raw } = bench()
      const [finished, released, abandoned] = [await aClaimed(store), await aClaimed(store), await aClaimed(store)]
      const listed = async () => new Set(await store.stuck(LEASE_END + 1, 1000))
      for (const { id } of [finished, released, abandoned]) expect(await listed()).toContain(id)
      await store.finish(finished.id, finished.commit, fresh('req'), NOON)
      await store.release(released.id, released.commit, 0, fresh('req'))
      await store.abandon(abandoned.id, abandoned.commit, fresh('req'), NOON)
      for (const { id } of [finished, released, abandoned]) expect(await listed()).not.toContain(id)
      for (const { id } of [finished, released, abandoned]) expect(await raw(`flow#${id}`)).not.toHaveProperty('stuck')
    })
  })
}
