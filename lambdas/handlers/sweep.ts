import type { Context } from 'aws-lambda'
import { composeSweep, type Host } from '../compose.ts'
import type { Environment } from '../config.ts'
import { deadlineOf } from '../http/api.ts'
import { sweep } from '../operations/sweep.ts'

/** Every minute, under commit's role. */
export function create(env: Environment, host?: Host) {
  const deps = composeSweep(env, host)
  return (_event: unknown, context: Context) => sweep(deps, deadlineOf(context))
}
