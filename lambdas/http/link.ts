// What login pages and programs ask before anybody resets anything: how codes travel here, and where the link leads.
import { type ForgotPassword, linkOf } from '../flow/forgot-password.ts'
import type { Branding } from '../view/start.ts'
import type { Endpoint } from './api.ts'

/** What GET /v1/config tells of the deployment: nothing that depends on who asks. */
export interface PublicConfig {
  locales: readonly string[]
  codeLength: number
  branding: Branding
}

/** The endpoints that administrators' settings answer. */
export function linkEndpoints(settings: () => Promise<ForgotPassword>, config: PublicConfig, origin: string) {
  const { locales, codeLength, branding } = config
  return {
    'GET /v1/config': async () => {
      const set = await settings()
      return { status: 200, json: { mode: set.mode, locales, codeLength, branding, link: linkOf(set, origin) } }
    },
    // W3C: where people change their password.
    'GET /.well-known/change-password': async () => ({ status: 303, location: linkOf(await settings(), origin).url })
  } as const satisfies Readonly<Record<string, Endpoint>>
}
