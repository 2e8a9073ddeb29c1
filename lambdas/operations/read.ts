// Read: for reload, and for `locating`. Answers only whoever holds the cookie.
import { digest, grantFor } from '../flow/code.ts'
import type { FlowSettings, FlowView } from '../flow/flow.ts'
import { unpackPolicy } from '../flow/padding.ts'
import { isLost, refusesRead, type StepRefusal, view } from '../flow/steps.ts'
import type { Clock, Configuration, FlowStore } from '../ports.ts'
import { type ToldRule, tellReset } from './telling.ts'

export interface ReadDeps {
  clock: Clock
  flows: Pick<FlowStore, 'read'>
  settings: FlowSettings
  configuration: Pick<Configuration, 'policies'>
}

export interface ReadInput {
  flow: string
  secret: string
}

export type ReadOutcome = { view: FlowView & { grant?: string; policy?: ToldRule[] } } | { refusal: StepRefusal | 'directory_unavailable' }

/** The flow as the person sees it now; while it is verified, with the grant and the policy, so that a reload strands nobody. */
export async function read(deps: ReadDeps, input: ReadInput): Promise<ReadOutcome> {
  const now = deps.clock.now()
  const flow = await deps.flows.read(input.flow, 'flow')
  const refusal = refusesRead(flow, digest(input.secret), now)
  if (refusal || !flow) return { refusal: refusal ?? 'flow_not_found' }
  if (isLost(flow, now)) return { refusal: 'directory_unavailable' }
  const shown = view(flow, now, deps.settings)
  if (shown.state !== 'verified') return { view: shown }
  const policy = tellReset(await deps.configuration.policies(), unpackPolicy(flow.policy ?? ''), flow.locale)
  return { view: { ...shown, grant: grantFor(input.secret, flow.id, flow.version), policy } }
}
