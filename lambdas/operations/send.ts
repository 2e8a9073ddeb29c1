// One message to one contact: what deliver and notify share.
import type { Contact } from '../flow/flow.ts'
import type { Courier, Deadline, Mail } from '../ports.ts'

/** The same words for either channel. */
export interface Words {
  mail: Omit<Mail, 'to'>
  sms: string
}

/** What can be said; the texts themselves are data. */
export interface Messages {
  code(facts: { code: string; minutes: number; locale: string }): Words
  paused(facts: { locale: string }): Words
  changed(facts: { at: number; area: string; locale: string }): Words
}

export interface SendDeps {
  courier: Courier
  messages: Messages
}

export const send = ({ courier }: SendDeps, { channel, address }: Contact, words: Words, deadline: Deadline): Promise<void> =>
  channel === 'email' ? courier.mail({ ...words.mail, to: address }, deadline) : courier.sms(address, words.sms, deadline)
