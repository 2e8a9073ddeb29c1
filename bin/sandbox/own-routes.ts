// The sandbox's own routes, which no deployment has: the page with the mailbox and the phone, what it shows as JSON, and the clock.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '../../lambdas/config.ts'
import { answerJson, answerProblem } from './answers.ts'
import type { SandboxClock } from './clock.ts'
import type { DirectoryUser } from './directory.ts'
import { readBody } from './loopback.ts'
import type { Message } from './messages.ts'

/** What GET /sandbox/info answers. */
export interface Description {
  mode: string
  directory: { kind: string; url: string; baseDn: string; users: DirectoryUser[] }
  store: { kind: string; url: string }
  /** What /v1/admin/* wants as a bearer token here. */
  adminToken: string
}

export interface OwnRoutes {
  origin: string
  clock: SandboxClock
  messages: readonly Message[]
  describe: () => Description
  /** The variables of all functions, for the commands that go to directory and AWS themselves. */
  environment: Environment
  /** Resolves once no message is under way. */
  settled: () => Promise<void>
  /** Called when the clock was moved: what is due by then happens now. */
  onAdvance: () => Promise<void>
  /** The page at /sandbox and the files below it; false where there is none. */
  page: (request: IncomingMessage, response: ServerResponse, path: string) => boolean
}

const LONGEST_WAIT = 2000
const LONGEST_ADVANCE = 366 * 86_400

/** Answers a path at or below /sandbox. */
export async function answerOwn(routes: OwnRoutes, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const expected = path === '/sandbox/clock' ? 'POST' : 'GET'
  if (request.method !== expected && !(expected === 'GET' && request.method === 'HEAD')) {
    return answerProblem(response, { status: 405, code: 'method_not_allowed', detail: `${path} takes ${expected}` }, { allow: expected })
  }
  if (path === '/sandbox/messages') return answerJson(response, routes.messages)
  if (path === '/sandbox/info') return answerJson(response, routes.describe())
  if (path === '/sandbox/environment') return answerJson(response, routes.environment)
  if (path === '/sandbox/clock') return moveClock(routes, request, response)
  if (!routes.page(request, response, path)) answerProblem(response, { status: 404, code: 'not_found' })
}

async function moveClock(
  { origin, clock, settled, onAdvance }: OwnRoutes,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  if (isFromElsewhere(request, origin))
    return answerProblem(response, { status: 403, code: 'cross_origin', detail: 'only this page and tools may move the clock' })
  const seconds = secondsIn(await readBody(request))
  if (seconds === undefined) {
    return answerProblem(response, {
      status: 400,
      code: 'request_invalid',
      detail: `the body must be {"advanceSeconds": N} with N above 0 and at most ${LONGEST_ADVANCE}; a clock does not run backwards`
    })
  }
  // What was asked for before must not arrive after its time; but a directory that hangs must not stop the clock.
  await Promise.race([settled(), pause(LONGEST_WAIT)])
  clock.advance(seconds)
  await onAdvance()
  answerJson(response, { now: clock.now() })
}

/** Told by what browsers say of where a request comes from; they always say it of a POST from another site. */
const isFromElsewhere = ({ headers }: IncomingMessage, origin: string): boolean =>
  (headers.origin !== undefined && headers.origin !== origin) ||
  (headers['sec-fetch-site'] !== undefined && headers['sec-fetch-site'] !== 'same-origin')

function secondsIn(body: Buffer | undefined): number | undefined {
  try {
    const given = JSON.parse(String(body)) as unknown
    if (typeof given !== 'object' || given === null || Object.keys(given).join() !== 'advanceSeconds') return undefined
    const { advanceSeconds } = given as { advanceSeconds: unknown }
    return typeof advanceSeconds === 'number' && advanceSeconds > 0 && advanceSeconds <= LONGEST_ADVANCE ? advanceSeconds : undefined
  } catch {
    return undefined
  }
}
