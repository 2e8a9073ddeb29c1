// The endpoints of the `page` function: the page in one answer, and its files.
import { createHash } from 'node:crypto'
import { formToken } from '../flow/form.ts'
import { PAGES } from '../messages/page/index.ts'
import { opened } from '../page/model.ts'
import { screenOf } from '../page/screen-of.ts'
import type { Clock, Random } from '../ports.ts'
import { accentStyle } from '../view/accent.ts'
import { documentOf, iconOf, scriptOf, styleOf } from '../view/document.ts'
import { html } from '../view/html.ts'
import type { Screen } from '../view/screen.ts'
import { type Branding, frameOf, type PageConfig } from '../view/start.ts'
import type { Endpoint } from './api.ts'
import { heard, localeOf, saidIn } from './heard.ts'
import { problem } from './reply.ts'
import { cookieSecret, FORM_COOKIE, type Request, setCookie } from './request.ts'
import { type Said, UNSAY_COOKIE } from './said.ts'
import { wayBack } from './way-back.ts'

/** The page's files by name. */
export type Assets = ReadonlyMap<string, { readonly text: string; readonly type: string }>

const textOf = (assets: Assets, name: string): string => {
  const file = assets.get(name)
  if (!file) throw new Error(`the page's ${name} is missing from its files`)
  return file.text
}

/** The same files in an organisation's colour. */
export function inColour(assets: Assets, { color }: Branding): Assets {
  if (color === undefined) return assets
  const [style, icon] = [textOf(assets, 'page.css'), textOf(assets, 'icon.svg')]
  return new Map(assets)
    .set('page.css', { type: 'text/css; charset=utf-8', text: style + accentStyle(color) })
    .set('icon.svg', { type: 'image/svg+xml', text: icon.replace(/#2446c8/i, color) })
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** GET /: everything that the first step needs in one answer, in the person's language. Its form works before any script does. */
export function pageEndpoint(assets: Assets, config: PageConfig, { clock, random }: { clock: Clock; random: Random }): Endpoint {
  const [script, style, icon] = ['page.js', 'page.css', 'icon.svg'].map((name) => textOf(assets, name)) as [string, string, string]
  const head = html`${iconOf(icon)}${styleOf(style)}`
  const inline = [hashOf(script), hashOf(style)]
  return async (request) => {
    const { locale, lang } = localeOf(request, config.locales)
    const held = cookieSecret(request, FORM_COOKIE)
    const secret = held ?? Buffer.from(random.bytes(32)).toString('base64url')
    const said = saidIn(request)
    const returnTo = wayBack(request, config.returnTo)
    const screen = { ...firstScreen(config, request, said, clock.now()), plain: { token: formToken(secret), lang, returnTo } }
    const words = PAGES[locale]
    const dress = { head, script: scriptOf(script, { config, words }) }
    const { text } = documentOf(screen, { ...frameOf(config, locale), path: '/', returnTo }, words, dress)
    const cookies = [...(held === undefined ? [setCookie(secret, undefined, FORM_COOKIE)] : []), ...(said ? [UNSAY_COOKIE] : [])]
    return { status: 200, text, type: 'text/html; charset=utf-8', inline, cookies }
  }
}

/** The first step, with what a form had to say. */
function firstScreen(config: PageConfig, { query: { at } }: Request, said: Said | undefined, now: number): Screen {
  const notice = at === 'ended' || at === 'refused' ? at : undefined
  return screenOf(heard({ ...opened(config), notice }, said, now), now)
}

/** GET /assets/{file} */
export const assetEndpoint =
  (assets: Assets): Endpoint =>
  async ({ params }) => {
    const file = assets.get(params['file'] ?? '')
    return file ? { status: 200, ...file } : problem('not_found')
  }
