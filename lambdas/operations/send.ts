// One message to one contact: what deliver and notify share.
import type { Contact } from '../flow/flow.ts'
import { LOCALES, type Locale, localeFor } from '../messages/locales.ts'
import type { Brand } from '../messages/texts.ts'
import type { Courier, Deadline, Mail } from '../ports.ts'

export interface SendDeps {
  courier: Courier
  branding: Brand
}

/** The same message for either channel. */
export interface Message {
  mail: () => Omit<Mail, 'to'>
  sms: () => string
}

export const send = ({ courier }: SendDeps, { channel, address }: Contact, message: Message, deadline: Deadline): Promise<void> =>
  channel === 'email' ? courier.mail({ ...message.mail(), to: address }, deadline) : courier.sms(address, message.sms(), deadline)

/** A flow's language, for texts. */
export const localeOf = (flow: { locale: string }): Locale => localeFor(flow.locale, LOCALES)
