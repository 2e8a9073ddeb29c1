// The state machine. Each step has a guard (why it would be refused, seen from a read) and an effect (what it makes of a flow).
// The store repeats the guard as the condition of one write, and that condition is what decides a race; the guard here names the
// reason afterwards, and the two are held together by a test that walks both.
import type { Flow, FlowSettings, FlowView, State } from './flow.ts'
import { offered } from './options.ts'
import { LOCATE_PATIENCE, nextStep } from './windows.ts'

/** Why a step is refused, in the words of the problem table. */
export type StepRefusal =
  | 'flow_not_found'
  | 'flow_expired'
  | 'out_of_order'
  | 'too_soon'
  | 'too_many_requests'
  | 'attempts_exhausted'
  | 'grant_rejected'

/** Which stored states a step leaves from and leads to; docs/flow.md is checked against it. */
export const TRANSITIONS = [
  { step: 'challenge', from: ['awaiting_choice', 'awaiting_code'], to: 'awaiting_code' },
  { step: 'count', from: ['awaiting_code'], to: 'awaiting_code' },
  { step: 'mark', from: ['awaiting_code'], to: 'verified' },
  { step: 'claim', from: ['verified', 'committing'], to: 'committing' },
  { step: 'release', from: ['committing'], to: 'verified' },
  { step: 'finish', from: ['committing'], to: 'committed' }
] as const satisfies readonly { step: string; from: readonly Flow['state'][]; to: Flow['state'] }[]

/** True once the looked-up options may be shown. */
export const isShown = (flow: Flow, now: number): boolean => flow.find === 'done' && flow.shownAt !== undefined && flow.shownAt <= now

/** The state that the person sees. */
export function shownState(flow: Flow, now: number, settings: Pick<FlowSettings, 'maxAttempts'>): State {
  if (flow.state === 'awaiting_code' && flow.attempts >= settings.maxAttempts) return 'locked'
  if (flow.state === 'awaiting_choice' && flow.mode === 'userselectchallenge' && !isShown(flow, now)) return 'locating'
  return flow.state
}

/** Who may see a flow at all, and until when. A wrong cookie and a flow that never was are one answer. */
export function refusesRead(flow: Flow | undefined, cookie: string, now: number): StepRefusal | undefined {
  if (!flow || flow.cookie !== cookie) return 'flow_not_found'
  if (flow.expiresAt <= now) return 'flow_expired'
  return undefined
}

/** Whether looking a person up has taken so long that the directory must be called unavailable. */
export const isLost = (flow: Flow, now: number): boolean =>
  flow.mode === 'userselectchallenge' && flow.find === 'due' && now - flow.startedAt > LOCATE_PATIENCE

export function refusesChallenge(flow: Flow | undefined, cookie: string, now: number, settings: FlowSettings): StepRefusal | undefined {
  const unreadable = refusesRead(flow, cookie, now)
  if (unreadable || !flow) return unreadable ?? 'flow_not_found'
  if (flow.state !== 'awaiting_choice' && flow.state !== 'awaiting_code') return 'out_of_order'
  if (flow.mode === 'userselectchallenge' && !isShown(flow, now)) return 'out_of_order'
  if (flow.attempts >= settings.maxAttempts) return 'attempts_exhausted'
  if (flow.sends >= settings.maxSends) return 'too_many_requests'
  if (flow.resendAt > now) return 'too_soon'
  return undefined
}

export function refusesCount(flow: Flow | undefined, cookie: string, now: number, settings: FlowSettings): StepRefusal | undefined {
  const unreadable = refusesRead(flow, cookie, now)
  if (unreadable || !flow) return unreadable ?? 'flow_not_found'
  if (flow.state !== 'awaiting_code') return 'out_of_order'
  if (flow.attempts >= settings.maxAttempts) return 'attempts_exhausted'
  return undefined
}

/** Whether the live code could be right at all: it was sent, to somebody, and has not run out. */
export const isAnswerable = (flow: Flow, now: number): boolean =>
  flow.state === 'awaiting_code' &&
  flow.reach === 'yes' &&
  flow.claimed === flow.version &&
  (flow.codeUntil ?? 0) > now &&
  flow.expiresAt > now

export function refusesClaim(
  flow: Flow | undefined,
  cookie: string,
  grant: string,
  now: number,
  settings: FlowSettings
): StepRefusal | undefined {
  const unreadable = refusesRead(flow, cookie, now)
  if (unreadable || !flow) return unreadable ?? 'flow_not_found'
  if (flow.state !== 'verified' && flow.state !== 'committing') return 'out_of_order'
  if (flow.grant !== grant || (flow.refusals ?? 0) >= settings.maxRefusals) return 'grant_rejected'
  if ((flow.grantUntil ?? 0) <= now) return 'flow_expired'
  if (flow.state === 'committing' && (flow.lease ?? 0) >= now) return 'out_of_order'
  return undefined
}

const FIRST_GAP = 60_000

/** A new flow. Fixed modes have their first code on the way at once; the others wait for a choice. */
export function started(
  facts: Pick<Flow, 'id' | 'cookie' | 'mode' | 'who' | 'seed' | 'locale' | 'net' | 'area' | 'req'> & { option?: string; kid: string },
  now: number,
  settings: FlowSettings
): Flow {
  const { option, kid, ...own } = facts
  const expiresAt = now + settings.flowSeconds * 1000
  const flow: Flow = {
    ...own,
    state: 'awaiting_choice',
    find: 'due',
    startedAt: now,
    expiresAt,
    ttl: removableAt(expiresAt),
    version: 0,
    sends: 0,
    gap: FIRST_GAP,
    resendAt: 0,
    attempts: 0
  }
  return option === undefined ? flow : challenged(flow, option, kid, now, settings)
}

/** Choice, resend and switch alike: the old code dies, the attempt budget stays, the next send waits twice as long. */
export const challenged = (flow: Flow, option: string, kid: string, now: number, settings: FlowSettings): Flow => ({
  ...flow,
  state: 'awaiting_code',
  option,
  kid,
  version: flow.version + 1,
  sends: flow.sends + 1,
  codeUntil: codeUntil(now, settings),
  resendAt: now + flow.gap,
  gap: flow.gap * 2,
  work: 'send'
})

export const codeUntil = (now: number, settings: FlowSettings): number => now + settings.codeSeconds * 1000

/** Flow items may go a day after they ended; nothing depends on when they do. */
export const removableAt = (end: number): number => Math.floor(end / 1000) + 86_400

/** The client's view. */
export function view(flow: Flow, now: number, settings: FlowSettings): FlowView {
  const state = shownState(flow, now, settings)
  const shown: FlowView = { flow: flow.id, state, mode: flow.mode, expiresAt: flow.expiresAt }
  if (state === 'locating') return { ...shown, readyAt: nextStep(flow.startedAt, now + 1) }
  if (state !== 'awaiting_choice' && state !== 'awaiting_code') return shown
  const options = offered(flow)
  if (options) shown.options = options
  if (state === 'awaiting_code' && flow.sends < settings.maxSends) shown.resendAt = flow.resendAt
  if (state === 'awaiting_code' && flow.codeUntil !== undefined) shown.codeUntil = flow.codeUntil
  return shown
}
