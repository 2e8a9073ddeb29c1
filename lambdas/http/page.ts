// The endpoints of the `page` function: the page, its files, and what it has to know.
import type { Endpoint } from './api.ts'
import { problem, type Reply } from './reply.ts'

/** The page's files by name, read once. */
export type Assets = ReadonlyMap<string, { text: string; type: string }>

const asset = (assets: Assets, name: string): Reply => {
  const file = assets.get(name)
  return file ? { status: 200, ...file } : problem('not_found')
}

/** GET / */
export const pageEndpoint =
  (assets: Assets): Endpoint =>
  async () =>
    asset(assets, 'index.html')

/** GET /assets/{file} */
export const assetEndpoint =
  (assets: Assets): Endpoint =>
  async ({ params }) =>
    asset(assets, params['file'] ?? '')

/** What GET /v1/config tells: nothing that depends on who asks. */
export interface PublicConfig {
  mode: string
  locales: readonly string[]
  codeLength: number
  branding: { name: string; help?: string | undefined; contact?: string | undefined }
}

/** GET /v1/config */
export const configEndpoint =
  (config: PublicConfig): Endpoint =>
  async () => ({ status: 200, json: config })

/** GET /.well-known/change-password (W3C): the page is where passwords are changed. */
export const changePasswordEndpoint =
  (origin: string): Endpoint =>
  async () => ({ status: 303, location: `${origin}/` })
