import { composePage, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { assetEndpoint, changePasswordEndpoint, pageEndpoint } from '../http/page.ts'

/** The page, its files, and the well-known address. */
export function create(env: Environment, host?: Host) {
  const deps = composePage(env, host)
  return api(deps, {
    'GET /': pageEndpoint(deps.assets, deps.page),
    'GET /assets/{file}': assetEndpoint(deps.assets),
    'GET /.well-known/change-password': changePasswordEndpoint(deps.origin)
  })
}
