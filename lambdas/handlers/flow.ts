import { composeFlow, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { challengeEndpoint, readEndpoint, startEndpoint } from '../http/flows.ts'
import { withPages } from '../http/form-pages.ts'
import { linkEndpoints } from '../http/link.ts'
import { challenge } from '../operations/challenge.ts'
import { read } from '../operations/read.ts'
import { start } from '../operations/start.ts'

/** What the page has to know, start, read and challenge: everything before a code is compared. */
export function create(env: Environment, host?: Host) {
  const deps = composeFlow(env, host)
  const { configuration, settings, page } = deps
  const reading = readEndpoint((input) => read(deps, input))
  const starting = startEndpoint((input) => start(deps, input), settings.flowSeconds)
  const challenging = challengeEndpoint((input) => challenge(deps, input))
  const calls = { 'POST /v1/flows': starting, 'GET /v1/flows/{flow}': reading, 'POST /v1/flows/{flow}/challenge': challenging }
  return api(deps, { ...linkEndpoints(configuration.forgotPassword, page, deps.origin), ...withPages(calls, deps) })
}
