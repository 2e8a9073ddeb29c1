// The endpoints of /v1/admin/status: how an account stands, and what an administrator sets of it.
import * as v from 'valibot'
import type { StatusRefusal, Whom } from '../operations/admin/meant.ts'
import type { Status } from '../operations/admin/status.ts'
import type { Deadline, StateChange } from '../ports.ts'
import { checked, type Endpoint } from './api.ts'
import { problem, type Reply } from './reply.ts'
import { callerOf, signed } from './signed.ts'

const plain = (most: number) =>
  v.pipe(
    v.string('must be text'),
    v.nonEmpty('must not be empty'),
    v.maxLength(most, `must be at most ${most} characters`),
    v.regex(/^[^\p{C}]*$/u, 'must not hold control characters')
  )

const whom = {
  username: v.optional(plain(256)),
  store: v.optional(plain(32)),
  account: v.optional(v.pipe(v.string('must be text'), v.regex(/^[\w-]{43}$/, 'must be what the log calls account')))
}

const isNamed = <T extends Whom>() =>
  v.check<T, string>(({ username, account }) => (username ?? account) !== undefined, 'needs username or account')

const flag = v.exactOptional(v.boolean('must be true or false'))
const UNLOCKED = 'must be true: only wrong logins lock; to keep somebody out, send enabled: false'
const statusBody = v.pipe(
  v.strictObject({ ...whom, enabled: flag, forceChange: flag, unlocked: v.exactOptional(v.literal(true, UNLOCKED)) }),
  isNamed(),
  v.check(
    ({ enabled, forceChange, unlocked }) => [enabled, forceChange, unlocked].some((one) => one !== undefined),
    'needs at least one of enabled, forceChange, unlocked'
  )
)

const told = (outcome: Status | StatusRefusal): Reply =>
  'refusal' in outcome ? problem(outcome.refusal, { detail: outcome.detail }) : { status: 200, json: outcome }

/** `GET /v1/admin/status?username=…` or `?account=…` */
export const statusEndpoint = (readStatus: (whom: Whom, deadline: Deadline) => Promise<Status | StatusRefusal>): Endpoint =>
  signed(async ({ query }, _body, deadline) => {
    const read = checked(v.pipe(v.strictObject(whom), isNamed()), query)
    return 'refusal' in read ? read.refusal : told(await readStatus(read.value, deadline))
  })

type SetStatus = (whom: Whom, change: StateChange, by: string, deadline: Deadline) => Promise<Status | StatusRefusal>

/** `PUT /v1/admin/status` */
export const statusSetEndpoint = (setStatus: SetStatus): Endpoint =>
  signed(async (request, body, deadline) => {
    const read = checked(statusBody, body)
    if ('refusal' in read) return read.refusal
    const { username, store, account, ...change } = read.value
    return told(await setStatus({ username, store, account }, change, callerOf(request), deadline))
  })
