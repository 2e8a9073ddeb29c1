// Budgets: each admission charges its counters in one conditional write, and a refused one leaves no trace.
import { counterTtl, windowAt } from '../../flow/windows.ts'
import type { FlowStore } from '../../ports.ts'
import { L1, L2, L3, L5_FIRST, L5_NEXT, L6 } from './expressions.ts'
import type { Items } from './items.ts'

/** A client prefix inside an attribute's name: its keyed hash, cut. Prefixes that share the cut share a budget. */
export const shortNet = (net: string): string => net.slice(0, 8)

const ownKey = (key: string): string => `lim#own#${key}`

export function limitsOf(items: Items): Pick<FlowStore, 'admitNet' | 'admit' | 'admitSms' | 'admitOwn' | 'tryOwn' | 'forgiveOwn'> {
  return {
    admitNet(net, now, max) {
      const { day, quarter } = windowAt(now)
      return items.apply(`lim#net#${net}#${day}`, L1, {
        slots: { q: quarter },
        values: { ttl: counterTtl(now), day: max.day, quarter: max.quarter }
      })
    },

    admit(kind, key, net, now, { hour, day, hourPerNet, dayPerNet }) {
      const window = windowAt(now)
      const short = shortNet(net)
      return items.apply(`lim#${kind}#${key}#${window.day}`, L2, {
        slots: { h: window.hour, pd: `d${short}`, ph: `${window.hour}${short}` },
        values: { ttl: counterTtl(now), hour, day, hourPerNet, dayPerNet }
      })
    },

    admitOwn(net, now, max) {
      const { day, hour } = windowAt(now)
      return items.apply(`lim#own#${net}#${day}`, L1, {
        slots: { q: hour },
        values: { ttl: counterTtl(now), day: max.day, quarter: max.hour }
      })
    },

    async tryOwn(key, now, { tries, seconds }) {
      const until = now + seconds * 1000
      const values = { now, until, ttl: counterTtl(until) }
      const first = await items.apply(ownKey(key), L5_FIRST, { values })
      if (first) return 1
      const next = await items.applied(ownKey(key), L5_NEXT, { values: { ...values, max: tries } })
      return next && Number(next['n'])
    },

    async forgiveOwn(key, counted) {
      await items.apply(ownKey(key), L6, { values: { counted, less: counted - 1 } })
    },

    // From the narrowest to the widest: a client prefix that has used up its own share must not eat the others' global one.
    async admitSms(prefix, net, now, max) {
      const { day, hour } = windowAt(now)
      const charge = (pk: string, n: string, most: number) =>
        items.apply(pk, L3, { slots: { n }, values: { ttl: counterTtl(now), max: most } })
      return (
        (await charge(`lim#net#${net}#${day}`, 's', max.netDay)) &&
        (await charge(`lim#pfx#${prefix}#${day}`, hour, max.prefixHour)) &&
        (await charge(`lim#sms#${day}`, 'd', max.day))
      )
    }
  }
}
