import { composeStatusSet, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { statusSetEndpoint } from '../http/admin-status.ts'
import { api } from '../http/api.ts'
import { setStatus } from '../operations/admin/status-set.ts'

/** Enables, unlocks, demands a change of password; it can write no password and read none. */
export function create(env: Environment, host?: Host) {
  const deps = composeStatusSet(env, host)
  return api(deps, {
    'PUT /v1/admin/status': statusSetEndpoint((whom, change, by, deadline) => setStatus(deps, whom, change, by, deadline))
  })
}
