// The account item: failures are bounded, and one flow at a time writes its password.
import { describe, expect, test } from 'vitest'
import type { AccountLimits } from '../../../lambdas/ports.ts'
import type { Bench } from './bench.ts'
import { counted, crowd, DAY, fresh, NOON, rounds } from './bench.ts'

const LIMITS: AccountLimits = { day: 15, dayPerNet: 10, streak: 100 }

export function accountTests(bench: () => Bench, races: number) {
  const charge = (acct: string, net: string, now = NOON, limits = LIMITS) => bench().store.charge(acct, net, NOON, now, limits)

  describe('charge', () => {
    test('100 parallel failures from one prefix leave others their share of the day', async () => {
      const acct = fresh('acct')
      expect(counted(await crowd(100, () => charge(acct, 'aaaaaaaa-rest')))).toBe(10)
      expect(counted(await crowd(100, () => charge(acct, 'bbbbbbbb-rest')))).toBe(5)
      expect(await charge(acct, 'cccccccc-rest')).toBe(false)
      expect(await charge(acct, 'cccccccc-rest', NOON + DAY)).toBe(true)
    })

    test('a refused failure leaves no trace', async () => {
      const acct = fresh('acct')
      await crowd(15, (index) => charge(acct, `net-${index}---`))
      const before = await bench().raw(`acct#${acct}`)
      expect(before?.['streak']).toEqual({ N: '15' })
      expect(await charge(acct, 'dddddddd', NOON + 5)).toBe(false)
      expect(await bench().raw(`acct#${acct}`)).toStrictEqual(before)
    })

    test('an account that is guessed at on 400 days is as large as one that was guessed at on one', async () => {
      const acct = fresh('acct')
      for (let day = 0; day < 400; day++) {
        // Whoever gets in now and then ends the streak, and nothing else.
        if (day % 50 === 0) await bench().set(`acct#${acct}`, 'streak', { N: '0' })
        expect(await charge(acct, `net-${day}--`, NOON + day * DAY)).toBe(true)
      }
      expect(Object.keys((await bench().raw(`acct#${acct}`)) ?? {}).sort()).toEqual(['failedAt', 'pk', 'streak'])
      // What a day counted goes by itself when the next one is over.
      const last = new Date(NOON + 399 * DAY).toISOString().slice(0, 10).replaceAll('-', '')
      expect(await bench().raw(`lim#acct#${acct}#${last}`)).toEqual({
        pk: { S: `lim#acct#${acct}#${last}` },
        d: { N: '1' },
        'dnet-399-': { N: '1' },
        ttl: { N: String((Math.floor(NOON / DAY) + 401) * (DAY / 1000)) }
      })
    })

    test('the streak goes over days and stops at its cap', async () => {
      const acct = fresh('acct')
      const admitted: number[] = []
      for (let day = 0; day < 8; day++)
        admitted.push(counted(await crowd(40, (index) => charge(acct, `net-${index % 4}---`, NOON + day * DAY))))
      expect(admitted).toEqual([15, 15, 15, 15, 15, 15, 10, 0])
      expect((await bench().raw(`acct#${acct}`))?.['streak']).toEqual({ N: '100' })
    })

    test('an account that is switched off, or was changed since the flow began, refuses every code', async () => {
      const { store, set } = bench()
      const [off, changed] = [fresh('acct'), fresh('acct')]
      await set(`acct#${off}`, 'off', { N: '1' })
      await store.gate(changed, fresh('flow'), NOON, NOON)
      expect(await charge(off, 'net')).toBe(false)
      expect(await charge(changed, 'net')).toBe(false)
      expect(await store.charge(changed, 'net', NOON + 1, NOON + 1, LIMITS)).toBe(true)
    })
  })

  describe('gate', () => {
    test('two siblings at once: one may write the password', async () => {
      const { store } = bench()
      await rounds(races, async () => {
        const acct = fresh('acct')
        expect(counted(await crowd(2, () => store.gate(acct, fresh('flow'), NOON, NOON + 1)))).toBe(1)
      })
    })

    test('lets its holder in again, and a flow that began after the change', async () => {
      const { store } = bench()
      const acct = fresh('acct')
      expect(await store.gate(acct, 'first', NOON, NOON + 10)).toBeDefined()
      expect(await store.gate(acct, 'first', NOON, NOON + 20)).toBeDefined()
      expect(await store.gate(acct, 'sibling', NOON + 20, NOON + 30)).toBeUndefined()
      expect(await store.gate(acct, 'later', NOON + 21, NOON + 30)).toBeDefined()
      expect(await store.gate(acct, 'first', NOON, NOON + 40)).toBeUndefined()
    })

    test('ends the failure streak and answers the history', async () => {
      const { store, raw } = bench()
      const acct = fresh('acct')
      await charge(acct, 'net')
      expect(await store.gate(acct, 'flow', NOON, NOON)).toStrictEqual({})
      expect((await raw(`acct#${acct}`))?.['streak']).toEqual({ N: '0' })
      await store.remember(acct, 'history', undefined)
      expect(await store.gate(acct, 'flow', NOON, NOON)).toStrictEqual({ history: 'history', hv: 1 })
    })

    test('a switched-off account stays shut', async () => {
      const { store, set } = bench()
      const acct = fresh('acct')
      await set(`acct#${acct}`, 'off', { N: '1' })
      expect(await store.gate(acct, 'flow', NOON, NOON)).toBeUndefined()
    })
  })

  describe('remember', () => {
    test('20 parallel histories on the same version have one winner', async () => {
      const { store, raw } = bench()
      const acct = fresh('acct')
      for (const seen of [undefined, 1]) {
        const histories = await crowd(20, async () => {
          const history = fresh('history')
          return (await store.remember(acct, history, seen)) ? history : undefined
        })
        expect(counted(histories)).toBe(1)
        expect(await raw(`acct#${acct}`)).toMatchObject({ history: { S: histories.find(Boolean) }, hv: { N: String((seen ?? 0) + 1) } })
      }
    })
  })

  describe('isPaused and calm', () => {
    test('an account is paused by a full streak or by being switched off', async () => {
      const { store, set } = bench()
      const acct = fresh('acct')
      expect(await store.isPaused(acct, 2)).toBe(false)
      await charge(acct, 'net')
      expect(await store.isPaused(acct, 2)).toBe(false)
      await charge(acct, 'net')
      expect(await store.isPaused(acct, 2)).toBe(true)
      expect(await store.isPaused(acct, 3)).toBe(false)
      await set(`acct#${acct}`, 'off', { N: '1' })
      expect(await store.isPaused(acct, 3)).toBe(true)
    })

    test('a login ends a streak that is older than it, and no younger one', async () => {
      const { store, raw } = bench()
      const acct = fresh('acct')
      await charge(acct, 'net', NOON)
      await store.calm(acct, NOON)
      expect((await raw(`acct#${acct}`))?.['streak']).toEqual({ N: '1' })
      await store.calm(acct, NOON + 1)
      expect((await raw(`acct#${acct}`))?.['streak']).toEqual({ N: '0' })
    })

    test('a login of an account that never failed leaves no item', async () => {
      const { store, raw } = bench()
      const acct = fresh('acct')
      await store.calm(acct, NOON)
      expect(await raw(`acct#${acct}`)).toBeUndefined()
    })
  })
}
