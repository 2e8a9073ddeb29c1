// What a form's answer has to say to the page that it leads to, in a cookie that is read once: a reload says it no more, and no address
// holds it. It names what is wrong; it never holds what was typed.
import type { Params } from '../policy/policy.ts'
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
  violations?: { rule: string; params: Params }[]
  /** Where the live code was sent to. */
  option?: string
}

export const SAID_COOKIE = '__Host-rekey-said'
const MAX_AGE_SECONDS = 60
/** Browsers keep 4096 bytes of a cookie, its name and attributes included. */
const MAX_LENGTH = 3800

/** Set-Cookie for what is to be said. Too long a list of violations is left out: the page then shows the rules alone. */
export function sayCookie(said: Said): string {
  const value = Buffer.from(JSON.stringify(said)).toString('base64url')
  if (value.length <= MAX_LENGTH) return setCookie(value, MAX_AGE_SECONDS, SAID_COOKIE)
  const { violations: _, ...rest } = said
  return sayCookie(rest)
}

/** Set-Cookie for what has been said. */
export const UNSAY_COOKIE = setCookie('', 0, SAID_COOKIE)
