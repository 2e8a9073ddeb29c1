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

/** GET /.well-known/change-password (W3C): the page is where passwords are changed. */
export const changePasswordEndpoint =
  (origin: string): Endpoint =>
  async () => ({ status: 303, location: `${origin}/` })
