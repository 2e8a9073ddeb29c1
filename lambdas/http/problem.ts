// Problem details (RFC 9457) for everything that is not a success. This table is the only place that sets an error's status;
// the README's list and the page's texts are checked against it.
import type { Violation } from '../policy/policy.ts'

/** Code → status and title. A title says what is so and, where there is something to do, what to do. */
export const PROBLEMS = {
  request_invalid: { status: 400, title: 'the request is not as it must be' },
  grant_rejected: { status: 403, title: 'this grant is not good for a change: start again' },
  cross_origin: { status: 403, title: 'requests from other sites are refused' },
  flow_not_found: { status: 404, title: 'there is no such flow here: start again in this browser' },
  not_found: { status: 404, title: 'there is nothing at this address' },
  out_of_order: { status: 409, title: 'the flow is at another step' },
  status_refused: { status: 409, title: 'this cannot be done to this person' },
  policy_in_use: { status: 409, title: 'this policy is assigned, or is the default: assign another first' },
  flow_expired: { status: 410, title: 'the flow has ended: start again' },
  version_conflict: { status: 412, title: 'somebody else has changed this meanwhile: read it again' },
  body_too_large: { status: 413, title: 'the body is too large' },
  unsupported_media_type: { status: 415, title: 'the body must be application/json in UTF-8' },
  reset_required: { status: 409, title: 'this password has run out or must be set anew: use the link for a forgotten password' },
  code_rejected: { status: 422, title: 'this code is not right, or no longer' },
  current_rejected: { status: 422, title: 'this name and current password do not go together' },
  password_unacceptable: { status: 422, title: 'the password breaks the policy' },
  policy_refused: { status: 422, title: 'the policies cannot be kept like this' },
  proof_required: { status: 428, title: 'a proof is required' },
  attempts_exhausted: { status: 429, title: 'all attempts are used up: start again later' },
  too_soon: { status: 429, title: 'another code cannot be sent yet' },
  too_many_requests: { status: 429, title: 'too many requests: try again later' },
  internal: { status: 500, title: 'something went wrong on our side: try again later' },
  directory_unavailable: { status: 503, title: 'the service cannot be reached at the moment: try again later' }
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** What a problem carries beside its code. A detail is for 4xx only, and never holds a value that was sent. */
export interface ProblemMembers {
  detail?: string
  /** Seconds; also sent as the Retry-After header. */
  retryAfter?: number
  violations?: (Violation & { message: string })[]
  attemptsLeft?: number
  /** Every reason why something cannot be saved. */
  problems?: readonly string[]
  /** What was left out of an import. */
  notes?: readonly string[]
  /** The revision that is there now. */
  rev?: number
}

/** The body of a problem. `instance` is the request's id, for the person to quote and the log to find. */
export const problemBody = (code: ProblemCode, requestId: string, members: ProblemMembers = {}) => ({
  type: `urn:rekey:problem:${code}`,
  title: PROBLEMS[code].title,
  status: PROBLEMS[code].status,
  instance: `urn:rekey:request:${requestId}`,
  code,
  ...members
})
