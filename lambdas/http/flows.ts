// The endpoints of /v1/flows: read the request, call the operation, put its outcome into HTTP's words.
import * as v from 'valibot'
import { typedCode } from '../messages/typed-code.ts'
import type { ChallengeInput, ChallengeOutcome } from '../operations/challenge.ts'
import type { CommitInput } from '../operations/commit.ts'
import type { ReadInput, ReadOutcome } from '../operations/read.ts'
import type { CommitOutcome } from '../operations/settle.ts'
import type { StartInput, StartOutcome } from '../operations/start.ts'
import type { VerifyInput, VerifyOutcome } from '../operations/verify.ts'
import type { Deadline } from '../ports.ts'
import { checked, type Endpoint, refused } from './api.ts'
import { problem, type Reply } from './reply.ts'
import { cookieSecret, type Request, setCookie } from './request.ts'

const STRING = 'must be a string'

const wellFormed = v.pipe(
  v.string(STRING),
  v.check((text) => text.isWellFormed(), 'must be well-formed Unicode')
)

const id = v.pipe(v.string(STRING), v.regex(/^[\w-]{22}$/, 'must be an id that was offered'))

const codePoints = (text: string): number => Array.from(text).length

export const startBody = v.strictObject({
  username: v.pipe(
    wellFormed,
    v.check((text) => text.trim() !== '', 'must not be empty'),
    v.check((text) => codePoints(text) <= 256, 'must be at most 256 characters'),
    v.check((text) => !/\p{Cc}/u.test(text), 'must not hold control characters'),
    v.transform((text) => text.normalize('NFC'))
  ),
  locale: v.optional(v.pipe(wellFormed, v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag, such as en or ja'))),
  // Reserved: taken, and not asked for yet.
  proof: v.optional(wellFormed)
})

/** POST /v1/flows */
export const startEndpoint =
  (start: (input: StartInput) => Promise<StartOutcome>, flowSeconds: number): Endpoint =>
  async (request, body) => {
    const read = checked(startBody, body)
    if ('refusal' in read) return read.refusal
    const { username, locale } = read.value
    const outcome = await start({ who: username, languages: locale ?? request.headers['accept-language'] ?? '', client: request.client })
    if ('refusal' in outcome) return refused(outcome)
    return { status: 202, json: outcome.view, cookie: setCookie(outcome.secret, flowSeconds) }
  }

/** The flow's id and the cookie's secret: without both in good form there is no such flow. */
function holder(request: Request): { flow: string; secret: string } | undefined {
  const secret = cookieSecret(request)
  const flow = request.params['flow'] ?? ''
  return secret && /^[\w-]{22}$/.test(flow) ? { flow, secret } : undefined
}

/** GET /v1/flows/{flow} */
export const readEndpoint =
  (read: (input: ReadInput) => Promise<ReadOutcome>): Endpoint =>
  async (request) => {
    const held = holder(request)
    if (!held) return problem('flow_not_found')
    const outcome = await read(held)
    return 'refusal' in outcome ? refused(outcome) : { status: 200, json: outcome.view }
  }

const challengeBody = v.strictObject({ option: v.optional(id) })

/** POST /v1/flows/{flow}/challenge */
export const challengeEndpoint =
  (challenge: (input: ChallengeInput) => Promise<ChallengeOutcome>): Endpoint =>
  async (request, body) => {
    const read = checked(challengeBody, body)
    if ('refusal' in read) return read.refusal
    const held = holder(request)
    if (!held) return problem('flow_not_found')
    const outcome = await challenge({ ...held, ...read.value })
    if (!('refusal' in outcome)) return { status: 202, json: outcome.view }
    return outcome.refusal === 'option_unknown'
      ? problem('request_invalid', { detail: 'option: must be an id that was offered' })
      : refused({ ...outcome, refusal: outcome.refusal })
  }

/** POST /v1/flows/{flow}/verify */
export function verifyEndpoint(verify: (input: VerifyInput) => Promise<VerifyOutcome>, codeLength: number): Endpoint {
  const body = v.strictObject({
    code: v.pipe(
      wellFormed,
      v.maxLength(64, `must be ${codeLength} digits`),
      v.transform(typedCode),
      v.check((text) => /^[0-9]+$/.test(text) && text.length === codeLength, `must be ${codeLength} digits`)
    )
  })
  return async (request, given) => {
    const read = checked(body, given)
    if ('refusal' in read) return read.refusal
    const held = holder(request)
    if (!held) return problem('flow_not_found')
    const outcome = await verify({ ...held, code: read.value.code })
    if ('verified' in outcome) return { status: 200, json: outcome.verified, cookie: setCookie(held.secret, outcome.lifeSeconds) }
    if (outcome.refusal === 'code_rejected') return problem('code_rejected', { attemptsLeft: outcome.attemptsLeft })
    return refused(outcome)
  }
}

export const passwordBody = v.strictObject({
  grant: v.pipe(wellFormed, v.maxLength(128, 'must be the grant that was given')),
  password: v.pipe(wellFormed, v.nonEmpty('must not be empty'))
})

/** POST /v1/flows/{flow}/password */
export const passwordEndpoint =
  (commit: (input: CommitInput, deadline: Deadline) => Promise<CommitOutcome>): Endpoint =>
  async (request, body, deadline): Promise<Reply> => {
    const read = checked(passwordBody, body)
    if ('refusal' in read) return read.refusal
    const held = holder(request)
    if (!held) return problem('flow_not_found')
    const outcome = await commit({ ...held, ...read.value }, deadline)
    if ('committed' in outcome) return { status: 200, json: { state: 'committed' }, cookie: setCookie('', 0) }
    if (outcome.refusal === 'password_unacceptable') return problem('password_unacceptable', { violations: outcome.violations })
    return refused(outcome)
  }
