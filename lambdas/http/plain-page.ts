// Draws the pages of a flow that work without a script: the browser's own model, screens and markup, in a document of their own.
import type { FlowView } from '../flow/flow.ts'
import { formToken } from '../flow/form.ts'
import { PAGES } from '../messages/page/index.ts'
import { sentence } from '../messages/policy/index.ts'
import { answered, finished, type Model, nextRead, opened } from '../page/model.ts'
import { screenOf } from '../page/screen-of.ts'
import type { RuleView } from '../policy/policy.ts'
import type { Clock } from '../ports.ts'
import { documentOf, fileLinks } from '../view/document.ts'
import { html } from '../view/html.ts'
import type { Plain } from '../view/plain.ts'
import { allowedReturn } from '../view/return-to.ts'
import type { Screen } from '../view/screen.ts'
import { frameOf, type PageConfig } from '../view/start.ts'
import type { Refused } from './api.ts'
import { leadTo } from './forms.ts'
import { heard, localeOf, saidIn } from './heard.ts'
import type { Reply } from './reply.ts'
import { cookieSecret, type Request } from './request.ts'
import { type Said, UNSAY_COOKIE } from './said.ts'
import { wayBack } from './way-back.ts'

/** What the JSON endpoint tells of a flow. */
type FlowAnswer = FlowView & { grant?: string; policy?: (RuleView & { message: string })[] }

export interface Around {
  page: PageConfig
  clock: Clock
}

/** At the end there is one way back: what was asked for, or else everybody's. */
function configOf({ page }: Around, { query }: Request): PageConfig {
  const back = allowedReturn(query['returnTo'], page.returnTo ?? [])
  return { ...page, returnTo: back === undefined ? [] : [back] }
}

/** The page of a flow, from what the JSON endpoint told of it. */
export function flowPage(around: Around, request: Request, reply: Reply): Reply {
  if (!('json' in reply)) return reply
  const flow = reply.json as FlowAnswer
  const now = around.clock.now()
  const said = saidIn(request, flow.flow)
  const model = modelOf(around, request, flow, said, now)
  const again = nextRead(model, now)
  const plain = { token: formToken(cookieSecret(request) ?? '', flow.flow), grant: flow.grant }
  const refreshSeconds = again && Math.max(1, Math.ceil((again - now) / 1000))
  const { locale } = localeOf(request, around.page.locales)
  const screen = screenOf(model, now, ({ rule, params }) => sentence(rule, params, locale))
  return drawn(around, request, screen, { plain, refreshSeconds, cookies: said && [UNSAY_COOKIE] })
}

function modelOf(around: Around, request: Request, flow: FlowAnswer, said: Said | undefined, now: number): Model {
  const read = answered(opened(configOf(around, request)), { do: 'read' }, { kind: 'ok', body: flow }, now)
  const model = heard(read, said, now)
  if (request.query['at'] === 'choose') return { ...model, isChoosing: (flow.options?.length ?? 0) > 1 }
  return request.query['at'] === 'refused' ? { ...model, notice: 'refused' } : model
}

/** A flow that is not there leads to the first step; one that cannot be read at the moment is asked for again. */
export function refusalPage(around: Around, request: Request, { problem: code }: Refused): Reply {
  if (code === 'flow_not_found' || code === 'flow_expired') return { status: 303, location: leadTo(request, '/', 'ended') }
  const kind = code === 'directory_unavailable' ? 'unavailable' : 'problem'
  return drawn(around, request, { step: 'locating', mode: 'userchoose', notice: { kind }, isBusy: false })
}

/** A good end: the same page for everybody, and no flow in it. */
export const donePage = (around: Around, request: Request): Reply =>
  drawn(around, request, screenOf(finished(configOf(around, request)), 0))

interface Details {
  plain?: Pick<Plain, 'token' | 'grant'>
  refreshSeconds?: number | undefined
  cookies?: readonly string[] | undefined
}

function drawn(around: Around, request: Request, screen: Screen, { plain, refreshSeconds, cookies = [] }: Details = {}): Reply {
  const { locale, lang } = localeOf(request, around.page.locales)
  const flow = request.params['flow']
  const returnTo = wayBack(request, around.page.returnTo)
  const frame = { ...frameOf(configOf(around, request), locale), path: `/forms/${flow ?? 'done'}`, returnTo }
  const refresh = refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}">`
  const dressed = { ...screen, plain: { token: '', ...plain, flow, lang, returnTo } }
  const { text } = documentOf(dressed, frame, PAGES[locale], { head: html`${fileLinks}${refresh}` })
  return { status: 200, text, type: 'text/html; charset=utf-8', cookies }
}
