import { composeFlow, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { challengeEndpoint, configEndpoint, readEndpoint, startEndpoint } from '../http/flows.ts'
import { challenge } from '../operations/challenge.ts'
import { read } from '../operations/read.ts'
import { start } from '../operations/start.ts'

/** What the page has to know, start, read and challenge: everything before a code is compared. */
export function create(env: Environment, host?: Host) {
  const deps = composeFlow(env, host)
  const { configuration, locales, branding, settings } = deps
  return api(deps, {
    'GET /v1/config': configEndpoint(() => configuration.mode(), { locales, codeLength: settings.codeLength, branding }),
    'POST /v1/flows': startEndpoint((input) => start(deps, input), deps.settings.flowSeconds),
    'GET /v1/flows/{flow}': readEndpoint((input) => read(deps, input)),
    'POST /v1/flows/{flow}/challenge': challengeEndpoint((input) => challenge(deps, input))
  })
}
