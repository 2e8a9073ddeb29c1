// Sweep: settles what a crash left between the directory's write and ours. It has no password, so it only looks.
import type { Flow } from '../flow/flow.ts'
import { unpackPerson } from '../flow/padding.ts'
import type { Clock, Deadline, FlowStore, Log, Random, Resetter } from '../ports.ts'
import { hasChanged } from './change.ts'
import { token } from './tokens.ts'

export interface SweepDeps {
  clock: Clock
  random: Random
  log: Log
  flows: Pick<FlowStore, 'stuck' | 'reclaim' | 'gate' | 'release' | 'finish'>
  stores: ReadonlyMap<string, Resetter>
  leaseSeconds: number
}

const AT_ONCE = 25

/** Settles the flows whose lease ran out; returns how many. One that cannot be looked at now keeps its new lease and comes again. */
export async function sweep(deps: SweepDeps, deadline: Deadline): Promise<number> {
  let settled = 0
  for (const id of await deps.flows.stuck(deps.clock.now(), AT_ONCE)) if (await settle(deps, id, deadline)) settled++
  return settled
}

async function settle(deps: SweepDeps, id: string, deadline: Deadline): Promise<boolean> {
  const { clock, flows, log } = deps
  const holder = token(deps.random, 16)
  const now = clock.now()
  const flow = await flows.reclaim(id, holder, deps.leaseSeconds, token(deps.random, 12), now)
  if (!flow?.acct) return false
  try {
    const isHeld = (await flows.gate(flow.acct, flow.id, flow.startedAt, now)) !== undefined
    const isApplied = isHeld && (await wasApplied(deps, flow, deadline))
    if (isApplied) await flows.finish(id, holder, token(deps.random, 12), clock.now())
    else await flows.release(id, holder, 0, token(deps.random, 12))
    log('commit.settled', { flow: id, applied: isApplied })
    return true
  } catch (fault) {
    log('commit.failed', { flow: id, fault: fault instanceof Error ? fault.message : 'unknown' })
    return false
  }
}

async function wasApplied(deps: SweepDeps, flow: Flow, deadline: Deadline): Promise<boolean> {
  const person = unpackPerson(flow.person ?? '{}')
  const entry = await deps.stores.get(person.store)?.read(person.guid, person.dn, deadline)
  return entry !== undefined && hasChanged(entry, flow.marker)
}
