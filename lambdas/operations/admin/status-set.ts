// Enables, disables, unlocks, demands a change: what an administrator does to an account in the directory, and writes down.
import { accountOf } from '../../flow/decoy.ts'
import type { Deadline, Log, StateChange, Steward } from '../../ports.ts'
import { wordsOf } from '../write-password.ts'
import { OVERTAKEN, refused, type StatusRefusal } from './behind.ts'
import { meant, type Whom } from './meant.ts'
import { type Status, type StatusDeps, told } from './status.ts'

export interface StatusSetDeps extends StatusDeps {
  log: Log
  stores: readonly Steward[]
}

export type StatusSetOutcome = Status | StatusRefusal

/** Sets what is asked for and nothing else; the answer is how the account stands afterwards. */
export async function setStatus(
  deps: StatusSetDeps,
  whom: Whom,
  change: StateChange,
  by: string,
  deadline: Deadline
): Promise<StatusSetOutcome> {
  const found = await meant(deps.stores, whom, deadline)
  if ('refusal' in found) return found
  const { store, person } = found
  if (person.isProtected) return refused('status_refused', 'this person is protected: change them in the directory itself')
  const facts = { what: 'status', account: accountOf(store.store, person.guid), store: store.store, ...change, by }
  try {
    const written = await store.setState(person.dn, change, deadline)
    if (written.kind === 'impossible') return refused('status_refused', impossible(store.store, written.flags))
    if (written.kind === 'overtaken') return refused('status_refused', OVERTAKEN)
  } catch (fault) {
    // It may have been done: a change that nobody answered for is written down too.
    deps.log('admin.failed', { ...facts, fault: wordsOf(fault) })
    throw fault
  }
  deps.log('admin.changed', facts)
  const now = await store.again(person, deadline)
  return now
    ? told(deps, store.store, now)
    : refused('status_refused', 'it was set, and this person was moved or removed since: look again')
}

const impossible = (store: string, flags: readonly string[]): string =>
  `in store ${store} there is no way to set ${flags.join(' and ')} like this: see docs/directories.md`
