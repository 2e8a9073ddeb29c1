import { composeLocate, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { withPing } from '../http/ping.ts'
import { stream } from '../http/stream.ts'
import { locate } from '../operations/locate.ts'
import { ping, visitsOfFinders } from '../operations/ping.ts'

/** The stream worker that searches directories. */
export function create(env: Environment, host?: Host) {
  const deps = composeLocate(env, host)
  const work = stream(deps.log, (flow, _event, deadline) => locate(deps, flow, deadline))
  return withPing(work, (deadline) => ping(deps.log, visitsOfFinders(deps.stores), deadline))
}
