// Calls the administration API; every answer that is not a success becomes words.
import { Refused, type Surroundings, Unreachable } from './command.ts'

export interface Api {
  // biome-ignore lint/suspicious/noExplicitAny: each command knows the shape that its route answers, as docs/admin.md has it
  call(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<any>
}

/** A request that is about to be sent. */
export interface Unsigned {
  method: string
  url: URL
  headers: Record<string, string>
  body: string | undefined
}

/** The headers that say who is asking. */
export type Sign = (request: Unsigned) => Promise<Record<string, string>>

const PATIENCE = 30_000
const SLOW = 1000

export function createApi(endpoint: URL, sign: Sign, { note, isInteractive }: Pick<Surroundings, 'note' | 'isInteractive'>): Api {
  async function fetched(request: Unsigned): Promise<Response> {
    const headers = { ...request.headers, ...(await sign(request)) }
    const timer = setTimeout(() => isInteractive && note(`waiting for ${endpoint.host} …\n`), SLOW)
    const { method, url, body } = request
    try {
      return await fetch(url, {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
        ...(body === undefined ? {} : { body })
      })
    } catch (cause) {
      throw new Unreachable(`${endpoint.origin} does not answer: ${reasonOf(cause)}`, { cause })
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async call(method, path, body, headers = {}) {
      const url = new URL(`${endpoint.pathname.replace(/\/$/, '')}${path}`, endpoint)
      const text = body === undefined ? undefined : JSON.stringify(body)
      const typed: Record<string, string> = text === undefined ? {} : { 'content-type': 'application/json' }
      const response = await fetched({ method, url, headers: { ...typed, ...headers }, body: text })
      const answer = parsed(await response.text())
      if (response.ok) return answer
      const words = wordsOf(response.status, answer)
      throw response.status >= 500 ? new Unreachable(words) : new Refused(words)
    }
  }
}

const reasonOf = (cause: unknown): string => {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  const code = (inner as { code?: string }).code
  return code ?? (inner instanceof Error ? inner.message : String(inner))
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Codes whose detail says it all. */
const DETAILED = ['request_invalid', 'not_found']

/** A problem's title and everything that helps; the gateway's own answers have a message. */
function wordsOf(status: number, { title, message, detail, code, problems, notes, rev, instance }: Record<string, unknown>): string {
  const lists = [problems, notes].flatMap((list) => (Array.isArray(list) ? list.map((line) => `\n  - ${line}`) : []))
  const what = title ?? message ?? `the answer was ${status}`
  const said = typeof detail !== 'string' ? what : DETAILED.includes(String(code)) ? detail : `${what}: ${detail}`
  const current = typeof rev === 'number' ? ` (it is at revision ${rev} now)` : ''
  const request = status >= 500 && typeof instance === 'string' ? ` (${instance})` : ''
  return `${said}${current}${request}${lists.join('')}`
}
