// The plain forms: for each POST of /v1/flows one that a browser can send without a script. It is the JSON endpoint itself behind another
// door, so schemas, operations, limits and refusals are the same. Every answer leads to a page (post, redirect, get).
import { sameCode } from '../flow/code.ts'
import type { FlowView } from '../flow/flow.ts'
import { formToken } from '../flow/form.ts'
import { LOCALES, type Locale } from '../messages/locales.ts'
import type { Endpoint, FormEndpoint, Refused } from './api.ts'
import { problem, type Reply } from './reply.ts'
import { cookieSecret, FORM_COOKIE, type Request } from './request.ts'
import type { RouteName } from './routes.ts'
import { type Said, sayCookie } from './said.ts'

/** What each form asks to be typed or chosen. */
const FIELDS = { start: 'username', challenge: 'option', verify: 'code', commit: 'password' } as const satisfies Record<Said['did'], string>

/** The detail of a refusal for what was left empty. */
const MISSING = 'must not be empty'

const flowOf = ({ params }: Request): string | undefined => params['flow']

/** The language that the page was switched to. */
export const chosenLocale = ({ query }: Request): Locale | undefined => LOCALES.find((locale) => locale === query['lang'])

/**
 * Where the person is led; nothing in an address but the flow's id, the language, which of a flow's views is meant, and the way back as it was
 * asked for. Whether that is allowed is judged by whoever draws a page.
 */
export function leadTo(request: Request, path: string, at?: 'ended' | 'refused'): string {
  const lang = chosenLocale(request)
  const { returnTo } = request.query
  const query = new URLSearchParams({ ...(at && { at }), ...(lang && { lang }), ...(returnTo && { returnTo }) })
  return query.size > 0 ? `${path}?${query}` : path
}

const pageOf = (flow: string | undefined): string => (flow === undefined ? '/' : `/forms/${flow}`)

/** A form as the page wrote it: its token is the browser's. */
function isOurs(request: Request, token: unknown): boolean {
  const flow = flowOf(request)
  const secret = flow === undefined ? cookieSecret(request, FORM_COOKIE) : cookieSecret(request)
  return secret !== undefined && typeof token === 'string' && sameCode(formToken(secret, flow), token)
}

/** Which form does the same as which call. */
const FORMS: Readonly<Record<string, { route: RouteName; did: Said['did'] }>> = {
  'POST /v1/flows': { route: 'POST /forms/start', did: 'start' },
  'POST /v1/flows/{flow}/challenge': { route: 'POST /forms/{flow}/challenge', did: 'challenge' },
  'POST /v1/flows/{flow}/verify': { route: 'POST /forms/{flow}/verify', did: 'verify' },
  'POST /v1/flows/{flow}/password': { route: 'POST /forms/{flow}/password', did: 'commit' }
}

/** These endpoints, and beside each the form that does the same. */
export const withForms = (endpoints: Readonly<Record<string, Endpoint>>): Readonly<Record<string, Endpoint | FormEndpoint>> => ({
  ...endpoints,
  ...Object.fromEntries(
    Object.entries(endpoints).flatMap(([route, endpoint]) => {
      const form = FORMS[route]
      return form ? [[form.route, asForm(form.did, endpoint)]] : []
    })
  )
})

const asForm = (did: Said['did'], endpoint: Endpoint): FormEndpoint => ({
  async answer(request, body, deadline) {
    const { token, ...fields } = body as Record<string, string>
    if (flowOf(request) !== undefined && cookieSecret(request) === undefined) return problem('flow_not_found')
    if (!isOurs(request, token)) return problem('cross_origin')
    const lang = chosenLocale(request)
    const reply = await endpoint(request, did === 'start' && lang ? { ...fields, locale: lang } : fields, deadline)
    if ('json' in reply) return done(did, request, reply, fields)
    const isMissing = 'problem' in reply && reply.problem === 'request_invalid' && !fields[FIELDS[did]]?.trim()
    return isMissing ? problem('request_invalid', { detail: MISSING }) : reply
  },
  tell: (refused, request) => told(did, request, refused)
})

function done(
  did: Said['did'],
  request: Request,
  { json, cookie }: Extract<Reply, { json: unknown }>,
  fields: Record<string, string>
): Reply {
  const cookies = cookie === undefined ? [] : [cookie]
  if (did === 'commit') return { status: 303, location: leadTo(request, '/forms/done'), cookies }
  const flow = flowOf(request) ?? (json as FlowView).flow
  const { option } = fields
  const said = did === 'challenge' ? [sayCookie({ did, flow, ...(option === undefined ? {} : { option }) })] : []
  return { status: 303, location: leadTo(request, pageOf(flow)), cookies: [...cookies, ...said] }
}

/** A form that is not ours sets no cookie: another site may have sent it, and the browser that did may keep none. */
function told(did: Said['did'], request: Request, { problem: code, members }: Refused): Reply {
  const flow = flowOf(request)
  if (code === 'cross_origin' || code === 'unsupported_media_type')
    return { status: 303, location: leadTo(request, pageOf(flow), 'refused') }
  if (flow !== undefined && (code === 'flow_not_found' || code === 'flow_expired'))
    return { status: 303, location: leadTo(request, '/', 'ended') }
  const { attemptsLeft, retryAfter, violations } = members ?? {}
  const said: Said = {
    did,
    code,
    ...(flow === undefined ? {} : { flow }),
    ...(members?.detail === MISSING && { isMissing: true }),
    ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(violations && { broken: [...new Set(violations.map(({ rule }) => rule))] })
  }
  return { status: 303, location: leadTo(request, pageOf(flow)), cookies: [sayCookie(said)] }
}
