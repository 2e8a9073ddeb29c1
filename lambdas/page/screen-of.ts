// From what the page knows to what it shows, at a moment of the server's clock. Pure.
import type { Channel, FlowView } from '../flow/flow.ts'
import type { IdentifyScreen, Notice, RuleLine, Screen } from '../view/screen.ts'
import type { PolicyLine } from './api.ts'
import { canResume, chosenOption, type Model } from './model.ts'

/** 0 only once the moment has come; what is left of a second counts as one. */
const secondsUntil = (moment: number, now: number): number => (moment <= now ? 0 : Math.max(1, Math.floor((moment - now) / 1000)))

/** Only a fault that this step can have is shown in it. */
const among = <F extends string>(fault: string | undefined, ...faults: F[]): F | undefined => faults.find((known) => known === fault)

function noticeOf(model: Model, now: number): Notice | undefined {
  if (model.notice) return { kind: model.notice, isKept: model.isKept }
  if (model.refusedUntil === undefined) return undefined
  if (model.refusedUntil === 'unknown') return { kind: 'tooMany' }
  const secondsLeft = secondsUntil(model.refusedUntil, now)
  return secondsLeft > 0 ? { kind: 'tooMany', secondsLeft } : undefined
}

type Common = Pick<Screen, 'notice' | 'isBusy'>

const commonOf = (model: Model, now: number): Common => ({ notice: noticeOf(model, now), isBusy: model.busy !== undefined })

/** What to show while nothing can have been begun. */
export const firstScreenOf = (model: Model, now: number): IdentifyScreen => identifyScreen(model, commonOf(model, now))

/** What to show now. */
export function screenOf(model: Model, now: number, say: Say = asTold): Screen {
  const { flow } = model
  const common = commonOf(model, now)
  const end = { ...common, returnTo: model.config.returnTo?.[0] }
  if (model.isAside) return identifyScreen(model, common)
  if (model.end === 'done') return { ...end, step: 'done' }
  if (!flow) return identifyScreen(model, common)
  if (model.end) return { ...end, step: 'ended', reason: model.end }
  if (flow.state === 'locked') return { ...end, step: 'ended', reason: 'locked' }
  if (flow.state === 'committing') return { ...common, step: 'saving' }
  if (flow.expiresAt <= now) return { ...end, step: 'ended', reason: 'expired' }
  if (flow.state === 'locating') return { ...common, mode: flow.mode, step: 'locating' }
  if (flow.state === 'verified') return passwordScreen(model, flow, common, now, say)
  return flow.state === 'awaiting_choice' || model.isChoosing
    ? chooseScreen(model, flow, common, now)
    : codeScreen(model, flow, common, now)
}

const identifyScreen = (model: Model, common: Common): IdentifyScreen => ({
  ...common,
  step: 'identify',
  username: model.username,
  fault: among(model.fault, 'missing', 'invalid'),
  canResume: canResume(model)
})

const chooseScreen = (model: Model, flow: FlowView, common: Common, now: number): Screen => ({
  ...common,
  step: 'choose',
  mode: flow.mode,
  options: flow.options ?? [],
  chosen: model.option,
  fault: among(model.fault, 'missing'),
  canGoBack: flow.state === 'awaiting_code',
  secondsToSend: flow.resendAt === undefined ? 0 : secondsUntil(flow.resendAt, now)
})

function codeScreen(model: Model, flow: FlowView, common: Common, now: number): Screen {
  const option = chosenOption(model)
  return {
    ...common,
    step: 'code',
    mode: flow.mode,
    channel: option?.channel ?? among<Channel>(flow.mode, 'email', 'sms'),
    masked: option?.masked,
    digits: model.config.codeLength,
    fault: among(model.fault, 'incomplete', 'rejected'),
    attemptsLeft: model.attemptsLeft,
    secondsLeft: secondsUntil(flow.codeUntil ?? flow.expiresAt, now),
    secondsToSend: flow.resendAt === undefined ? undefined : secondsUntil(flow.resendAt, now),
    isResent: model.isResent,
    canSwitch: (flow.options?.length ?? 0) > 1
  }
}

/** Puts a rule into words; as the server has said it, unless the page can say it in its own language. */
export type Say = (line: PolicyLine) => string

const asTold: Say = ({ message }) => message

/** Each violation on the line of its rule; those that no line tells of come last. */
function ruleLines(model: Model, say: Say): RuleLine[] {
  const broken = new Map(model.violations.map((violation) => [violation.rule, violation]))
  const lines = model.policy.map((line) => {
    const { rule, params } = line
    const violation = broken.get(rule)
    broken.delete(rule)
    const standing = violation ? undefined : model.standings?.[rule]
    return { rule, params, message: say(violation ?? line), isBroken: violation !== undefined, standing }
  })
  return [...lines, ...Array.from(broken.values(), (violation) => ({ message: say(violation), isBroken: true }))]
}

const passwordScreen = (model: Model, flow: FlowView, common: Common, now: number, say: Say): Screen => ({
  ...common,
  step: 'password',
  mode: flow.mode,
  username: model.username,
  rules: ruleLines(model, say),
  fault: among(model.fault, 'missing', 'refused'),
  isRevealed: model.isRevealed,
  tally: model.tally,
  canSuggest: model.canSuggest,
  isSuggested: model.isSuggested,
  secondsLeft: secondsUntil(flow.expiresAt, now)
})
