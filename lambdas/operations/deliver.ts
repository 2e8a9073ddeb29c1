// Deliver: the stream worker that sends. It claims before it charges and before it sends, so a record that comes twice, late or out
// of order sends at most two messages for a version and never a dead one.
import { codeFrom, codeMessage } from '../flow/code.ts'
import type { Contact, Flow } from '../flow/flow.ts'
import { contactFor } from '../flow/options.ts'
import { unpackPerson } from '../flow/padding.ts'
import { codeMail, codeSms } from '../messages/code.ts'
import { pausedMail, pausedSms } from '../messages/paused.ts'
import { type Budget, type Clock, type CodeKey, type Deadline, type FlowStore, type IndexKey, type Log, Unavailable } from '../ports.ts'
import { localeOf, type Message, type SendDeps, send } from './send.ts'

export interface DeliverDeps extends SendDeps {
  clock: Clock
  log: Log
  keys: CodeKey
  index: IndexKey
  /** The public origin, which a code is bound to. */
  origin: string
  flows: Pick<FlowStore, 'claimCode' | 'isSpent' | 'isPaused' | 'admit' | 'admitSms'>
  destination: Budget
  sms: { day: number; prefixHour: number; netDay: number }
  maxStreak: number
  codeLength: number
  isCodeInSubject: boolean
}

/** SNS has no latest delivery time, so a code that would reach a phone half dead is not handed to it. */
const LEAST_SMS_LIFE = 120_000

/** Sends the live code of a flow's image. Throws Unavailable where the same record is worth another try. */
export async function deliver(deps: DeliverDeps, image: Flow, event: string, deadline: Deadline): Promise<void> {
  const now = deps.clock.now()
  const drop = (reason: string) => deps.log('deliver.dropped', { flow: image.id, version: image.version, reason })
  const contact = contactFor(image, image.option ?? '', unpackPerson(image.person ?? '{}').contacts ?? [])
  // Before the claim: a code that is never sent must not count as sent.
  if (!contact) return drop('contactless')
  if (contact.channel === 'sms' && (image.codeUntil ?? 0) - now < LEAST_SMS_LIFE) return drop('late')

  const flow = await deps.flows.claimCode(image.id, image.version, event, now)
  // A code that may never have left must not end in silence: failing again is what leads to the failure queue.
  if (!flow && (await deps.flows.isSpent('code', image.id, event))) throw new Unavailable(contact.channel === 'email' ? 'mail' : 'sms')
  if (!flow?.acct || !flow.option) return drop('stale')
  const isPaused = await deps.flows.isPaused(flow.acct, deps.maxStreak)
  const limit = await limited(deps, flow, contact, now)
  if (limit) return drop(limit)

  await send(deps, contact, isPaused ? pausedMessage(deps, flow) : await codeMessageOf(deps, flow, flow.acct, now), deadline)
  deps.log('deliver.sent', { flow: flow.id, version: flow.version, channel: contact.channel, paused: isPaused })
}

async function codeMessageOf(deps: DeliverDeps, flow: Flow, acct: string, now: number): Promise<Message> {
  const mac = await deps.keys.mac(flow.kid ?? deps.keys.current, codeMessage(flow.id, flow.version, flow.option ?? '-', acct))
  const { branding, origin, isCodeInSubject } = deps
  const facts = {
    code: codeFrom(mac, deps.codeLength),
    minutes: Math.max(1, Math.round(((flow.codeUntil ?? now) - now) / 60_000)),
    isCodeInSubject,
    branding,
    origin,
    locale: localeOf(flow)
  }
  return { mail: () => ({ ...codeMail(facts), isCode: true }), sms: () => codeSms(facts) }
}

function pausedMessage({ branding }: DeliverDeps, flow: Flow): Message {
  const facts = { branding, locale: localeOf(flow) }
  return { mail: () => pausedMail(facts), sms: () => pausedSms(facts) }
}

/** Charges the destination, and for SMS the counters that stop pumping; the reason where one is used up. */
async function limited(deps: DeliverDeps, flow: Flow, { channel, address }: Contact, now: number): Promise<string | undefined> {
  const destination = await deps.index.hash('dest', channel === 'email' ? address.toLowerCase() : address)
  if (!(await deps.flows.admit('dest', destination, flow.net, now, deps.destination))) return 'destination limit'
  if (channel === 'email') return undefined
  // A number without its last four digits: the block that a pumping operator rents.
  const prefix = await deps.index.hash('prefix', address.slice(0, -4))
  return (await deps.flows.admitSms(prefix, flow.net, now, deps.sms)) ? undefined : 'sms limit'
}
