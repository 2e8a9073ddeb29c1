import { composeStatus, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { statusEndpoint } from '../http/admin-status.ts'
import { api } from '../http/api.ts'
import { readStatus } from '../operations/admin/status.ts'

/** Tells administrators how an account stands; it can only look. */
export function create(env: Environment, host?: Host) {
  const deps = composeStatus(env, host)
  return api(deps, { 'GET /v1/admin/status': statusEndpoint((whom, deadline) => readStatus(deps, whom, deadline)) })
}
