// The endpoints of the `page` function: the page in one answer, and its files.
import { createHash } from 'node:crypto'
import { type Locale, localeFor } from '../messages/locales.ts'
import { PAGES } from '../messages/page/index.ts'
import { documentOf, iconOf, scriptOf, styleOf } from '../view/document.ts'
import { html } from '../view/html.ts'
import { firstScreen, frameOf, type PageConfig } from '../view/start.ts'
import type { Endpoint } from './api.ts'
import { problem, type Reply } from './reply.ts'

/** The page's files by name, read once. */
export type Assets = ReadonlyMap<string, { text: string; type: string }>

const textOf = (assets: Assets, name: string): string => {
  const file = assets.get(name)
  if (!file) throw new Error(`the page's ${name} is missing from its files`)
  return file.text
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** GET /: everything that the first step needs in one answer, in the person's language. */
export function pageEndpoint(assets: Assets, config: PageConfig): Endpoint {
  const [script, style, icon] = ['page.js', 'page.css', 'icon.svg'].map((name) => textOf(assets, name)) as [string, string, string]
  const head = html`${iconOf(icon)}${styleOf(style)}`
  const inline = [hashOf(script), hashOf(style)]
  const inLanguage = (locale: Locale): Reply => {
    const words = PAGES[locale]
    const dress = { head, script: scriptOf(script, { config, words }) }
    const { text } = documentOf(firstScreen(config), frameOf(config, locale), words, dress)
    return { status: 200, text, type: 'text/html; charset=utf-8', inline }
  }
  return async ({ headers }) => inLanguage(localeFor(headers['accept-language'] ?? '', config.locales))
}

/** GET /assets/{file} */
export const assetEndpoint =
  (assets: Assets): Endpoint =>
  async ({ params }) => {
    const file = assets.get(params['file'] ?? '')
    return file ? { status: 200, ...file } : problem('not_found')
  }

/** GET /.well-known/change-password (W3C): the page is where passwords are changed. */
export const changePasswordEndpoint =
  (origin: string): Endpoint =>
  async () => ({ status: 303, location: `${origin}/` })
