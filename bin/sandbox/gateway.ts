// What API Gateway does in front of the functions: finds the route, turns a request into a REST API event (payload 1.0) and the
// result back into a response.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { resultOf } from '../../lambdas/http/reply.ts'
import type { Route } from '../../lambdas/http/routes.ts'
import { answerProblem } from './answers.ts'
import type { Invoke } from './function.ts'
import { readBody } from './loopback.ts'
import { eventOf, send } from './payload.ts'

export interface GatewayOptions {
  routes: readonly Route[]
  functions: Readonly<Record<string, Invoke<APIGatewayProxyEvent, APIGatewayProxyResult>>>
  now: () => number
  onFault: (route: Route, fault: unknown) => void
}

/** Answers every path that is not the sandbox's own. */
export function createGateway({ routes, functions, now, onFault }: GatewayOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = randomUUID()
    const { pathname, searchParams } = new URL(`http://host${request.url}`)
    const found = find(routes, request.method ?? '', pathname)
    if (found === 'no such path') return send(response, resultOf({ problem: 'not_found' }, id))
    if ('allow' in found) {
      const detail = `${pathname} takes ${found.allow}`
      return answerProblem(response, { status: 405, code: 'method_not_allowed', detail }, { allow: found.allow })
    }
    const body = await readBody(request)
    if (body === undefined) {
      response.shouldKeepAlive = false
      return send(response, resultOf({ problem: 'body_too_large' }, id))
    }
    const event = eventOf({ request, id, route: found.route, params: found.params, path: pathname, query: searchParams, body, now: now() })
    send(response, await result(found.route, event))
  }

  async function result(route: Route, event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    try {
      const invoke = functions[route.function]
      if (!invoke) throw new Error(`no function ${route.function}`)
      return await invoke(event)
    } catch (fault) {
      onFault(route, fault)
      return { statusCode: 502, headers: { 'content-type': 'application/json' }, body: '{"message": "Internal server error"}' }
    }
  }
}

type Found = { route: Route; params: Record<string, string> | null } | { allow: string } | 'no such path'

/** HEAD is GET without its body. */
function find(routes: readonly Route[], method: string, path: string): Found {
  const onPath = routes.flatMap((route) => {
    const params = match(route.path, path)
    return params ? [{ route, params: Object.keys(params).length > 0 ? params : null }] : []
  })
  if (onPath.length === 0) return 'no such path'
  const wanted = method === 'HEAD' ? 'GET' : method
  const methods = onPath.flatMap(({ route }) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]))
  return onPath.find(({ route }) => route.method === wanted) ?? { allow: methods.join(', ') }
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name !== undefined && value !== '') params[name] = decoded(value)
    else if (part !== value) return undefined
  }
  return params
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
