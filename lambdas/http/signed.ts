// Endpoints for administrators only: the gateway has checked who signed the request.
import { Misconfigured } from '../ports.ts'
import type { Endpoint } from './api.ts'
import type { Request } from './request.ts'

/** The gateway lets nobody through whom it does not know; a deployment where it does is broken, and answers nothing. */
export const signed =
  (endpoint: Endpoint): Endpoint =>
  async (request, body, deadline) => {
    callerOf(request)
    return endpoint(request, body, deadline)
  }

/** Who signed a request. */
export function callerOf({ caller }: Request): string {
  if (!caller) throw new Misconfigured('the gateway let a request through to the administration without saying whose it is')
  return caller
}
