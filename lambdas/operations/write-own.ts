// What follows once somebody has shown that they know their password: the same gate, policy and history as a reset, and a write as themselves.
import type { Policies, Violation } from '../policy/policy.ts'
import { resolve } from '../policy/resolve.ts'
import { ageOf, termsOf } from '../policy/terms.ts'
import { type Deadline, type FlowStore, type Proven, Unavailable } from '../ports.ts'
import { type AnnounceDeps, announce } from './announce.ts'
import { LEAST_FOR_WRITE } from './change.ts'
import { type HistoryDeps, historyOf } from './history.ts'
import { type JudgingDeps, judgedPassword } from './judging.ts'
import { barred, type Seen } from './seek.ts'

export interface WriteOwnDeps extends JudgingDeps, HistoryDeps, AnnounceDeps {
  clock: AnnounceDeps['clock']
  log: AnnounceDeps['log']
  flows: Pick<FlowStore, 'gate' | 'remember' | 'announce'>
}

/** One change that somebody asked for and may have. */
export interface OwnChange extends Seen {
  id: string
  acct: string
  startedAt: number
  current: string
  password: string
  locale: string
  area: string
  policies: Policies
}

export type Written =
  /** `fault`: in our words, what should have been written beside it and was not. */
  | { kind: 'changed'; fault?: string }
  | { kind: 'refused'; violations: Violation[] }
  | { kind: 'must reset' }
  | { kind: 'rejected'; reason: 'protected' | 'disabled' | 'gone' | 'paused' }

/** Writes the new password. Throws Unavailable where nobody can say whether it was written, or there is no time for it. */
export async function writeOwn(deps: WriteOwnDeps, change: OwnChange, proven: Proven, deadline: Deadline): Promise<Written> {
  const { id, acct, startedAt, store, current } = change
  const lookup = await store.find(change.who, deadline)
  if (lookup.kind !== 'person' || lookup.person.guid !== change.person.guid) return { kind: 'rejected', reason: 'gone' }
  const { person } = lookup
  const reason = barred(person)
  if (reason) return { kind: 'rejected', reason }
  if (proven.mustReset) return { kind: 'must reset' }

  // As a commit does: flows that are open for this account end here, and of two changes at once one goes on.
  const account = await deps.flows.gate(acct, id, startedAt, deps.clock.now())
  if (!account) return { kind: 'rejected', reason: 'paused' }
  const history = historyOf(deps, { flow: { id, acct, startedAt }, account })
  const policy = resolve(change.policies, person.groups, store.store)
  const judged = await judgedPassword(deps, policy, person.names, change.password, async (password) => {
    const lastUsed = await history.lastUsed(policy, password, person)
    const age = person.changedAt === undefined ? undefined : ageOf(person.changedAt, deps.clock.now())
    return { current, age, lastUsed: password === current.normalize('NFC') ? 1 : lastUsed, attributes: person.attributes ?? {} }
  })
  if (!judged.ok) return { kind: 'refused', violations: judged.violations }
  if (deadline.left() < LEAST_FOR_WRITE) throw new Unavailable('directory')
  const written = await proven.setPassword(judged.password, deadline, termsOf(policy, deps.clock.now()))
  if (written.kind === 'refused') return written
  if (written.kind === 'unknown') {
    const now = await store.prove(person.dn, judged.password, deadline)
    if (!now) throw new Unavailable('directory')
    now.close()
  }
  await history.remember(current)
  await announce(deps, { ...change, store: store.store, person })
  return written.kind === 'changed' ? written : { kind: 'changed' }
}
