// POST /v1/password: no flow, no cookie, one answer.
import * as v from 'valibot'
import type { ChangePasswordInput } from '../operations/change-password.ts'
import type { ChangePasswordOutcome } from '../operations/own-outcome.ts'
import type { Deadline } from '../ports.ts'
import { checked, type Endpoint, refused } from './api.ts'
import { passwordBody, startBody } from './flows.ts'
import { problem } from './reply.ts'

const { username, locale } = startBody.entries
const { password } = passwordBody.entries
const body = v.strictObject({ username, current: password, password, locale })

/** POST /v1/password */
export const changeEndpoint =
  (change: (input: ChangePasswordInput, deadline: Deadline) => Promise<ChangePasswordOutcome>): Endpoint =>
  async (request, given, deadline) => {
    const read = checked(body, given)
    if ('refusal' in read) return read.refusal
    const { username: who, current, password: next, locale: language } = read.value
    const languages = language ?? request.headers['accept-language'] ?? ''
    const outcome = await change({ who, current, password: next, languages, client: request.client }, deadline)
    if ('committed' in outcome) return { status: 200, json: { state: 'committed' } }
    if (outcome.refusal === 'password_unacceptable') return problem('password_unacceptable', { violations: outcome.violations })
    return refused(outcome)
  }
