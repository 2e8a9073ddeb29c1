// Warn: the mail that a password soon expires. It is exempt from all budgets, which are there for what strangers can cause: a password is
// warned of once, and only a directory's own list leads here.
import { unpackPerson } from '../flow/padding.ts'
import { expiryMail } from '../messages/expiry.ts'
import { type Clock, type Deadline, type FlowStore, type Log, Unavailable } from '../ports.ts'
import { localeOf, type SendDeps } from './send.ts'

export interface WarnDeps extends SendDeps {
  clock: Clock
  log: Log
  /** Where people set a new password. */
  origin: string
  flows: Pick<FlowStore, 'claimWarning' | 'isWarningSpent'>
}

/** What an outbox item's image tells; its id is the account's, and when the password was set. */
export interface WarningImage {
  id: string
  person?: string
  locale: string
  expiresAt: number
}

/** Sends a warning once. Throws Unavailable where the same record is worth another try. */
export async function warn(
  deps: WarnDeps,
  { id, person, locale, expiresAt }: WarningImage,
  event: string,
  deadline: Deadline
): Promise<void> {
  const [account = ''] = id.split('#')
  const [contact] = unpackPerson(person ?? '{}').contacts ?? []
  const drop = (reason: string) => deps.log('deliver.dropped', { account, reason })
  if (contact?.channel !== 'email') return drop('contactless')
  if (!(await deps.flows.claimWarning(id, event, deps.clock.now()))) {
    if (await deps.flows.isWarningSpent(id, event)) throw new Unavailable('mail')
    return drop('stale')
  }
  const { branding, origin } = deps
  const mail = expiryMail({ at: expiresAt, link: origin, branding, locale: localeOf({ locale }) })
  await deps.courier.mail({ ...mail, to: contact.address }, deadline)
  deps.log('expiry.sent', { account })
}
