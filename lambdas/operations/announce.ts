// The notice of a change that no flow led to goes the way of all messages: an item of the table that deliver works off.
import type { Contact } from '../flow/flow.ts'
import { packPerson } from '../flow/padding.ts'
import { removableAt } from '../flow/steps.ts'
import type { Clock, FlowStore, Log, Person } from '../ports.ts'
import { wordsOf } from './write-password.ts'

export interface AnnounceDeps {
  clock: Clock
  log: Log
  flows: Pick<FlowStore, 'announce'>
  mailContact: (value: string) => Contact | undefined
}

export interface Announced {
  id: string
  acct: string
  locale: string
  area: string
  store: string
  person: Person
}

/** Leaves a notice for every mailbox of the person. The password is changed already, so a fault is told to the log only. */
export async function announce({ clock, flows, log, mailContact }: AnnounceDeps, change: Announced): Promise<void> {
  const { id, acct, locale, area, store } = change
  const { dn, guid, names, mail } = change.person
  const contacts = mail.flatMap((value) => mailContact(value) ?? [])
  if (contacts.length === 0) return log('change.unnoticed', { account: acct, fault: 'no address' })
  const committedAt = clock.now()
  const person = packPerson({ store, dn, guid, contacts, names })
  try {
    await flows.announce(id, { person, locale, area, committedAt, ttl: removableAt(committedAt) })
  } catch (fault) {
    log('change.unnoticed', { account: acct, fault: wordsOf(fault) })
  }
}
