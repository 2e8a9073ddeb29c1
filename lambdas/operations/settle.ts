// What the directory did becomes what the flow is: the one place where a held commit ends.
import type { Flow } from '../flow/flow.ts'
import type { StepRefusal } from '../flow/steps.ts'
import type { Account, Clock, FlowStore, Log, Random } from '../ports.ts'
import type { Change } from './change.ts'
import { type ToldRule, tellViolations } from './telling.ts'
import { token } from './tokens.ts'

export interface SettleDeps {
  clock: Clock
  random: Random
  log: Log
  flows: Pick<FlowStore, 'read' | 'release' | 'abandon' | 'finish'>
}

/** A flow of which this invocation is the holder, until it settles it or its lease runs out. */
export interface Held {
  flow: Flow
  holder: string
  /** The account as the gate left it. */
  account: Account
}

export type CommitOutcome =
  | { committed: true }
  | { refusal: 'password_unacceptable'; violations: ToldRule[] }
  | { refusal: StepRefusal | 'directory_unavailable' }

/** Writes down what became of a change, and says it. */
export async function settle({ clock, random, flows, log }: SettleDeps, { flow, holder }: Held, outcome: Change): Promise<CommitOutcome> {
  const { id } = flow
  const req = token(random, 12)
  switch (outcome.kind) {
    case 'changed': {
      const isOurs = await flows.finish(id, holder, req, clock.now())
      log('commit.changed', { flow: id, account: flow.acct, ...(outcome.fault === undefined ? {} : { fault: outcome.fault }) })
      // Somebody who took over meanwhile may have finished for us.
      return isOurs || (await flows.read(id, 'commit'))?.state === 'committed' ? { committed: true } : { refusal: 'out_of_order' }
    }
    case 'refused':
      // After a crash the try before may have been applied, and only the sweep, which needs no password, can tell.
      if (flow.was !== 'committing') await flows.release(id, holder, 1, req)
      log('commit.refused', { flow: id, rules: outcome.violations.map(({ rule }) => rule).join(' ') })
      return { refusal: 'password_unacceptable', violations: tellViolations(outcome.violations, flow.locale) }
    case 'over':
      await flows.abandon(id, holder, req, clock.now())
      log('commit.rejected', { flow: id, reason: outcome.reason })
      return { refusal: 'grant_rejected' }
    case 'unchanged':
      await flows.release(id, holder, 0, req)
      log('commit.failed', { flow: id, fault: outcome.fault })
      return { refusal: 'directory_unavailable' }
    // What may have been applied keeps its claim: the next try, or the sweep, looks before it writes.
    case 'earlier':
    case 'unknown':
      log('commit.unknown', { flow: id, fault: outcome.fault })
      return { refusal: outcome.kind === 'earlier' ? 'out_of_order' : 'directory_unavailable' }
  }
}
