import { composeVerify, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { verifyEndpoint } from '../http/flows.ts'
import { verify } from '../operations/verify.ts'

/** The one function that compares codes. */
export function create(env: Environment, host?: Host) {
  const deps = composeVerify(env, host)
  return api(deps, {
    'POST /v1/flows/{flow}/verify': verifyEndpoint((input) => verify(deps, input), deps.settings.codeLength)
  })
}
