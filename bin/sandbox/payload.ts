// A request as a REST API event (payload 1.0), and a function's result as a response.
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import type { Route } from '../../lambdas/http/routes.ts'

/** A request whose route is known and whose body has been read. */
export interface Arrived {
  request: IncomingMessage
  id: string
  route: Route
  params: Record<string, string> | null
  path: string
  query: URLSearchParams
  body: Buffer
  now: number
}

/** The event that the route's function gets. */
export function eventOf({ request, id, route, params, path, query, body, now }: Arrived): APIGatewayProxyEvent {
  const headers = many(pairs(request.rawHeaders))
  const queries = many([...query])
  const isText = isUtf8(body)
  return {
    resource: route.path,
    path,
    httpMethod: route.method,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: query.size > 0 ? lastOf(queries) : null,
    multiValueQueryStringParameters: query.size > 0 ? queries : null,
    pathParameters: params,
    stageVariables: null,
    requestContext: contextOf({ request, id, route, path, now }),
    body: body.length > 0 ? body.toString(isText ? 'utf8' : 'base64') : null,
    isBase64Encoded: !isText
  }
}

function contextOf({
  request,
  id,
  route,
  path,
  now
}: Pick<Arrived, 'request' | 'id' | 'route' | 'path' | 'now'>): APIGatewayProxyEvent['requestContext'] {
  return {
    accountId: '000000000000',
    apiId: 'sandbox',
    authorizer: null,
    protocol: 'HTTP/1.1',
    httpMethod: route.method,
    identity: identityOf(request, route),
    path,
    stage: 'sandbox',
    requestId: id,
    requestTimeEpoch: now,
    resourceId: route.path,
    resourcePath: route.path
  }
}

/** The address is the connection's; whatever a header claims is only a header. */
const identityOf = (request: IncomingMessage, { auth }: Route): APIGatewayProxyEvent['requestContext']['identity'] => ({
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: request.socket.remoteAddress ?? '',
  user: null,
  userAgent: request.headers['user-agent'] ?? null,
  // Whoever has come this far had the token.
  userArn: auth === 'iam' ? 'arn:aws:sts::000000000000:assumed-role/sandbox/admin' : null
})

const pairs = (flat: readonly string[]): [string, string][] =>
  flat.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : []))

function many(entries: readonly [string, string][]): Record<string, string[]> {
  const all = new Map<string, string[]>()
  for (const [name, value] of entries) all.set(name, [...(all.get(name) ?? []), value])
  return Object.fromEntries(all)
}

const lastOf = (all: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.at(-1) ?? '']))

/** The function's result as a response. */
export function send(
  response: ServerResponse,
  { statusCode, headers, multiValueHeaders, body, isBase64Encoded }: APIGatewayProxyResult
): void {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, String(value))
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) response.setHeader(name, values.map(String))
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  response.setHeader('content-length', bytes.length)
  response.statusCode = statusCode
  response.end(bytes)
}
