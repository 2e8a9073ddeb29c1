import type { Context } from 'aws-lambda'
import { composeRemind, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { deadlineOf } from '../http/api.ts'
import { remind } from '../operations/remind.ts'

/** Every hour: once a day everybody is looked at whose password may soon expire. */
export function create(env: Environment, host?: Host) {
  const deps = composeRemind(env, host)
  return (_event: unknown, context: Context) => remind(deps, deadlineOf(context))
}
