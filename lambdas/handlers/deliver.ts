import { composeDeliver, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { stream } from '../http/stream.ts'
import { deliver } from '../operations/deliver.ts'
import { notify } from '../operations/notify.ts'

/** The stream worker that sends codes and notices. */
export function create(env: Environment, host?: Host) {
  const deps = composeDeliver(env, host)
  return stream(deps.log, (flow, event, deadline) =>
    flow.work === 'notice' ? notify(deps, flow, event, deadline) : deliver(deps, flow, event, deadline)
  )
}
