import { composePage, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { assetEndpoint, changePasswordEndpoint, configEndpoint, pageEndpoint } from '../http/page.ts'

/** The page, its files, what it has to know, and the well-known address. */
export function create(env: Environment, host?: Host) {
  const deps = composePage(env, host)
  return api(deps, {
    'GET /': pageEndpoint(deps.assets),
    'GET /assets/{file}': assetEndpoint(deps.assets),
    'GET /v1/config': configEndpoint(deps.config),
    'GET /.well-known/change-password': changePasswordEndpoint(deps.origin)
  })
}
