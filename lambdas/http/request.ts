// One internal request for every way in. The client's address is what the gateway saw, or CloudFront where all must come through it;
// never what a client says.

import { isIPv4, isIPv6 } from 'node:net'
import type { APIGatewayProxyEvent } from 'aws-lambda'

export interface Request {
  id: string
  /** The route's name, such as `POST /v1/flows`. */
  route: string
  params: Readonly<Record<string, string | undefined>>
  query: Readonly<Record<string, string | undefined>>
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  /** The body's bytes as text; undefined where they are not UTF-8. */
  body: string | undefined
  bytes: number
  client: Client
  /** Who signed the request, as the gateway has checked; undefined for the public. */
  caller: string | undefined
}

/** Who asks, as far as budgets and notices need it. */
export interface Client {
  /** An IPv4 address or an IPv6 /64: what one customer of a provider has. */
  prefix: string
  /** Rougher: what a notice says. */
  area: string
}

/** Normalises a REST API event (payload 1.0). */
export function requestOf(event: APIGatewayProxyEvent, seenBy: 'gateway' | 'cloudfront' = 'gateway'): Request {
  const headers: Record<string, string> = {}
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? {})) headers[name.toLowerCase()] = (values ?? []).join(', ')
  for (const [name, value] of Object.entries(event.headers ?? {})) if (value !== undefined) headers[name.toLowerCase()] ??= value
  // What CloudFront shows the gateway is for the gateway.
  delete headers['x-api-key']
  const bytes = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64') : Buffer.from(event.body ?? '')
  return {
    id: event.requestContext.requestId,
    route: `${event.httpMethod} ${event.resource}`,
    params: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    headers,
    body: utf8(bytes),
    bytes: bytes.length,
    client: clientOf(seenBy === 'gateway' ? event.requestContext.identity.sourceIp : viewerIn(headers['cloudfront-viewer-address'])),
    caller: event.requestContext.identity.userArn ?? undefined
  }
}

/** `ip:port`, also for IPv6; CloudFront writes it over whatever a client has sent. */
const viewerIn = (header = ''): string => header.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The prefix and area of an address; an IPv4 address inside IPv6 is the IPv4 address. */
export function clientOf(address: string): Client {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (v4 && isIPv4(v4)) return { prefix: v4, area: `${v4.split('.').slice(0, 3).join('.')}.x` }
  if (!isIPv6(address)) return { prefix: 'unknown', area: 'unknown' }
  const groups = ipv6Groups(address)
  if (groups.slice(0, 5).every((g) => g === '0') && groups[5] === 'ffff') return clientOf(embeddedV4(groups))
  return { prefix: `${groups.slice(0, 4).join(':')}::/64`, area: `${groups.slice(0, 3).join(':')}::/48` }
}

/** The eight groups, without leading zeros. URL parsing brings every spelling into RFC 5952's. */
function ipv6Groups(address: string): string[] {
  const [left = '', right] = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1).split('::')
  const head = left.split(':').filter(Boolean)
  if (right === undefined) return head
  const tail = right.split(':').filter(Boolean)
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
}

const embeddedV4 = (groups: readonly string[]): string =>
  groups
    .slice(6)
    .flatMap((g) => [Number.parseInt(g, 16) >> 8, Number.parseInt(g, 16) & 255])
    .join('.')

const COOKIE = '__Host-rekey'

/** What begins a plain form before there is a flow: only its browser can send the form that was made for it. */
export const FORM_COOKIE = `${COOKIE}-form`

/** The value of a cookie, where exactly one of the name was sent. */
export function cookieValue(request: Request, name: string): string | undefined {
  const values = (request.headers['cookie'] ?? '')
    .split(/[;,]\s*/)
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? values[0] : undefined
}

/** The cookie's secret, where exactly one well-formed one was sent. */
export function cookieSecret(request: Request, name = COOKIE): string | undefined {
  const secret = cookieValue(request, name)
  return secret && /^[\w-]{43}$/.test(secret) ? secret : undefined
}

/** Set-Cookie for a secret, or (with an empty one and no life) for its removal. Without a life it goes with the browser. */
export const setCookie = (secret: string, maxAgeSeconds?: number, name = COOKIE): string =>
  `${name}=${secret}; Path=/; ${maxAgeSeconds === undefined ? '' : `Max-Age=${maxAgeSeconds}; `}Secure; HttpOnly; SameSite=Strict`
