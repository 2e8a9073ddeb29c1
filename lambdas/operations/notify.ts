// Notify: the notice after a change, to every address that is known for the person.
import { unpackPerson } from '../flow/padding.ts'
import { changedMail, changedSms } from '../messages/notice.ts'
import { type Deadline, type FlowStore, type Log, type NoticeOf, Unavailable } from '../ports.ts'
import { localeOf, type SendDeps, send } from './send.ts'

export interface NotifyDeps extends SendDeps {
  log: Log
  flows: Pick<FlowStore, 'claimNotice' | 'isSpent'>
}

/** What an outbox item's image tells: which item of which kind holds the notice. */
export interface NoticeImage {
  id: string
  kind: string
}

/** Tells of a change. A notice is exempt from all budgets: it must not be possible to use it up. */
export async function notify(deps: NotifyDeps, { id, kind }: NoticeImage, event: string, deadline: Deadline): Promise<void> {
  const of: NoticeOf = kind === 'notice' ? 'notice' : 'flow'
  const flow = await deps.flows.claimNotice(id, event, of)
  if (!flow && (await deps.flows.isSpent('notice', id, event, of))) throw new Unavailable('mail')
  if (!flow?.person) return deps.log('deliver.dropped', { flow: id, reason: 'stale' })
  const facts = { at: flow.committedAt ?? flow.startedAt, area: flow.area, branding: deps.branding, locale: localeOf(flow) }
  const message = { mail: () => changedMail(facts), sms: () => changedSms(facts) }
  const results = await Promise.allSettled(unpackPerson(flow.person).contacts.map((contact) => send(deps, contact, message, deadline)))
  const failures = results.filter((result) => result.status === 'rejected')
  deps.log('notice.sent', { flow: flow.id, messages: results.length - failures.length })
  if (failures.length === 0) return
  deps.log('notice.failed', { flow: flow.id, messages: failures.length })
  throw (failures.find(({ reason }) => reason instanceof Unavailable) ?? failures[0])?.reason
}
