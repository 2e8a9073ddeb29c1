// Budgets hold under a crowd, from the very first request on.
import { describe, expect, test } from 'vitest'
import type { Bench } from './bench.ts'
import { counted, crowd, DAY, fresh, HOUR, NOON } from './bench.ts'

const DATE = '20260101'
const BUDGET = { hour: 10, day: 20, hourPerNet: 5, dayPerNet: 10 }

export function limitTests(bench: () => Bench) {
  describe('the budget of a client prefix', () => {
    const max = { quarter: 30, day: 50 }

    test('RAC-5: 100 parallel first requests on an absent item are counted exactly', async () => {
      const { store, raw } = bench()
      const net = fresh('net')
      expect(counted(await crowd(100, () => store.admitNet(net, NOON, max)))).toBe(30)
      expect(await raw(`lim#net#${net}#${DATE}`)).toMatchObject({ d: { N: '30' }, q48: { N: '30' } })
    })

    test('the next quarter of an hour opens what is left of the day', async () => {
      const { store } = bench()
      const net = fresh('net')
      const admitted = async (now: number) => counted(await crowd(40, () => store.admitNet(net, now, max)))
      expect(await admitted(NOON)).toBe(30)
      expect(await admitted(NOON + HOUR / 4)).toBe(20)
      expect(await admitted(NOON + HOUR)).toBe(0)
      expect(await admitted(NOON + DAY)).toBe(30)
    })

    test('a refused request leaves no attribute', async () => {
      const { store, raw } = bench()
      const net = fresh('net')
      await crowd(50, (index) => store.admitNet(net, NOON + (index % 2) * HOUR, max))
      const before = await raw(`lim#net#${net}#${DATE}`)
      expect(await store.admitNet(net, NOON + 2 * HOUR, max)).toBe(false)
      expect(await raw(`lim#net#${net}#${DATE}`)).toStrictEqual(before)
    })
  })

  describe('the budget of an identifier or a destination', () => {
    test('100 parallel first requests from one prefix leave others their share', async () => {
      const { store } = bench()
      const key = fresh('key')
      const admitted = async (net: string, now: number) => counted(await crowd(100, () => store.admit('dest', key, net, now, BUDGET)))
      expect(await admitted('aaaaaaaa-rest', NOON)).toBe(5)
      expect(await admitted('bbbbbbbb-rest', NOON)).toBe(5)
      expect(await admitted('cccccccc-rest', NOON)).toBe(0)
      expect(await admitted('aaaaaaaa-rest', NOON + HOUR)).toBe(5)
      expect(await admitted('aaaaaaaa-rest', NOON + 2 * HOUR)).toBe(0)
      expect(await admitted('cccccccc-rest', NOON + 2 * HOUR)).toBe(5)
      expect(await admitted('dddddddd-rest', NOON + 3 * HOUR)).toBe(0)
      expect(await admitted('aaaaaaaa-rest', NOON + DAY)).toBe(5)
    })

    test('a refused request leaves no attribute', async () => {
      const { store, raw } = bench()
      const key = fresh('key')
      await crowd(5, () => store.admit('id', key, 'aaaaaaaa', NOON, BUDGET))
      const before = await raw(`lim#id#${key}#${DATE}`)
      expect(await store.admit('id', key, 'aaaaaaaa', NOON, BUDGET)).toBe(false)
      expect(await raw(`lim#id#${key}#${DATE}`)).toStrictEqual(before)
    })

    test('identifiers and destinations are counted apart', async () => {
      const { store } = bench()
      const key = fresh('key')
      await crowd(5, () => store.admit('id', key, 'net', NOON, BUDGET))
      expect(await store.admit('id', key, 'net', NOON, BUDGET)).toBe(false)
      expect(await store.admit('dest', key, 'net', NOON, BUDGET)).toBe(true)
    })
  })

  test('every counter goes a day after its own', async () => {
    const { store, raw } = bench()
    const [key, net, prefix] = [fresh('key'), fresh('net'), fresh('prefix')]
    await store.admitNet(net, NOON, { quarter: 1, day: 1 })
    await store.admit('dest', key, net, NOON, BUDGET)
    await store.admitSms(prefix, fresh('net'), NOON, { day: 1, prefixHour: 1, netDay: 1 })
    for (const pk of [`lim#net#${net}`, `lim#dest#${key}`, `lim#pfx#${prefix}`, 'lim#sms'])
      expect((await raw(`${pk}#${DATE}`))?.['ttl']).toEqual({ N: String(Date.UTC(2026, 0, 3) / 1000) })
  })

  describe('the budgets of SMS', () => {
    /** The global counter is one item a day: each test has a day of its own. */
    let days = 0
    const aDay = () => NOON + ++days * DAY
    const max = { day: 30, prefixHour: 20, netDay: 10 }

    test('100 parallel first messages from one prefix are counted exactly', async () => {
      const { store } = bench()
      const now = aDay()
      const [net, prefix] = [fresh('net'), fresh('prefix')]
      expect(counted(await crowd(100, () => store.admitSms(prefix, net, now, max)))).toBe(10)
    })

    test('a number prefix is bounded by the hour, everybody together by the day', async () => {
      const { store } = bench()
      const now = aDay()
      const prefix = fresh('prefix')
      const admitted = async (numbers: string, at: number) => counted(await crowd(25, () => store.admitSms(numbers, fresh('net'), at, max)))
      expect(await admitted(prefix, now)).toBe(20)
      expect(await admitted(prefix, now + HOUR)).toBe(10)
      expect(await admitted(fresh('prefix'), now + HOUR)).toBe(0)
    })

    test('a client prefix that used up its own share takes nothing from the others', async () => {
      const { store } = bench()
      const now = aDay()
      const [net, prefix] = [fresh('net'), fresh('prefix')]
      await crowd(100, () => store.admitSms(prefix, net, now, max))
      expect(counted(await crowd(25, () => store.admitSms(prefix, fresh('net'), now, max)))).toBe(10)
      expect(counted(await crowd(25, () => store.admitSms(fresh('prefix'), fresh('net'), now, max)))).toBe(10)
    })
  })
}
