// Every answer of ours has exactly these headers, whatever happened.
import type { APIGatewayProxyResult } from 'aws-lambda'
import { PROBLEMS, type ProblemCode, type ProblemMembers, problemBody } from './problem.ts'

/** An endpoint's answer, before it has headers. */
export type Reply =
  | { status: 200 | 202; json: unknown; cookie?: string; rev?: number }
  | { status: 200; text: string; type: string; inline?: readonly string[]; cookies?: readonly string[] }
  | { status: 303; location: string; cookies?: readonly string[] }
  | { problem: ProblemCode; members?: ProblemMembers }

export const problem = (code: ProblemCode, members?: ProblemMembers): Reply => (members ? { problem: code, members } : { problem: code })

/**
 * Nothing from elsewhere, no framing, no inline code but that of these hashes; markup goes in through one Trusted Types policy.
 * A hash that matches nothing allows nothing, so one list serves styles and scripts (CSP level 3, 6.7.3.3). What holds its own code holds
 * its icon too, as a `data:` address.
 */
export const cspWith = (inline: readonly string[] = []): string => {
  const own = ["'self'", ...inline.map((hash) => `'${hash}'`)].join(' ')
  const images = inline.length > 0 ? "'self' data:" : "'self'"
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    `img-src ${images}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types rekey'
  ].join('; ')
}

/** The policy of every answer that has no code of its own in it. */
export const CSP = cspWith()

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': CSP,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), otp-credentials=(self)',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
} as const

/** Several headers of one name. */
const settingCookies = (cookies: readonly string[] = []): { multiValueHeaders?: Record<string, string[]> } =>
  cookies.length > 0 ? { multiValueHeaders: { 'set-cookie': [...cookies] } } : {}

/** The gateway's result for a reply. */
export function resultOf(reply: Reply, requestId: string): APIGatewayProxyResult {
  if ('problem' in reply) {
    const { retryAfter } = reply.members ?? {}
    return {
      statusCode: PROBLEMS[reply.problem].status,
      headers: {
        ...HEADERS,
        'content-type': 'application/problem+json',
        ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) })
      },
      body: JSON.stringify(problemBody(reply.problem, requestId, reply.members))
    }
  }
  if ('location' in reply)
    return { statusCode: reply.status, headers: { ...HEADERS, location: reply.location }, ...settingCookies(reply.cookies), body: '' }
  if ('text' in reply) {
    const policy = reply.inline && { 'content-security-policy': cspWith(reply.inline) }
    const headers = { ...HEADERS, ...policy, 'content-type': reply.type }
    return { statusCode: reply.status, headers, ...settingCookies(reply.cookies), body: reply.text }
  }
  return {
    statusCode: reply.status,
    headers: {
      ...HEADERS,
      'content-type': 'application/json',
      ...(reply.cookie === undefined ? {} : { 'set-cookie': reply.cookie }),
      ...(reply.rev === undefined ? {} : { etag: `"${reply.rev}"` })
    },
    body: JSON.stringify(reply.json)
  }
}
