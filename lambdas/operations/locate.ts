// Locate: the stream worker that looks a started person up. Whatever it finds, it writes one item of one size.
import { accountOf, type DecoyProfile, decoyOptions, ghostAccount, markerOf } from '../flow/decoy.ts'
import type { Contact, Flow } from '../flow/flow.ts'
import { maskedOptions, packOptions } from '../flow/options.ts'
import { packNobody, packPerson, packPolicy } from '../flow/padding.ts'
import { nextStep } from '../flow/windows.ts'
import type { Clock, ContactRules, Deadline, Finder, FlowStore, Located, Log, Person, Random } from '../ports.ts'
import { Unavailable } from '../ports.ts'
import { identified, token } from './tokens.ts'

export interface LocateDeps {
  clock: Clock
  random: Random
  log: Log
  stores: readonly Finder[]
  contacts: ContactRules
  flows: Pick<FlowStore, 'locate' | 'calm'>
  /** Needed where masked options are shown. */
  decoys: DecoyProfile | undefined
  /** The id of the policy for a member of these groups. */
  policyFor: (groups: readonly string[]) => string
}

/** Why nobody is reached; the log knows, nobody else does. */
type Reason = 'unknown' | 'ambiguous' | 'disabled' | 'protected' | 'contactless'

type Found = { person: Person; store: string; contacts: Contact[] } | { reason: Reason }

const MOST_CONTACTS = 4

/** Looks up one started flow. Throws Unavailable only where no store answered: then the record is worth another try. */
export async function locate(deps: LocateDeps, flow: Flow, deadline: Deadline): Promise<void> {
  const found = await find(deps, flow, deadline)
  const now = deps.clock.now()
  const shownAt = nextStep(flow.startedAt, now)
  const located = 'reason' in found ? decoy(deps, flow, shownAt) : real(deps, flow, found, shownAt)
  const isFirst = await deps.flows.locate(flow.id, located, token(deps.random, 12), now)
  if (!isFirst) return
  if ('reason' in found) return deps.log('locate.decoy', { flow: flow.id, reason: found.reason })
  deps.log('locate.found', { flow: flow.id, store: found.store, account: identified(located.acct) })
  if (found.person.lastLogin !== undefined) await deps.flows.calm(located.acct, found.person.lastLogin)
}

/** Asks every store. While one is down, somebody who is in none of the others is a decoy at once; with all down, nobody is anything. */
async function find(deps: LocateDeps, flow: Flow, deadline: Deadline): Promise<Found> {
  const answers = await Promise.allSettled(deps.stores.map((store) => store.find(flow.who, deadline)))
  const failures = answers.filter((answer) => answer.status === 'rejected')
  for (const { reason } of failures) deps.log('locate.failed', { flow: flow.id, fault: reason instanceof Error ? reason.message : 'unknown' })
  if (failures.length === answers.length) throw new Unavailable('directory', failures[0]?.reason)

  const people = answers.flatMap((answer, index) => {
    const store = deps.stores[index]?.store ?? ''
    return answer.status === 'fulfilled' && answer.value.kind === 'person' ? [{ person: answer.value.person, store }] : []
  })
  const isAmbiguous = answers.some((answer) => answer.status === 'fulfilled' && answer.value.kind === 'ambiguous')
  const [only] = people
  if (isAmbiguous || people.length > 1) return { reason: 'ambiguous' }
  if (!only) return { reason: 'unknown' }
  if (only.person.isProtected) return { reason: 'protected' }
  if (only.person.isDisabled) return { reason: 'disabled' }
  const contacts = contactsOf(deps.contacts, only.person)
  return isReachable(flow, contacts) ? { ...only, contacts } : { reason: 'contactless' }
}

const contactsOf = (rules: ContactRules, person: Person): Contact[] =>
  [...person.mail.map((value) => rules.mail(value)), ...person.mobile.map((value) => rules.mobile(value))]
    .filter((contact) => contact !== undefined)
    .slice(0, MOST_CONTACTS)

const isReachable = (flow: Flow, contacts: readonly Contact[]): boolean =>
  contacts.some(({ channel }) => flow.mode === 'userchoose' || flow.mode === 'userselectchallenge' || channel === flow.mode)

function real(deps: LocateDeps, flow: Flow, found: Exclude<Found, { reason: Reason }>, shownAt: number): Located {
  const { person, store, contacts } = found
  return {
    reach: 'yes',
    acct: accountOf(store, person.guid),
    person: packPerson({ store, dn: person.dn, guid: person.guid, contacts, names: person.names }),
    options: packOptions(flow.mode === 'userselectchallenge' ? maskedOptions(flow.id, contacts) : []),
    marker: markerOf(person.marker),
    policy: packPolicy(deps.policyFor(person.groups)),
    shownAt
  }
}

function decoy(deps: LocateDeps, flow: Flow, shownAt: number): Located {
  const isMasked = flow.mode === 'userselectchallenge' && deps.decoys !== undefined
  return {
    reach: 'nay',
    acct: ghostAccount(flow.seed),
    person: packNobody(),
    options: packOptions(isMasked ? decoyOptions(flow.id, flow.seed, flow.who, deps.decoys as DecoyProfile) : []),
    marker: markerOf(flow.seed),
    policy: packPolicy(deps.policyFor([])),
    shownAt
  }
}
