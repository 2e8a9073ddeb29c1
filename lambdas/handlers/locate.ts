import { composeLocate, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { stream } from '../http/stream.ts'
import { locate } from '../operations/locate.ts'

/** The stream worker that searches directories. */
export function create(env: Environment, host?: Host) {
  const deps = composeLocate(env, host)
  return stream(deps.log, (flow, _event, deadline) => locate(deps, flow, deadline))
}
