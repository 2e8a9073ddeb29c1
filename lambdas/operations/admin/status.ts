// How somebody's account stands: what the directory says of it, and what the policy of this moment makes of that.
import { accountOf } from '../../flow/decoy.ts'
import type { Policy } from '../../policy/policy.ts'
import { resolve } from '../../policy/resolve.ts'
import { expiryOf, warningOf } from '../../policy/terms.ts'
import type { Clock, Configuration, Deadline, Person, Register } from '../../ports.ts'
import { meant, type StatusRefusal, type Whom } from './meant.ts'

export interface StatusDeps {
  clock: Clock
  stores: readonly Register[]
  configuration: Pick<Configuration, 'policies'>
}

/** Times are epoch milliseconds; one that is absent is not known, or never comes. */
export interface Status {
  store: string
  username: string
  /** What the log calls this person. */
  account: string
  /** The first that holds: what keeps somebody from logging in, then what is asked of them, then what is to come. */
  state: 'disabled' | 'locked' | 'expired' | 'must_change' | 'warned' | 'active'
  disabled: boolean
  locked: boolean
  lockedUntil?: number
  mustChange: boolean
  expired: boolean
  expiresAt?: number
  /** Days that are left, from the day on which the policy begins to warn. */
  warnDays?: number
  /** Never reset here, and never set. */
  protected: boolean
}

const DAY = 86_400_000
/** What is told of somebody under their policy. */
export function statusOf(policy: Policy, store: string, person: Person, now: number): Status {
  const { isDisabled, isLocked, mustChange = false, isProtected, changedAt, lockedUntil, guid, names, dn } = person
  const expiresAt = person.expiresAt ?? (changedAt === undefined ? undefined : expiryOf(policy, changedAt))
  const warnsAt = changedAt === undefined ? undefined : warningOf(policy, changedAt)
  const isExpired = expiresAt !== undefined && expiresAt <= now
  const isWarned = expiresAt !== undefined && warnsAt !== undefined && warnsAt <= now && !isExpired
  const known = { store, username: names.username[0] ?? dn, account: accountOf(store, guid) }
  const flags = { disabled: isDisabled, locked: isLocked, expired: isExpired, must_change: mustChange, warned: isWarned }
  const state = (Object.keys(flags) as (keyof typeof flags)[]).find((name) => flags[name]) ?? 'active'
  return {
    ...known,
    state,
    disabled: isDisabled,
    locked: isLocked,
    ...(isLocked && lockedUntil !== undefined ? { lockedUntil } : {}),
    mustChange,
    expired: isExpired,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(isWarned ? { warnDays: Math.ceil((expiresAt - now) / DAY) } : {}),
    protected: isProtected
  }
}

/** How the account of somebody stands now. */
export async function readStatus(deps: StatusDeps, whom: Whom, deadline: Deadline): Promise<Status | StatusRefusal> {
  const found = await meant(deps.stores, whom, deadline)
  return 'refusal' in found ? found : told(deps, found.store.store, found.person)
}

/** The same of somebody who was just looked at. */
export async function told({ clock, configuration }: StatusDeps, store: string, person: Person): Promise<Status> {
  return statusOf(resolve(await configuration.policies(), person.groups, store), store, person, clock.now())
}
