// Notify: the notice after a change, to every address that is known for the person.
import type { Flow } from '../flow/flow.ts'
import { unpackPerson } from '../flow/padding.ts'
import { changedMail, changedSms } from '../messages/notice.ts'
import { type Deadline, type FlowStore, type Log, Unavailable } from '../ports.ts'
import { localeOf, type SendDeps, send } from './send.ts'

export interface NotifyDeps extends SendDeps {
  log: Log
  flows: Pick<FlowStore, 'claimNotice'>
}

/** Tells of a change. A notice is exempt from all budgets: it must not be possible to use it up. */
export async function notify(deps: NotifyDeps, image: Flow, event: string, deadline: Deadline): Promise<void> {
  const flow = await deps.flows.claimNotice(image.id, event)
  if (!flow?.person) return deps.log('deliver.dropped', { flow: image.id, reason: 'stale' })
  const facts = { at: flow.committedAt ?? flow.startedAt, area: flow.area, branding: deps.branding, locale: localeOf(flow) }
  const message = { mail: () => changedMail(facts), sms: () => changedSms(facts) }
  const results = await Promise.allSettled(unpackPerson(flow.person).contacts.map((contact) => send(deps, contact, message, deadline)))
  const failures = results.filter((result) => result.status === 'rejected')
  deps.log('notice.sent', { flow: flow.id, messages: results.length - failures.length })
  if (failures.length === 0) return
  deps.log('notice.failed', { flow: flow.id, messages: failures.length })
  throw (failures.find(({ reason }) => reason instanceof Unavailable) ?? failures[0])?.reason
}
