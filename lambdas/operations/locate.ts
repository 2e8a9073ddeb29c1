// Locate: the stream worker that looks a started person up. Whatever it finds, it writes one item of one size.
import { accountOf, type DecoyProfile, decoyOptions, ghostAccount, markerOf } from '../flow/decoy.ts'
import type { Flow } from '../flow/flow.ts'
import { maskedOptions, packOptions } from '../flow/options.ts'
import { packNobody, packPerson, packPolicy } from '../flow/padding.ts'
import { nextStep } from '../flow/windows.ts'
import type { Policies } from '../policy/policy.ts'
import { resolve } from '../policy/resolve.ts'
import type { Clock, Configuration, Deadline, FlowStore, Located, Random } from '../ports.ts'
import { type FindDeps, type Found, find, type Nobody } from './find.ts'
import { token } from './tokens.ts'

export interface LocateDeps extends FindDeps {
  clock: Clock
  random: Random
  flows: Pick<FlowStore, 'locate' | 'calm'>
  /** Needed where masked options are shown. */
  decoys: DecoyProfile | undefined
  configuration: Pick<Configuration, 'policies'>
}

/** Looks up one started flow. Throws Unavailable only where no store answered: then the record is worth another try. */
export async function locate(deps: LocateDeps, flow: Flow, deadline: Deadline): Promise<void> {
  const [found, policies] = await Promise.all([find(deps, flow, deadline), deps.configuration.policies()])
  const now = deps.clock.now()
  const shownAt = nextStep(flow.startedAt, now)
  const located = 'reason' in found ? decoy(deps, flow, shownAt, policies) : real(flow, found, shownAt, policies)
  const isFirst = await deps.flows.locate(flow.id, located, token(deps.random, 12), now)
  if (!isFirst) return
  if ('reason' in found) return deps.log('locate.decoy', { flow: flow.id, reason: found.reason })
  deps.log('locate.found', { flow: flow.id, store: found.store, account: located.acct })
  if (found.person.lastLogin !== undefined) await deps.flows.calm(located.acct, found.person.lastLogin)
}

function real(flow: Flow, found: Exclude<Found, Nobody>, shownAt: number, policies: Policies): Located {
  const { person, store, contacts } = found
  return {
    reach: 'yes',
    acct: accountOf(store, person.guid),
    person: packPerson({ store, dn: person.dn, guid: person.guid, contacts, names: person.names }),
    options: packOptions(flow.mode, maskedOptions(flow.id, contacts)),
    marker: markerOf(person.marker),
    policy: packPolicy(resolve(policies, person.groups, store).id),
    shownAt
  }
}

function decoy(deps: LocateDeps, flow: Flow, shownAt: number, policies: Policies): Located {
  return {
    reach: 'nay',
    acct: ghostAccount(flow.seed),
    person: packNobody(),
    options: packOptions(flow.mode, deps.decoys ? decoyOptions(flow.id, flow.seed, flow.who, deps.decoys) : []),
    marker: markerOf(flow.seed),
    policy: packPolicy(policies.default.id),
    shownAt
  }
}
