// How a page works where no script runs: where each of its forms leads, and what it carries there.
import type { Locale } from '../messages/locales.ts'
import { html, type Markup } from './html.ts'

/** What the server puts into the forms of a page. A page without it is a script's, which takes its forms over. */
export interface Plain {
  /** Shows that a form is ours. */
  token: string
  /** Absent before the start. */
  flow?: string | undefined
  grant?: string | undefined
  /** The language that the person switched to; absent where the browser's own is spoken. */
  lang?: Locale | undefined
  /** The way back that was asked for; absent where it is everybody's. */
  returnTo?: string | undefined
}

/** Where a form leads: to a form's route of the flow, or to a page, as one of its views. */
type Way = { post: string } | { get: 'flow' | 'first'; at?: string }

const WAYS: Readonly<Record<string, Way>> = {
  identify: { post: 'start' },
  choose: { post: 'challenge' },
  resend: { post: 'challenge' },
  verify: { post: 'verify' },
  commit: { post: 'password' },
  another: { get: 'flow', at: 'choose' },
  back: { get: 'flow' },
  retry: { get: 'flow' },
  restart: { get: 'first' }
}

const below = (flow: string | undefined, step: string): string => `/forms/${flow === undefined ? '' : `${flow}/`}${step}`

/** A hidden field, where it has a value. */
export const hidden = (name: string, value: string | undefined): Markup | undefined =>
  value === undefined ? undefined : html`<input type="hidden" name="${name}" value="${value}">`

/** The attributes of a form, and its hidden fields. What is typed goes into a body, never into an address. */
export function plainForm(act: string, { flow, token, grant, lang, returnTo }: Plain): { attributes: Markup; fields: Markup } {
  const way = WAYS[act] ?? { get: 'first' }
  if ('post' in way) {
    const query = new URLSearchParams({ ...(lang && { lang }), ...(returnTo && { returnTo }) })
    const action = `${below(flow, way.post)}${query.size > 0 ? `?${query}` : ''}`
    return {
      attributes: html`method="post" action="${action}"`,
      fields: html`${hidden('token', token)}${way.post === 'password' && hidden('grant', grant)}`
    }
  }
  const action = way.get === 'flow' && flow !== undefined ? `/forms/${flow}` : '/'
  return {
    attributes: html`method="get" action="${action}"`,
    fields: html`${hidden('at', way.at)}${hidden('lang', lang)}${hidden('returnTo', returnTo)}`
  }
}
