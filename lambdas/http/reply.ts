// Every answer of ours has exactly these headers, whatever happened.
import type { APIGatewayProxyResult } from 'aws-lambda'
import { PROBLEMS, type ProblemCode, type ProblemMembers, problemBody } from './problem.ts'

/** An endpoint's answer, before it has headers. */
export type Reply =
  | { status: 200 | 202; json: unknown; cookie?: string; rev?: number }
  | { status: 200; text: string; type: string }
  | { status: 303; location: string }
  | { problem: ProblemCode; members?: ProblemMembers }

export const problem = (code: ProblemCode, members?: ProblemMembers): Reply => (members ? { problem: code, members } : { problem: code })

/** No inline code, nothing from elsewhere, no framing; markup goes in through one Trusted Types policy. */
export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types rekey'
].join('; ')

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
  if ('location' in reply) return { statusCode: reply.status, headers: { ...HEADERS, location: reply.location }, body: '' }
  if ('text' in reply) return { statusCode: reply.status, headers: { ...HEADERS, 'content-type': reply.type }, body: reply.text }
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
