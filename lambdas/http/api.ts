// From an API event to an endpoint and back: what every request goes through, in the order in which it is refused.
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda'
import * as v from 'valibot'
import { type Clock, type Deadline, type Log, Unavailable } from '../ports.ts'
import { parseForm } from './form-body.ts'
import { type Body, parseBody } from './json.ts'
import type { ProblemCode, ProblemMembers } from './problem.ts'
import { problem, type Reply, resultOf } from './reply.ts'
import { type Request, requestOf } from './request.ts'

export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>

export interface ApiPorts {
  /** The only origin that the page is served from. */
  origin: string
  clock: Clock
  log: Log
  /** Bytes that a body may have; 4096 unless told. */
  maxBody?: number
  /** Who saw the client; the gateway unless told. */
  clientAddress?: 'gateway' | 'cloudfront'
}

/** A request as an endpoint gets it; `body` is undefined for GET and DELETE. */
export type Endpoint = (request: Request, body: unknown, deadline: Deadline) => Promise<Reply>

/** A refusal, before anybody is told. */
export type Refused = Extract<Reply, { problem: ProblemCode }>

/** An endpoint for people without a script: it takes forms, and says a refusal by a page instead of a problem. */
export interface FormEndpoint {
  answer: Endpoint
  tell(refused: Refused, request: Request): Reply | Promise<Reply>
}

const MAX_BODY = 4096

/** The function behind these routes. */
export const api = (ports: ApiPorts, endpoints: Readonly<Record<string, Endpoint | FormEndpoint>>): ApiHandler =>
  async function handle(event, context) {
    const request = requestOf(event, ports.clientAddress)
    const endpoint = endpoints[request.route]
    const reply = await answer(ports, endpoint, request, deadlineOf(context))
    if (!('problem' in reply)) return resultOf(reply, request.id)
    ports.log('request.refused', { request: request.id, route: request.route, code: reply.problem })
    return resultOf(typeof endpoint === 'object' ? await endpoint.tell(reply, request) : reply, request.id)
  }

async function answer(
  ports: ApiPorts,
  endpoint: Endpoint | FormEndpoint | undefined,
  request: Request,
  deadline: Deadline
): Promise<Reply> {
  if (!endpoint) return problem('not_found')
  const [reply, type] = typeof endpoint === 'object' ? [endpoint.answer, FORM] : [endpoint, JSON_BODY]
  try {
    if (request.route.startsWith('GET ')) return await reply(request, undefined, deadline)
    const refusal = refusesWrite(request, type, ports)
    if (refusal) return problem(refusal)
    if (request.route.startsWith('DELETE ')) return await reply(request, undefined, deadline)
    if (request.body === undefined) return problem('unsupported_media_type')
    const body = type.parse(request.body)
    if (!body.ok) return problem('request_invalid', { detail: body.detail })
    return await reply(request, body.value, deadline)
  } catch (fault) {
    ports.log('request.failed', { request: request.id, route: request.route, ...faultFacts(fault) })
    return problem(fault instanceof Unavailable ? 'directory_unavailable' : 'internal')
  }
}

/** What an endpoint takes: a type of content, and how it is read. */
interface BodyType {
  is: RegExp
  parse(text: string): Body
  /** It carries a token, so it may come without an origin: a page that sends no referrer sends its forms as from `null` (Fetch, 3.2). */
  hasToken?: true
}

const JSON_BODY: BodyType = { is: /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i, parse: parseBody }
const FORM: BodyType = { is: /^application\/x-www-form-urlencoded\s*(;\s*charset="?utf-8"?\s*)?$/i, parse: parseForm, hasToken: true }

/** What may be said of a fault in the log: its kind and our own words, never a server's text. */
export const faultFacts = (fault: unknown): Record<string, string> =>
  fault instanceof Error && ['Unavailable', 'Misconfigured'].includes(fault.name)
    ? { fault: fault.name, message: fault.message, cause: fault.cause instanceof Error ? fault.cause.name : 'none' }
    : { fault: fault instanceof Error ? fault.name : typeof fault }

/**
 * Request forgery: a browser says where a request comes from, and what it says must be us. A client that says nothing is not a browser
 * on another site, because those cannot send application/json without asking first, and we never answer the question. A form carries a token.
 */
function refusesWrite(request: Request, type: BodyType, { origin, maxBody = MAX_BODY }: ApiPorts): ProblemCode | undefined {
  const from = request.headers['origin']
  const site = request.headers['sec-fetch-site']
  if (from !== undefined && from !== origin && !(from === 'null' && type.hasToken)) return 'cross_origin'
  if (site !== undefined && site !== 'same-origin') return 'cross_origin'
  if (request.route.startsWith('DELETE ')) return undefined
  if (!type.is.test(request.headers['content-type'] ?? '')) return 'unsupported_media_type'
  if (request.headers['content-encoding'] !== undefined) return 'unsupported_media_type'
  return request.bytes > maxBody ? 'body_too_large' : undefined
}

/** Real time left in this invocation, with a second kept back for the answer. */
export function deadlineOf(context: Pick<Context, 'getRemainingTimeInMillis'>, atMost = Number.POSITIVE_INFINITY): Deadline {
  const end = performance.now() + Math.min(context.getRemainingTimeInMillis() - 1000, atMost)
  return { left: () => Math.max(0, Math.floor(end - performance.now())) }
}

/** Reads a body by its schema; every field that is wrong is named, none is quoted. */
export function checked<const S extends v.GenericSchema>(schema: S, body: unknown): { value: v.InferOutput<S> } | { refusal: Reply } {
  const result = v.safeParse(schema, body, { abortPipeEarly: true })
  if (result.success) return { value: result.output }
  const detail = result.issues.map(
    (issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.type === 'strict_object' ? strictness(issue) : issue.message}`
  )
  return { refusal: problem('request_invalid', { detail: [...new Set(detail)].join('; ') }) }
}

const strictness = (issue: v.BaseIssue<unknown>): string => (issue.expected === 'never' ? 'is not a field of this request' : 'is missing')

/** A refusal of an operation as a problem; a wait becomes Retry-After. */
export function refused(outcome: { refusal: ProblemCode; retryAfter?: number }): Reply {
  const members: ProblemMembers | undefined = outcome.retryAfter === undefined ? undefined : { retryAfter: outcome.retryAfter }
  return problem(outcome.refusal, members)
}
