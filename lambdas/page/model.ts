// What the page knows, and how it changes. Pure: time is handed in, nothing here calls or shows anything.
import type { FlowView, Option } from '../flow/flow.ts'
import type { Notice, Standing } from '../view/screen.ts'
import type { PageConfig } from '../view/start.ts'
import type { Answer, Errand, FlowAnswer, PolicyLine, Problem } from './api.ts'

export interface Model {
  readonly config: PageConfig
  /** As typed; it lives here only, never in the address or in storage. */
  readonly username: string
  readonly flow?: FlowView | undefined
  readonly grant?: string | undefined
  readonly policy: readonly PolicyLine[]
  readonly violations: readonly PolicyLine[]
  /** The option that the live code was sent to. */
  readonly option?: string | undefined
  readonly attemptsLeft?: number | undefined
  readonly isResent: boolean
  /** Choosing another option while a code is awaited. */
  readonly isChoosing: boolean
  /** The person went back to the first step; the flow goes on without them. */
  readonly isAside: boolean
  readonly isRevealed: boolean
  /** How the rules stand with the password in the field, by name; absent until the page can judge. */
  readonly standings?: Readonly<Record<string, Standing>> | undefined
  /** What was last said of it. Nothing is said while the person types. */
  readonly tally?: Tally | undefined
  /** A password can be suggested here. */
  readonly canSuggest: boolean
  readonly isSuggested: boolean
  /** Under way; an answer to anything else is too late. */
  readonly busy?: Errand | undefined
  readonly fault?: 'missing' | 'invalid' | 'incomplete' | 'rejected' | 'refused' | undefined
  readonly notice?: Exclude<Notice['kind'], 'tooMany'> | undefined
  /** What was typed for the errand stands in its field still. */
  readonly isKept?: boolean | undefined
  /** Too many requests: until when, by the server's clock, or that nobody knows. */
  readonly refusedUntil?: number | 'unknown' | undefined
  /** How the flow ended, where no answer about it can be had any more. */
  readonly end?: 'done' | 'expired' | 'gone' | 'rejected' | undefined
  /** The server said that the flow stands elsewhere than we thought: look. */
  readonly isStale: boolean
}

/** How many of the rules that the page can judge are met. */
export interface Tally {
  met: number
  total: number
}

/** The page before anything was asked. */
export const opened = (config: PageConfig): Model => ({
  config,
  username: '',
  policy: [],
  violations: [],
  isResent: false,
  isChoosing: false,
  isAside: false,
  isRevealed: false,
  canSuggest: false,
  isSuggested: false,
  isStale: false
})

/** The end of the way: whoever comes to this screen next finds neither name nor grant nor flow. */
export const finished = (config: PageConfig): Model => ({ ...opened(config), end: 'done' })

/** Without what the last errand left to say. */
const quietly = (model: Model): Model => ({
  ...model,
  busy: undefined,
  fault: undefined,
  notice: undefined,
  refusedUntil: undefined,
  tally: undefined,
  isStale: false
})

/** An errand is on its way. A notice stays until the answer. */
export const asked = (model: Model, errand: Errand): Model => ({ ...model, fault: undefined, tally: undefined, busy: errand })

/** An answer is back. */
export function answered(model: Model, errand: Errand, answer: Answer<FlowAnswer>, now: number): Model {
  const calm = { ...quietly(model), isKept: errand.do !== 'read' }
  if (answer.kind === 'offline') return { ...calm, notice: 'offline' }
  return answer.kind === 'ok' ? accepted(calm, errand, answer.body) : refused(calm, errand, answer, now)
}

function accepted(model: Model, errand: Errand, { grant, policy, ...shown }: FlowAnswer): Model {
  // The answers to verify and commit say only what has changed.
  const flow = { ...((errand.do === 'verify' || errand.do === 'commit') && model.flow), ...shown } as FlowView
  const isAside = model.isAside && errand.do === 'read'
  if (flow.state === 'committed') return { ...finished(model.config), isAside }
  const before = errand.do === 'start' ? { ...opened(model.config), username: errand.username } : model
  const challenge =
    errand.do === 'challenge' ? { option: errand.option ?? model.option, isResent: model.flow?.state === 'awaiting_code' } : {}
  return {
    ...before,
    ...challenge,
    flow,
    grant: grant ?? before.grant,
    policy: policy ?? before.policy,
    violations: [],
    isAside,
    isChoosing: before.isChoosing && errand.do === 'read'
  }
}

/** A body that is too large can only be so by its password. */
const TOO_LONG: PolicyLine = { rule: 'maxBytes', params: {}, message: '' }

/** What each refusal means to the person. */
function refused(model: Model, errand: Errand, problem: Problem, now: number): Model {
  switch (problem.code) {
    case 'flow_not_found':
    case 'flow_expired':
      if (errand.do === 'read' && errand.isReload) return { ...opened(model.config), notice: 'ended' }
      return { ...model, end: problem.code === 'flow_expired' ? 'expired' : 'gone' }
    case 'grant_rejected':
      return { ...model, end: 'rejected' }
    case 'attempts_exhausted':
      return locked(model)
    case 'code_rejected':
      if (problem.attemptsLeft === 0) return locked(model)
      return { ...model, fault: 'rejected', attemptsLeft: problem.attemptsLeft }
    case 'password_unacceptable':
      return { ...model, fault: 'refused', violations: problem.violations ?? [] }
    case 'body_too_large':
      return errand.do === 'commit' ? { ...model, fault: 'refused', violations: [TOO_LONG] } : misread(model, errand)
    case 'request_invalid':
      return misread(model, errand)
    case 'out_of_order':
      return { ...model, isStale: errand.do !== 'read' }
    case 'too_soon':
      return { ...model, ...(model.flow && { flow: { ...model.flow, resendAt: now + (problem.retryAfter ?? 60) * 1000 } }) }
    case 'too_many_requests':
      return limited(model, errand, problem, now)
    case 'directory_unavailable':
      return { ...model, notice: 'unavailable' }
    default:
      return { ...model, notice: 'problem' }
  }
}

const locked = (model: Model): Model => ({ ...model, ...(model.flow && { flow: { ...model.flow, state: 'locked' } }) })

/** Something typed was not even read. */
function misread(model: Model, errand: Errand): Model {
  if (errand.do === 'start') return { ...model, fault: 'invalid' }
  if (errand.do === 'verify') return { ...model, fault: 'incomplete' }
  if (errand.do === 'commit') return { ...model, fault: 'refused', violations: [] }
  return { ...model, notice: 'problem' }
}

/** Sends used up end with the flow; other limits end with time. */
function limited(model: Model, errand: Errand, problem: Problem, now: number): Model {
  if (errand.do === 'challenge' && problem.retryAfter === undefined && model.flow) {
    const { resendAt: _, ...flow } = model.flow
    return { ...model, flow, isChoosing: false }
  }
  return { ...model, refusedUntil: problem.retryAfter === undefined ? 'unknown' : now + problem.retryAfter * 1000 }
}

/** The person typed nothing, or not all. */
export const faulted = (model: Model, fault: NonNullable<Model['fault']>): Model => ({ ...quietly(model), fault })

/** The password in the field is another one: what was said of the one before holds no longer. */
export const edited = (model: Model, standings: Model['standings']): Model => ({
  ...model,
  standings,
  violations: [],
  isSuggested: false,
  fault: model.fault === 'refused' || model.fault === 'missing' ? undefined : model.fault
})

/** A password that the page made stands in the field, and is shown. */
export const suggested = (model: Model, standings: Model['standings']): Model => ({
  ...edited(model, standings),
  isSuggested: true,
  isRevealed: true
})

/** The person has paused: how far they are may be said. */
export function paused(model: Model): Model {
  if (model.fault === 'refused') return model
  const judged = Object.values(model.standings ?? {}).filter((standing) => standing !== 'later')
  const tally = { met: judged.filter((standing) => standing === 'met').length, total: judged.length }
  return { ...model, tally: tally.total > 0 ? tally : undefined }
}

/** All over again; the name stays, because it may only need a letter more. */
export const restarted = (model: Model): Model => ({ ...opened(model.config), username: model.username })

/** The flow that waits while the person looks at the first step. */
export const canResume = (model: Model): boolean =>
  model.isAside && model.flow !== undefined && model.flow.state !== 'locked' && model.end === undefined

/** What the live code was sent to, where the mode tells. */
export const chosenOption = (model: Model): Option | undefined => model.flow?.options?.find((option) => option.id === model.option)

/** When to look at the flow again without being asked, by the server's clock. */
export function nextRead(model: Model, now: number): number | undefined {
  if (!model.flow || model.isAside || model.busy || model.notice || model.end) return undefined
  if (model.flow.state === 'locating') return model.flow.readyAt ?? now + 2000
  return model.flow.state === 'committing' ? now + 2000 : undefined
}
