// What a form's answer has to say to the page that it leads to, in a cookie that is read once: a reload says it no more, and no address
// holds it. It names what is wrong, by keys: whatever is shown of it is said by the page in its own words and those of the flow's policy. So it
// holds nothing of what was typed, and whoever could write it could only choose among our sentences.
import type { ProblemCode } from './problem.ts'
import { setCookie } from './request.ts'

export interface Said {
  /** What was asked for. */
  did: 'start' | 'challenge' | 'verify' | 'commit'
  /** The flow that it was asked of; none at the start. */
  flow?: string
  /** Why it was refused; absent where it was done. */
  code?: ProblemCode
  isMissing?: true
  attemptsLeft?: number
  retryAfter?: number
  /** The rules that were broken. */
  broken?: readonly string[]
  /** Where the live code was sent to. */
  option?: string
}

export const SAID_COOKIE = '__Host-rekey-said'
const MAX_AGE_SECONDS = 60

/** Set-Cookie for what is to be said. */
export const sayCookie = (said: Said): string =>
  setCookie(Buffer.from(JSON.stringify(said)).toString('base64url'), MAX_AGE_SECONDS, SAID_COOKIE)

/** Set-Cookie for what has been said. */
export const UNSAY_COOKIE = setCookie('', 0, SAID_COOKIE)
