import { composeVerify, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { api } from '../http/api.ts'
import { verifyEndpoint } from '../http/flows.ts'
import { withForms } from '../http/forms.ts'
import { verify } from '../operations/verify.ts'

/** The one function that compares codes. */
export function create(env: Environment, host?: Host) {
  const deps = composeVerify(env, host)
  const verifying = verifyEndpoint((input) => verify(deps, input), deps.settings.codeLength)
  return api(deps, withForms({ 'POST /v1/flows/{flow}/verify': verifying }))
}
