import { composeCommit, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { passwordEndpoint } from '../http/flows.ts'
import { withPing } from '../http/ping.ts'
import { commit } from '../operations/commit.ts'
import { ping, visitsOfResetters } from '../operations/ping.ts'

/** The one function that writes to a directory. */
export function create(env: Environment, host?: Host) {
  const deps = composeCommit(env, host)
  const answer = api(deps, {
    'POST /v1/flows/{flow}/password': passwordEndpoint((input, deadline) => commit(deps, input, deadline))
  })
  return withPing(answer, (deadline) => ping(deps.log, visitsOfResetters(deps.stores.values()), deadline))
}
