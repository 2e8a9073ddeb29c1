// The one port that a person sees: the sandbox's own routes, the guard of the administration, and everything else to the gateway.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, answerProblem } from './answers.ts'
import type { Answer } from './loopback.ts'
import { answerOwn, type OwnRoutes } from './own-routes.ts'

export interface FrontOptions {
  own: OwnRoutes
  gateway: Answer
  adminToken: string
}

export const createFront =
  ({ own, gateway, adminToken }: FrontOptions): Answer =>
  async (request, response) => {
    // The page counts down by the server's time, and that is the sandbox's.
    response.setHeader('date', new Date(own.clock.now()).toUTCString())
    const { pathname } = new URL(`http://host${request.url}`)
    if (isNavigationElsewhere(request, own.origin))
      return answer(response, 307, 'text/plain', '', { location: `${own.origin}${request.url}` })
    if (isBelow(pathname, '/sandbox')) return answerOwn(own, request, response, pathname)
    if (isBelow(pathname, '/v1/admin') && !isAdmin(request, adminToken)) return refuseAdmin(response)
    return gateway(request, response)
  }

const isBelow = (path: string, top: string): boolean => path === top || path.startsWith(`${top}/`)

/** One origin: a page opened under the other name of this machine would be refused by its own functions as another site. */
const isNavigationElsewhere = ({ method, headers }: IncomingMessage, origin: string): boolean =>
  method === 'GET' && headers.accept?.includes('text/html') === true && `http://${headers.host}` !== origin

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const isAdmin = ({ headers }: IncomingMessage, token: string): boolean =>
  timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))

const refuseAdmin = (response: ServerResponse): void =>
  answerProblem(
    response,
    { status: 401, code: 'unauthorized', detail: 'send Authorization: Bearer with the adminToken of /sandbox/info' },
    { 'www-authenticate': 'Bearer realm="rekey sandbox"' }
  )
