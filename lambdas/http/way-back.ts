// The way back that a login page asked for, where no script runs. It stands in the address, as it did when the person came, and in no cookie.
import { allowedReturn } from '../view/return-to.ts'
import type { Request } from './request.ts'

/** The way back that was asked for, if it is allowed and another than everybody's. */
export function wayBack({ query }: Request, allowed: readonly string[] = []): string | undefined {
  const back = allowedReturn(query['returnTo'], allowed)
  return back === allowedReturn(undefined, allowed) ? undefined : back
}
