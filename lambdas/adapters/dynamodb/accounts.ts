// The account item: how often in a row its codes were guessed wrong, and the lock that lets one flow write its password. How often in a day is
// counted beside it, in an item that goes by itself like every other budget: this one is there for ever, and grows with nothing.
import { counterTtl, windowAt } from '../../flow/windows.ts'
import type { Account, FlowStore } from '../../ports.ts'
import { A1, A2, A3, A4_OFF, A4_ON, A5, L1 } from './expressions.ts'
import type { Items } from './items.ts'
import { pick } from './items.ts'
import { shortNet } from './limits.ts'

const key = (acct: string): string => `acct#${acct}`

type Steps = 'charge' | 'gate' | 'remember' | 'isPaused' | 'calm' | 'pause' | 'unpause'

export function accountsOf(items: Items): Pick<FlowStore, Steps> {
  return {
    async charge(acct, net, startedAt, now, { day, dayPerNet, streak }) {
      const isWithinDay = await items.apply(`lim#acct#${acct}#${windowAt(now).day}`, L1, {
        slots: { q: `d${shortNet(net)}` },
        values: { ttl: counterTtl(now), day, quarter: dayPerNet }
      })
      // Asked either way, so that no time tells which of the two refused; a day that is used up adds nothing to a streak.
      const isOpen = await items.apply(key(acct), A1, { values: { now, startedAt, streakMax: isWithinDay ? streak : 0 } })
      return isWithinDay && isOpen
    },

    async gate(acct, flow, startedAt, now) {
      const account = await items.applied(key(acct), A2, { values: { flow, startedAt, now } })
      return account && pick<Account>(account, ['history', 'hv'])
    },

    async remember(acct, history, seen = 0) {
      const isFirst = await items.apply(key(acct), A3, { values: { history, seen, next: seen + 1 } })
      return isFirst || (await items.read(key(acct), ['history']))?.['history'] === history
    },

    async isPaused(acct, maxStreak) {
      const account = await items.read(key(acct), ['off', 'streak'])
      return account?.['off'] !== undefined || Number(account?.['streak'] ?? 0) >= maxStreak
    },

    async calm(acct, login) {
      await items.apply(key(acct), A5, { values: { login } })
    },

    async pause(acct, now) {
      await items.apply(key(acct), A4_OFF, { values: { now } })
    },

    unpause: (acct) => items.apply(key(acct), A4_ON, {})
  }
}
