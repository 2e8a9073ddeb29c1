import { composeAdmin, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { adminEndpoints } from '../http/admin.ts'
import { api } from '../http/api.ts'
import { administration } from '../operations/admin/administration.ts'

/** Settings, policies, and an end to what goes wrong: no code, no grant, nobody's password. */
export function create(env: Environment, host?: Host) {
  const deps = composeAdmin(env, host)
  return api(deps, adminEndpoints(administration(deps)))
}
