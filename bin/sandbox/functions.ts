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
}

/** What `loadHandlers` found; apart from its use, so that loading and starting servers overlap. */
export type Handlers = Awaited<ReturnType<typeof loadHandlers>>

/** Loads the code of every function. */
export async function loadHandlers() {
  const [page, flow, verify, commit, sweep, locate, deliver, admin] = await Promise.all([
    import('../../lambdas/handlers/page.ts'),
    import('../../lambdas/handlers/flow.ts'),
    import('../../lambdas/handlers/verify.ts'),
    import('../../lambdas/handlers/commit.ts'),
    import('../../lambdas/handlers/sweep.ts'),
    import('../../lambdas/handlers/locate.ts'),
    import('../../lambdas/handlers/deliver.ts'),
    import('../../lambdas/handlers/admin.ts')
  ])
  return { page, flow, verify, commit, sweep, locate, deliver, admin }
}

/** Composes every function, as a cold start would. */
export function createFunctions(handlers: Handlers, environment: Environment, host: { clock: Clock; random: Random; log: Log }): Functions {
  return {
    api: {
      page: asFunction('page', handlers.page.create(variablesFor('page', environment), host)),
      flow: asFunction('flow', handlers.flow.create(variablesFor('flow', environment), host)),
      verify: asFunction('verify', handlers.verify.create(variablesFor('verify', environment), host)),
      commit: asFunction('commit', handlers.commit.create(variablesFor('commit', environment), host)),
      admin: asFunction('admin', handlers.admin.create(variablesFor('admin', environment), host))
    },
    workers: {
      locate: asFunction('locate', handlers.locate.create(variablesFor('locate', environment), host)),
      deliver: asFunction('deliver', handlers.deliver.create(variablesFor('deliver', environment), host))
    },
    sweep: asFunction('sweep', handlers.sweep.create(variablesFor('sweep', environment), host))
  }
}
