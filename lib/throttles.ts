// How many requests each route takes, over all clients; the gateway answers the rest with 429 before a function runs.
import type { ROUTES } from '../lambdas/http/routes.ts'

type Named<R> = R extends { auth: string }
  ? never
  : R extends { method: infer M extends string; path: infer P extends string }
    ? `${M} ${P}`
    : never
type PublicRoute = Named<(typeof ROUTES)[number]>

export interface Throttle {
  /** Requests per second. */
  rate: number
  burst: number
}

/** One for every public route: a new one does not compile without. */
export const THROTTLES: Readonly<Record<PublicRoute, Throttle>> = {
  'GET /': { rate: 50, burst: 100 },
  'GET /assets/{file}': { rate: 100, burst: 200 },
  'GET /v1/config': { rate: 50, burst: 100 },
  'GET /.well-known/change-password': { rate: 20, burst: 40 },
  'POST /v1/flows': { rate: 20, burst: 40 },
  'GET /v1/flows/{flow}': { rate: 50, burst: 100 },
  'POST /v1/flows/{flow}/challenge': { rate: 20, burst: 40 },
  'POST /v1/flows/{flow}/verify': { rate: 20, burst: 40 },
  'POST /v1/flows/{flow}/password': { rate: 10, burst: 20 },
  'POST /v1/password': { rate: 5, burst: 10 },
  'GET /forms/done': { rate: 20, burst: 40 },
  'GET /forms/{flow}': { rate: 50, burst: 100 },
  'POST /forms/start': { rate: 20, burst: 40 },
  'POST /forms/{flow}/challenge': { rate: 20, burst: 40 },
  'POST /forms/{flow}/verify': { rate: 20, burst: 40 },
  'POST /forms/{flow}/password': { rate: 10, burst: 20 }
}

/** Each route that is called signed. */
export const SIGNED: Throttle = { rate: 5, burst: 10 }

export const throttleOf = (method: string, path: string): Throttle => THROTTLES[`${method} ${path}` as PublicRoute] ?? SIGNED

/** All routes together, as CloudFront's usage plan counts them. */
export const TOTAL: Throttle = { rate: 200, burst: 400 }
