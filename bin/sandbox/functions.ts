// The functions themselves: the deployed handlers, each with the variables that the stack would set for it.
import type { APIGatewayProxyEvent, APIGatewayProxyResult, DynamoDBStreamEvent } from 'aws-lambda'
import type { Environment } from '../../lambdas/config.ts'
import type { Clock, Log, Random } from '../../lambdas/ports.ts'
import { variablesFor } from './environment.ts'
import { asFunction, type Invoke } from './function.ts'

export interface Functions {
  /** Those behind the gateway, by the name that routes use. */
  api: Readonly<Record<string, Invoke<APIGatewayProxyEvent, APIGatewayProxyResult>>>
  /** Those behind the table's stream. */
  workers: Readonly<Record<'locate' | 'deliver', Invoke<DynamoDBStreamEvent, unknown>>>
  sweep: Invoke<unknown, unknown>
  remind: Invoke<unknown, unknown>
}

/** What `loadHandlers` found; apart from its use, so that loading and starting servers overlap. */
export type Handlers = Awaited<ReturnType<typeof loadHandlers>>

/** Loads the code of every function. */
export async function loadHandlers() {
  const [page, flow, verify, commit, change, sweep, locate, deliver, admin, status, statusSet, remind] = await Promise.all([
    import('../../lambdas/handlers/page.ts'),
    import('../../lambdas/handlers/flow.ts'),
    import('../../lambdas/handlers/verify.ts'),
    import('../../lambdas/handlers/commit.ts'),
    import('../../lambdas/handlers/change.ts'),
    import('../../lambdas/handlers/sweep.ts'),
    import('../../lambdas/handlers/locate.ts'),
    import('../../lambdas/handlers/deliver.ts'),
    import('../../lambdas/handlers/admin.ts'),
    import('../../lambdas/handlers/status.ts'),
    import('../../lambdas/handlers/status-set.ts'),
    import('../../lambdas/handlers/remind.ts')
  ])
  return { page, flow, verify, commit, change, sweep, locate, deliver, admin, status, statusSet, remind }
}

/** Composes every function, as a cold start would. */
export function createFunctions(handlers: Handlers, environment: Environment, host: { clock: Clock; random: Random; log: Log }): Functions {
  return {
    api: {
      page: asFunction('page', handlers.page.create(variablesFor('page', environment), host)),
      flow: asFunction('flow', handlers.flow.create(variablesFor('flow', environment), host)),
      verify: asFunction('verify', handlers.verify.create(variablesFor('verify', environment), host)),
      commit: asFunction('commit', handlers.commit.create(variablesFor('commit', environment), host)),
      change: asFunction('change', handlers.change.create(variablesFor('change', environment), host)),
      admin: asFunction('admin', handlers.admin.create(variablesFor('admin', environment), host)),
      status: asFunction('status', handlers.status.create(variablesFor('status', environment), host)),
      'status-set': asFunction('status-set', handlers.statusSet.create(variablesFor('status-set', environment), host))
    },
    workers: {
      locate: asFunction('locate', handlers.locate.create(variablesFor('locate', environment), host)),
      deliver: asFunction('deliver', handlers.deliver.create(variablesFor('deliver', environment), host))
    },
    sweep: asFunction('sweep', handlers.sweep.create(variablesFor('sweep', environment), host)),
    remind: asFunction('remind', handlers.remind.create(variablesFor('remind', environment), host))
  }
}
