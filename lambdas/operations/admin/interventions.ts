// What an administrator may do to one person's recovery: end a flow, or switch self-service off and on for an account. They see nothing
// of the person, and get neither a code nor a password.
import type { Clock, FlowStore, Log, Random } from '../../ports.ts'
import { token } from '../tokens.ts'

export interface InterventionDeps {
  clock: Clock
  random: Random
  log: Log
  flows: Pick<FlowStore, 'cancel' | 'pause' | 'unpause'>
}

export type InterventionOutcome = 'done' | { refusal: 'not_found' }

/** Ends a flow. One that never was, is over, or whose password is being written is one answer. */
export async function cancelFlow({ clock, random, log, flows }: InterventionDeps, flow: string, by: string): Promise<InterventionOutcome> {
  if (!(await flows.cancel(flow, token(random, 12), clock.now()))) return { refusal: 'not_found' }
  log('admin.changed', { what: 'flow cancelled', flow, by })
  return 'done'
}

/** Switches self-service off for an account: its owner gets a message that says so instead of a code, and nobody else can tell. */
export async function pauseAccount({ clock, log, flows }: InterventionDeps, account: string, by: string): Promise<InterventionOutcome> {
  await flows.pause(account, clock.now())
  log('admin.changed', { what: 'account paused', account, by })
  return 'done'
}

/** Switches it on again, also where failures in a row had paused it. */
export async function unpauseAccount({ log, flows }: InterventionDeps, account: string, by: string): Promise<InterventionOutcome> {
  if (!(await flows.unpause(account))) return { refusal: 'not_found' }
  log('admin.changed', { what: 'account unpaused', account, by })
  return 'done'
}
