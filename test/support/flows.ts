// Builders of flows for tests.
import type { Flow, FlowSettings, Mode } from '../../lambdas/flow/flow.ts'
import { fixedOption } from '../../lambdas/flow/options.ts'
import { started } from '../../lambdas/flow/steps.ts'

/** The defaults of a deployment. */
export const settings: FlowSettings = {
  codeLength: 8,
  codeSeconds: 600,
  maxAttempts: 5,
  maxSends: 3,
  flowSeconds: 1800,
  grantSeconds: 600,
  maxRefusals: 10,
  leaseSeconds: 35
}

/** A flow that was started at `now` by somebody whose cookie digest is `cookie`. */
export function aFlow(over: Partial<Flow> & { mode?: Mode } = {}, now = Date.UTC(2026, 0, 1)): Flow {
  const { id = 'flow-of-a-test-0000000', mode = 'email' } = over
  const option = fixedOption(id, mode)
  const facts = {
    id,
    mode,
    cookie: 'cookie',
    who: 'alice',
    seed: 'seed',
    locale: 'en',
    net: 'netnetnetnet',
    area: '192.0.2.x',
    req: 'req',
    kid: 'kid'
  }
  return { ...started(option === undefined ? facts : { ...facts, option }, now, settings), ...over }
}
