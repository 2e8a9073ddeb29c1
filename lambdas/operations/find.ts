// Find: who was meant, over all stores, and whether a message may reach them.
import type { Contact, Flow, Mode } from '../flow/flow.ts'
import { routesFor } from '../flow/realm.ts'
import { type ContactRules, type Deadline, type Finder, type Log, type Person, type Resetter, Unavailable } from '../ports.ts'

export interface FindDeps {
  log: Log
  stores: readonly Finder[]
  contacts: ContactRules
}

/** Why nobody is reached; the log knows, nobody else does. */
export interface Nobody {
  reason: 'unknown' | 'ambiguous' | 'disabled' | 'protected' | 'contactless'
}

export type Found = { person: Person; store: string; contacts: Contact[] } | Nobody

const MOST_CONTACTS = 4

/**
 * Asks every store that the identifier may belong to. While one is down, somebody who is in none of the others is a decoy at once; with all of
 * them down, nobody is anything.
 */
export async function find(deps: FindDeps, flow: Flow, deadline: Deadline): Promise<Found> {
  const routes = routesFor(deps.stores, flow.who)
  const answers = await Promise.allSettled(routes.map(({ store, who }) => store.find(who, deadline)))
  const failures = answers.filter((answer) => answer.status === 'rejected')
  for (const { reason } of failures)
    deps.log('locate.failed', { flow: flow.id, fault: reason instanceof Error ? reason.message : 'unknown' })
  if (failures.length === answers.length) throw new Unavailable('directory', failures[0]?.reason)

  const people = answers.flatMap((answer, index) => {
    const store = routes[index]?.store.store ?? ''
    return answer.status === 'fulfilled' && answer.value.kind === 'person' ? [{ person: answer.value.person, store }] : []
  })
  const isAmbiguous = answers.some((answer) => answer.status === 'fulfilled' && answer.value.kind === 'ambiguous')
  const [only] = people
  if (isAmbiguous || people.length > 1) return { reason: 'ambiguous' }
  if (!only) return { reason: 'unknown' }
  const verdict = judgePerson(deps.contacts, only.person, flow.mode)
  return 'reason' in verdict ? verdict : { ...only, ...verdict }
}

/** Whether a reset is for this person in this mode, and where a message may go. */
export function judgePerson(rules: ContactRules, person: Person, mode: Mode): { contacts: Contact[] } | Nobody {
  if (person.isProtected) return { reason: 'protected' }
  if (person.isDisabled) return { reason: 'disabled' }
  const contacts = contactsOf(rules, person)
  return isReachable(mode, contacts) ? { contacts } : { reason: 'contactless' }
}

const contactsOf = (rules: ContactRules, person: Person): Contact[] =>
  [...person.mail.map((value) => rules.mail(value)), ...person.mobile.map((value) => rules.mobile(value))]
    .filter((contact) => contact !== undefined)
    .slice(0, MOST_CONTACTS)

/** Whether a mode has somewhere to send to. */
export const isReachable = (mode: Mode, contacts: readonly Contact[]): boolean =>
  contacts.some(({ channel }) => mode === 'userchoose' || mode === 'userselectchallenge' || channel === mode)

/**
 * Whether another store has somebody by this name too. A store that was down when the person was looked up could not say so: nothing is written
 * before all have answered.
 */
export async function isElsewhere(stores: ReadonlyMap<string, Resetter>, who: string, here: string, deadline: Deadline): Promise<boolean> {
  const others = routesFor([...stores.values()], who).filter(({ store }) => store.store !== here)
  return (await Promise.all(others.map((route) => route.store.knows(route.who, deadline)))).includes(true)
}
