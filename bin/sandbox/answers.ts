// The sandbox's own answers, next to those of the functions: problems (RFC 9457), JSON and files.
import { type ServerResponse, STATUS_CODES } from 'node:http'

/** What every answer carries. */
const COMMON = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin'
}

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

export interface SandboxProblem {
  status: number
  code: string
  detail?: string
}

export const answerProblem = (
  response: ServerResponse,
  { status, code, detail }: SandboxProblem,
  headers: Record<string, string> = {}
): void =>
  answer(
    response,
    status,
    'application/problem+json',
    JSON.stringify({
      type: 'about:blank',
      title: STATUS_CODES[status] ?? 'Problem',
      status,
      code,
      ...(detail === undefined ? {} : { detail })
    }),
    headers
  )

export const answerJson = (response: ServerResponse, body: unknown): void => answer(response, 200, 'application/json', JSON.stringify(body))

/** Any other answer of the sandbox itself. `policy` is its content security policy: nothing at all, unless told. */
export function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {}
): void {
  response.writeHead(status, {
    ...COMMON,
    'content-security-policy': NOTHING,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers
  })
  response.end(body)
}
