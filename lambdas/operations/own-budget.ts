// What a change with the current password may cost a directory, charged before it is asked. The budgets of a person are below what locks them
// out there, under whatever names they are tried; a try that proved the password is given back, because the directory forgets it too.
import { canonical } from '../flow/canonical.ts'
import type { Realm } from '../flow/realm.ts'
import { untilNext } from '../flow/windows.ts'
import type { Clock, FlowStore, IndexKey } from '../ports.ts'

export interface OwnBudgetDeps {
  clock: Clock
  /** Keyed hashes of its own: the index key of the other functions is out of reach here. */
  index: Pick<IndexKey, 'hash'>
  flows: Pick<FlowStore, 'admitOwn' | 'tryOwn' | 'forgiveOwn'>
  known: Realm
  limits: { tries: number; windowMinutes: number; netHour: number; netDay: number }
}

export interface Admitted {
  now: number
  /** The keyed hash of the identifier, and of the client prefix: for the log, and for the account of nobody. */
  who: string
  net: string
  /** Counts a try at an account; false where it has all that it may, which nobody must see. */
  tries(acct: string): Promise<boolean>
  /** What was counted, given back. */
  forgive(): Promise<void>
}

export type Limited = { refusal: 'too_many_requests'; retryAfter: number; limit: 'net' | 'identifier'; net: string }

/** Charges the client prefix, then the identifier. Both may be seen to be used up: neither says whether anybody is behind the name. */
export async function admit(deps: OwnBudgetDeps, name: string, prefix: string): Promise<Admitted | Limited> {
  const { index, flows, limits } = deps
  const now = deps.clock.now()
  const run = { tries: limits.tries, seconds: limits.windowMinutes * 60 }
  const [net, who] = await Promise.all([index.hash('net', prefix), index.hash('id', canonical(name, deps.known))])
  const refused = { refusal: 'too_many_requests', net } as const
  if (!(await flows.admitOwn(net, now, { hour: limits.netHour, day: limits.netDay })))
    return { ...refused, limit: 'net', retryAfter: untilNext('hour', now) }

  const counted: [key: string, count: number][] = []
  async function count(key: string): Promise<boolean> {
    const tries = await flows.tryOwn(key, now, run)
    if (tries !== undefined) counted.push([key, tries])
    return tries !== undefined
  }
  if (!(await count(who))) return { ...refused, limit: 'identifier', retryAfter: run.seconds }
  return {
    now,
    who,
    net,
    tries: count,
    forgive: async () => {
      await Promise.all(counted.map(([key, tries]) => flows.forgiveOwn(key, tries)))
    }
  }
}
