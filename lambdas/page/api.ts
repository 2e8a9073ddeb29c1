// The HTTP contract as the page calls it: one function per route. Every answer is a value; nothing here throws.
import type { FlowView } from '../flow/flow.ts'
import type { Locale } from '../messages/locales.ts'

export interface PolicyLine {
  rule: string
  params: Readonly<Record<string, string | number>>
  message: string
}

/** What the answers about a flow may say. A later answer that leaves something out does not deny it. */
export type FlowAnswer = Pick<FlowView, 'state'> & Partial<FlowView> & { grant?: string; policy?: PolicyLine[] }

export interface Problem {
  kind: 'problem'
  code: string
  retryAfter?: number
  attemptsLeft?: number
  violations?: PolicyLine[]
}

export type Answer<T> = { kind: 'ok'; body: T } | Problem | { kind: 'offline' }

/** Something to ask of the server. */
export type Errand =
  | { do: 'start'; username: string; locale: Locale }
  | { do: 'read'; isReload?: boolean }
  | { do: 'challenge'; option?: string | undefined }
  | { do: 'verify'; code: string }
  | { do: 'commit'; password: string }

/** Longer than the gateway lets anything take. */
const PATIENCE_MS = 31_000

/** Milliseconds by which the server's clock is ahead of ours, at least; from the last answer. */
let ahead = 0

/** The server's time. Never ahead of it, so whoever waits for a moment by this clock does not come too early. */
export const serverNow = (): number => Date.now() + ahead

async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    })
    const date = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(date)) ahead = date - Date.now()
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
    const answer: unknown = isJson ? await response.json() : {}
    return response.ok && isJson ? { kind: 'ok', body: answer as T } : problemOf(response, answer)
  } catch {
    return { kind: 'offline' }
  }
}

/** The gateway in front answers some refusals itself, without our code: its status says enough. */
function problemOf(response: Response, answer: unknown): Problem {
  const problem = answer as Partial<Problem>
  const byStatus = response.status === 429 ? 'too_many_requests' : response.status >= 502 ? 'directory_unavailable' : 'internal'
  const retryAfter = problem.retryAfter ?? Number(response.headers.get('retry-after') ?? Number.NaN)
  return { ...problem, kind: 'problem', code: problem.code ?? byStatus, ...(Number.isFinite(retryAfter) && { retryAfter }) }
}

/** Runs an errand for a flow. */
export function runErrand(errand: Errand, flow: string | undefined, grant: string | undefined): Promise<Answer<FlowAnswer>> {
  const path = `/v1/flows/${flow ?? ''}`
  switch (errand.do) {
    case 'start':
      return call('POST', '/v1/flows', { username: errand.username, locale: errand.locale })
    case 'read':
      return call('GET', path)
    case 'challenge':
      return call('POST', `${path}/challenge`, errand.option === undefined ? {} : { option: errand.option })
    case 'verify':
      return call('POST', `${path}/verify`, { code: errand.code })
    case 'commit':
      return call('POST', `${path}/password`, { grant, password: errand.password })
  }
}
