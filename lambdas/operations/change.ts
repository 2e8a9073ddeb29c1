// One password change in a directory, told truthfully. A directory can lose the answer to a change that it made, and can be asked again by
// a second try after a crash, so this looks at the entry before and after, and lets the person's own bind decide what a look cannot.
import { markerOf } from '../flow/decoy.ts'
import type { Flow, PersonRecord } from '../flow/flow.ts'
import { unpackPerson } from '../flow/padding.ts'
import type { Normalised } from '../policy/normalised.ts'
import type { Violation } from '../policy/policy.ts'
import type { Deadline, Person, Resetter } from '../ports.ts'
import { hasContacts } from './contacts.ts'
import { wordsOf, writePassword } from './write-password.ts'

export type Change =
  | { kind: 'changed' }
  | { kind: 'refused'; violations: Violation[] }
  /** The flow must end: its person is gone, may not be reset, or has a newer password. */
  | { kind: 'over'; reason: 'gone' | 'disabled' | 'protected' | 'changed elsewhere' | 'contact changed' }
  /** Surely nothing happened. */
  | { kind: 'unchanged'; fault: string }
  /** An earlier try of this flow was applied, and this password cannot follow it. */
  | { kind: 'earlier'; fault: string }
  /** Perhaps something happened. */
  | { kind: 'unknown'; fault: string }

/** A write is not begun with less than this left: it must be able to end, and be looked at, within the invocation. */
const LEAST_FOR_WRITE = 7000

/** The typed password in the form that is written, under the policy of this entry. */
export type Judge = (entry: Person, person: PersonRecord) => Promise<Normalised>

interface ChangeDeps {
  stores: ReadonlyMap<string, Resetter>
}

/** Sets the password of a claimed flow's person. Never throws for a directory that is down. */
export async function change(deps: ChangeDeps, flow: Flow, judge: Judge, deadline: Deadline): Promise<Change> {
  const person = unpackPerson(flow.person ?? '{}')
  const store = deps.stores.get(person.store)
  if (!store) return { kind: 'unchanged', fault: 'the store is not configured any more' }
  const isTakeover = flow.was === 'committing'
  try {
    const entry = await store.read(person.guid, person.dn, deadline)
    const over = ended(entry, person)
    if (over || !entry) return { kind: 'over', reason: over ?? 'gone' }
    const judged = await judge(entry, person)
    if (!judged.ok) return { kind: 'refused', violations: judged.violations }
    const { password } = judged
    const isChanged = hasChanged(entry, flow.marker)
    if (isChanged) {
      if (await store.proves(entry.dn, password, deadline)) return { kind: 'changed' }
      if (!isTakeover) return { kind: 'over', reason: 'changed elsewhere' }
    }
    if (deadline.left() < LEAST_FOR_WRITE) return { kind: isChanged ? 'unknown' : 'unchanged', fault: 'too little time was left to write' }
    return await writePassword(store, person, entry, password, isTakeover, deadline)
  } catch (fault) {
    return { kind: isTakeover ? 'unknown' : 'unchanged', fault: wordsOf(fault) }
  }
}

function ended(entry: Person | undefined, person: PersonRecord): 'gone' | 'disabled' | 'protected' | 'contact changed' | undefined {
  if (!entry) return 'gone'
  if (entry.isProtected) return 'protected'
  if (entry.isDisabled) return 'disabled'
  return hasContacts(entry, person.contacts) ? undefined : 'contact changed'
}

/** Whether the password changed since `marker` was taken, where the directory keeps a marker at all. */
export const hasChanged = (entry: Person, marker: string | undefined): boolean => entry.marker !== '' && markerOf(entry.marker) !== marker
