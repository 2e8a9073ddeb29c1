import { composeChange, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { changeEndpoint } from '../http/change.ts'
import { withPing } from '../http/ping.ts'
import { changePassword } from '../operations/change-password.ts'
import { ping, visitsOfFinders } from '../operations/ping.ts'

/** People who know their password, changing it as themselves. */
export function create(env: Environment, host?: Host) {
  const deps = composeChange(env, host)
  const answer = api(deps, { 'POST /v1/password': changeEndpoint((input, deadline) => changePassword(deps, input, deadline)) })
  return withPing(answer, (deadline) => ping(deps.log, visitsOfFinders(deps.stores), deadline))
}
