import { composePage, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { assetEndpoint, inColour, pageEndpoint } from '../http/page.ts'

/** The page and its files. */
export function create(env: Environment, host?: Host) {
  const deps = composePage(env, host)
  const assets = inColour(deps.assets, deps.page.branding)
  return api(deps, {
    'GET /': pageEndpoint(assets, deps.page, deps),
    'GET /assets/{file}': assetEndpoint(assets)
  })
}
