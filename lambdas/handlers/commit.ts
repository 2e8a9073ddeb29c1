import { composeCommit, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { passwordEndpoint } from '../http/flows.ts'
import { withForms } from '../http/forms.ts'
import { withPing } from '../http/ping.ts'
import { commit } from '../operations/commit.ts'
import { ping, visitsOfResetters } from '../operations/ping.ts'

/** The one function that writes to a directory. */
export function create(env: Environment, host?: Host) {
  const deps = composeCommit(env, host)
  const committing = passwordEndpoint((input, deadline) => commit(deps, input, deadline))
  const answer = api(deps, withForms({ 'POST /v1/flows/{flow}/password': committing }))
  return withPing(answer, (deadline) => ping(deps.log, visitsOfResetters(deps.stores.values()), deadline))
}
