// From what the page knows to what it shows, at a moment of the server's clock. Pure.
import type { Channel, FlowView } from '../flow/flow.ts'
import type { Locale } from '../messages/locales.ts'
import type { Frame, Notice, RuleLine, Screen } from '../view/screen.ts'
import type { Config } from './api.ts'
import { canResume, chosenOption, type Model } from './model.ts'

/** 0 only once the moment has come; what is left of a second counts as one. */
const secondsUntil = (moment: number, now: number): number => (moment <= now ? 0 : Math.max(1, Math.floor((moment - now) / 1000)))

/** Only a fault that this step can have is shown in it. */
const among = <F extends string>(fault: string | undefined, ...faults: F[]): F | undefined => faults.find((known) => known === fault)

function noticeOf(model: Model, now: number): Notice | undefined {
  if (model.notice) return { kind: model.notice }
  if (model.refusedUntil === undefined) return undefined
  if (model.refusedUntil === 'unknown') return { kind: 'tooMany' }
  const secondsLeft = secondsUntil(model.refusedUntil, now)
  return secondsLeft > 0 ? { kind: 'tooMany', secondsLeft } : undefined
}

type Common = Pick<Screen, 'mode' | 'notice' | 'isBusy'>

/** What to show now. */
export function screenOf(model: Model, now: number): Screen {
  const { flow } = model
  const common: Common = { mode: flow?.mode ?? model.config.mode, notice: noticeOf(model, now), isBusy: model.busy !== undefined }
  if (model.isAside) return identifyScreen(model, common)
  if (model.end === 'done') return { ...common, step: 'done' }
  if (!flow) return identifyScreen(model, common)
  if (model.end) return { ...common, step: 'ended', reason: model.end }
  if (flow.state === 'locked') return { ...common, step: 'ended', reason: 'locked' }
  if (flow.state === 'committing') return { ...common, step: 'saving' }
  if (flow.expiresAt <= now) return { ...common, step: 'ended', reason: 'expired' }
  if (flow.state === 'locating') return { ...common, step: 'locating' }
  if (flow.state === 'verified') return passwordScreen(model, flow, common, now)
  return flow.state === 'awaiting_choice' || model.isChoosing
    ? chooseScreen(model, flow, common, now)
    : codeScreen(model, flow, common, now)
}

const identifyScreen = (model: Model, common: Common): Screen => ({
  ...common,
  step: 'identify',
  username: model.username,
  fault: among(model.fault, 'missing', 'invalid'),
  canResume: canResume(model)
})

const chooseScreen = (model: Model, flow: FlowView, common: Common, now: number): Screen => ({
  ...common,
  step: 'choose',
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

/** Each violation on the line of its rule; those that no line tells of come last. */
function ruleLines(model: Model): RuleLine[] {
  const broken = new Map(model.violations.map((violation) => [violation.rule, violation]))
  const lines = model.policy.map(({ rule, message }) => {
    const violation = broken.get(rule)
    broken.delete(rule)
    return { message: violation?.message ?? message, isBroken: violation !== undefined }
  })
  return [...lines, ...Array.from(broken.values(), ({ message }) => ({ message, isBroken: true }))]
}

const passwordScreen = (model: Model, flow: FlowView, common: Common, now: number): Screen => ({
  ...common,
  step: 'password',
  username: model.username,
  rules: ruleLines(model),
  fault: among(model.fault, 'missing', 'refused'),
  isRevealed: model.isRevealed,
  secondsLeft: secondsUntil(flow.expiresAt, now)
})

/** The page around the screen. */
export const frameOf = (config: Config, locale: Locale): Frame => ({
  brand: config.branding.name,
  help: config.branding.help,
  contact: config.branding.contact,
  locale,
  locales: config.locales
})
