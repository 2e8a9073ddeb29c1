import { composeDeliver, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { stream } from '../http/stream.ts'
import { deliver } from '../operations/deliver.ts'
import { notify } from '../operations/notify.ts'
import { warn } from '../operations/warn.ts'

/** The stream worker that sends codes, notices and warnings. */
export function create(env: Environment, host?: Host) {
  const deps = composeDeliver(env, host)
  const works = { send: deliver, notice: notify, expiry: warn } as const
  return stream(deps.log, (flow, event, deadline) => works[flow.work ?? 'send'](deps, flow, event, deadline))
}
