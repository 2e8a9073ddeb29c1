// The account item: how often its codes were guessed wrong, and the lock that lets one flow write its password.
import { windowAt } from '../../flow/windows.ts'
import type { Account, FlowStore } from '../../ports.ts'
import { A1, A2, A3, A4_OFF, A4_ON, A5 } from './expressions.ts'
import type { Items } from './items.ts'
import { pick } from './items.ts'
import { shortNet } from './limits.ts'

const key = (acct: string): string => `acct#${acct}`

type Steps = 'charge' | 'gate' | 'remember' | 'isPaused' | 'calm' | 'pause' | 'unpause'

export function accountsOf(items: Items): Pick<FlowStore, Steps> {
  return {
    charge(acct, net, startedAt, now, { day, dayPerNet, streak }) {
      const today = windowAt(now).day
      return items.apply(key(acct), A1, {
        slots: { day: today, dayNet: `${today}${shortNet(net)}` },
        values: { now, startedAt, dayMax: day, dayNetMax: dayPerNet, streakMax: streak }
      })
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
