// Mails that a password expires, and how far the list of people was gone through to find who gets one.
import type { FlowStore } from '../../ports.ts'
import { E1, E2, E2_SPENT, E3_FIRST, E3_NEXT } from './expressions.ts'
import type { Items } from './items.ts'

const key = (id: string): string => `expiry#${id}`
const roundKey = (store: string): string => `run#expiry#${store}`

/** A stream record is brought for ten minutes at most. */
const LOST_AFTER = 3_600_000

type Steps = 'warn' | 'claimWarning' | 'isWarningSpent' | 'round' | 'advance'

export const warningsOf = (items: Items): Pick<FlowStore, Steps> => ({
  warn: (id, warning, now) => items.apply(key(id), E1, { values: { ...warning, now, lost: now - LOST_AFTER } }),

  claimWarning: (id, event, now) => items.apply(key(id), E2, { values: { event, now } }),

  isWarningSpent: (id, event) => items.apply(key(id), E2_SPENT, { values: { event } }),

  async round(store) {
    const item = await items.read(roundKey(store), ['day', 'pages', 'ended'])
    return item && { day: String(item['day']), pages: Number(item['pages']), isOver: item['ended'] === 1 }
  },

  advance(store, { day, pages, isOver }, { seen, by }) {
    const values = { day, pages, ended: isOver ? 1 : 0, by }
    return seen === 0
      ? items.apply(roundKey(store), E3_FIRST, { values })
      : items.apply(roundKey(store), E3_NEXT, { values: { ...values, seen } })
  }
})
