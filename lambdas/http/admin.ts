// The endpoints of /v1/admin: who signed the request is who the log says made the change, and every change says what it was made from.
import * as v from 'valibot'
import { LOCALES, type Locale, localeFor } from '../messages/locales.ts'
import type { Administration } from '../operations/admin/administration.ts'
import type { Author } from '../operations/admin/documents.ts'
import { PRESETS } from '../policy/presets.ts'
import { policyShape } from '../shapes.ts'
import { forgotPasswordBody, rev, wellFormed } from './admin-bodies.ts'
import { checked, type Endpoint } from './api.ts'
import { problem, type Reply } from './reply.ts'
import type { Request } from './request.ts'
import type { RouteName } from './routes.ts'
import { callerOf, signed } from './signed.ts'

/** Those about people in directories are other functions'. */
type AdminRoute = Exclude<Extract<RouteName, `${string} /v1/admin/${string}`>, `${string} /v1/admin/status`>

/** Every route of the administration, open to whom the gateway knows. */
export const adminEndpoints = (does: Administration): Readonly<Record<string, Endpoint>> =>
  Object.fromEntries(Object.entries(endpointsOf(does)).map(([route, endpoint]) => [route, signed(endpoint)]))

const endpointsOf = (does: Administration): Readonly<Record<AdminRoute, Endpoint>> => ({
  'GET /v1/admin/forgot-password': async () => shown(await does.readForgotPassword()),
  'PUT /v1/admin/forgot-password': changeForgotPasswordEndpoint(does),
  'GET /v1/admin/policies': async () => shown(await does.readPolicies()),
  'GET /v1/admin/policies/{policy}': readPolicyEndpoint(does),
  'PUT /v1/admin/policies/{policy}': putPolicyEndpoint(does),
  'DELETE /v1/admin/policies/{policy}': deletePolicyEndpoint(does),
  'POST /v1/admin/policies/{policy}/test': testPolicyEndpoint(does),
  'PUT /v1/admin/assignments': assignPoliciesEndpoint(does),
  'POST /v1/admin/import': importPoliciesEndpoint(does),
  'POST /v1/admin/flows/{flow}/cancel': interventionEndpoint('flow', 'cancelled', does.cancelFlow),
  'POST /v1/admin/accounts/{account}/pause': interventionEndpoint('account', 'paused', does.pauseAccount),
  'POST /v1/admin/accounts/{account}/unpause': interventionEndpoint('account', 'active', does.unpauseAccount)
})

/** What a change of a document needs of its request. */
type Stamped = { author: Author } | { refusal: Reply }

/** The revision that a change was made from: `rev` in the body, or If-Match; undefined where neither is there. */
function seenBy({ headers }: Request, rev: number | undefined): number | undefined | { refusal: Reply } {
  const header = headers['if-match']
  if (header === undefined) return rev
  const [, digits] = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header) ?? []
  if (digits === undefined) return { refusal: problem('request_invalid', { detail: 'if-match: must be a revision, such as "3"' }) }
  if (rev !== undefined && rev !== Number(digits)) return { refusal: problem('request_invalid', { detail: 'rev: differs from if-match' }) }
  return Number(digits)
}

function stamped(request: Request, rev?: number): Stamped {
  const seen = seenBy(request, rev)
  if (typeof seen === 'object') return seen
  if (seen === undefined)
    return { refusal: problem('request_invalid', { detail: 'rev: is missing; send the revision that you read, or If-Match' }) }
  return { author: { by: callerOf(request), rev: seen } }
}

type Answer = Awaited<ReturnType<Exclude<Administration[keyof Administration], Intervention>>>
type Refusal = Extract<Answer, { refusal: string }>

type Intervention = Administration['cancelFlow']

/** A refusal with everything that helps to mend it: the administration has nothing to hide from who may use it. */
function refused(outcome: Refusal): Reply {
  const notes = 'notes' in outcome && outcome.notes ? { notes: outcome.notes } : {}
  switch (outcome.refusal) {
    case 'version_conflict':
      return problem('version_conflict', { rev: outcome.rev })
    case 'policy_refused':
      return problem('policy_refused', { problems: outcome.problems, ...notes })
    case 'request_invalid':
      return problem('request_invalid', { detail: outcome.problems.join('; ') })
    case 'not_found':
      return problem('not_found', { detail: 'there is no policy of this id' })
    case 'policy_in_use':
      return problem('policy_in_use')
  }
}

const shown = <T extends { rev: number }>(json: T): Reply => ({ status: 200, json, rev: json.rev })

const languageOf = ({ headers }: Request, locale?: string): Locale => localeFor(locale ?? headers['accept-language'] ?? '', LOCALES)

const changeForgotPasswordEndpoint =
  ({ changeForgotPassword }: Administration): Endpoint =>
  async (request, body) => {
    const read = checked(forgotPasswordBody, body)
    if ('refusal' in read) return read.refusal
    const { rev, fields } = read.value
    const seen = seenBy(request, rev)
    if (typeof seen === 'object') return seen.refusal
    const outcome = await changeForgotPassword(fields, { by: callerOf(request), rev: seen })
    return 'refusal' in outcome ? refused(outcome) : shown(outcome.view)
  }

const idOf = ({ params }: Request): string => params['policy'] ?? ''

const readPolicyEndpoint =
  ({ readPolicy }: Administration): Endpoint =>
  async (request) => {
    const outcome = await readPolicy(idOf(request), languageOf(request))
    return 'refusal' in outcome ? refused(outcome) : shown(outcome)
  }

/** A policy's own fields, on top of those of a preset where one is named. */
function policyIn({ preset, ...fields }: Record<string, unknown>, id: string) {
  const known = preset === undefined || (typeof preset === 'string' && Object.hasOwn(PRESETS, preset))
  if (!known) return { refusal: problem('request_invalid', { detail: `preset: must be one of ${Object.keys(PRESETS).join(', ')}` }) }
  return checked(policyShape, { ...(preset === undefined ? {} : PRESETS[preset as keyof typeof PRESETS]), id, ...fields })
}

const putPolicyEndpoint =
  ({ putPolicy }: Administration): Endpoint =>
  async (request, body) => {
    const { rev: given, ...fields } = body as Record<string, unknown>
    const seen = checked(v.object({ rev }), { rev: given })
    if ('refusal' in seen) return seen.refusal
    const read = policyIn(fields, idOf(request))
    if ('refusal' in read) return read.refusal
    if (read.value.id !== idOf(request)) return problem('request_invalid', { detail: 'id: differs from the address' })
    const stamp = stamped(request, seen.value.rev)
    if ('refusal' in stamp) return stamp.refusal
    const outcome = await putPolicy(read.value, stamp.author)
    return 'refusal' in outcome ? refused(outcome) : shown({ rev: outcome.view.rev, policy: read.value })
  }

const deletePolicyEndpoint =
  ({ deletePolicy }: Administration): Endpoint =>
  async (request) => {
    const stamp = stamped(request)
    if ('refusal' in stamp) return stamp.refusal
    const outcome = await deletePolicy(idOf(request), stamp.author)
    return 'refusal' in outcome ? refused(outcome) : shown({ rev: outcome.view.rev })
  }

const priority = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(0, 'must be 0 to 999'),
  v.maxValue(999, 'must be 0 to 999')
)
const name = v.pipe(wellFormed, v.nonEmpty('must not be empty'), v.maxLength(1024, 'must be at most 1024 characters'))

const assignmentsBody = v.strictObject({
  rev,
  default: v.optional(name),
  assignments: v.array(v.strictObject({ store: name, group: v.optional(name), policy: name, priority }), 'must be a list')
})

const assignPoliciesEndpoint =
  ({ assignPolicies }: Administration): Endpoint =>
  async (request, body) => {
    const read = checked(assignmentsBody, body)
    if ('refusal' in read) return read.refusal
    const { rev: given, ...to } = read.value
    const stamp = stamped(request, given)
    if ('refusal' in stamp) return stamp.refusal
    const outcome = await assignPolicies(to, stamp.author)
    return 'refusal' in outcome ? refused(outcome) : shown(outcome.view)
  }

const importBody = v.strictObject({ rev, assignments: v.unknown(), stores: v.optional(v.record(v.string(), name)) })

const importPoliciesEndpoint =
  ({ importPolicies }: Administration): Endpoint =>
  async (request, body) => {
    const read = checked(importBody, body)
    if ('refusal' in read) return read.refusal
    const { rev: given, ...input } = read.value
    const stamp = stamped(request, given)
    if ('refusal' in stamp) return stamp.refusal
    const outcome = await importPolicies(input, stamp.author)
    if ('refusal' in outcome) return refused(outcome)
    return shown({ rev: outcome.view.rev, imported: outcome.imported, notes: outcome.notes })
  }

const values = v.optional(v.array(wellFormed, 'must be a list'))
const testBody = v.strictObject({
  password: wellFormed,
  names: v.optional(v.strictObject({ username: values, given: values, family: values, mail: values })),
  locale: v.optional(wellFormed)
})

const testPolicyEndpoint =
  ({ testPolicy }: Administration): Endpoint =>
  async (request, body) => {
    const read = checked(testBody, body)
    if ('refusal' in read) return read.refusal
    const outcome = await testPolicy({ ...read.value, policy: idOf(request), locale: languageOf(request, read.value.locale) })
    if ('refusal' in outcome) return refused(outcome)
    return { status: 200, json: { acceptable: outcome.isAcceptable, violations: outcome.violations } }
  }

const nothing = v.strictObject({})

const interventionEndpoint =
  (param: 'flow' | 'account', state: string, intervene: Intervention): Endpoint =>
  async (request, body) => {
    const read = checked(nothing, body)
    if ('refusal' in read) return read.refusal
    const id = request.params[param] ?? ''
    const isWellFormed = param === 'flow' ? /^[\w-]{22}$/.test(id) : /^[\w-]{43}$/.test(id)
    const outcome = isWellFormed ? await intervene(id, callerOf(request)) : undefined
    if (outcome === 'done') return { status: 200, json: { [param]: id, state } }
    return problem('not_found', { detail: `there is no ${param} of this id for which this can be done` })
  }
