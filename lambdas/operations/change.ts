// One password change in a directory, told truthfully. A directory can lose the answer to a change that it made, and can be asked again by
// a second try after a crash, so this looks at the entry before and after, and lets the person's own bind decide what a look cannot.
import { markerOf } from '../flow/decoy.ts'
import type { Flow, PersonRecord } from '../flow/flow.ts'
import { unpackPerson } from '../flow/padding.ts'
import type { Normalised } from '../policy/normalised.ts'
import type { Violation } from '../policy/policy.ts'
import type { Deadline, PasswordTerms, Person, Resetter } from '../ports.ts'
import { ended } from './contacts.ts'
import { isElsewhere } from './find.ts'
import { wordsOf, writePassword } from './write-password.ts'

type Over = 'gone' | 'disabled' | 'protected' | 'changed elsewhere' | 'contact changed' | 'ambiguous'

export type Change =
  /** `fault`: what should have been written beside the password and was not. */
  | { kind: 'changed'; fault?: string }
  | { kind: 'refused'; violations: Violation[] }
  /** The flow must end: its person is gone, may not be reset, or has a newer password. */
  | { kind: 'over'; reason: Over }
  /** Surely nothing happened. */
  | { kind: 'unchanged'; fault: string }
  /** An earlier try of this flow was applied, and this password cannot follow it. */
  | { kind: 'earlier'; fault: string }
  /** Perhaps something happened. */
  | { kind: 'unknown'; fault: string }

/** A write is not begun with less than this left: it must be able to end, and be looked at, within the invocation. */
export const LEAST_FOR_WRITE = 7000

/** A typed password. */
export interface Typed {
  /** In the form that is written, whether or not it may be. */
  plain: Normalised
  /** The same under the policy of this entry, and what that policy says of it from then on. */
  judge(entry: Person, person: PersonRecord): Promise<Normalised & { terms?: PasswordTerms }>
}

/** Sets the password of a claimed flow's person, who is judged by these attributes too. Never throws for a directory that is down. */
export async function change(
  deps: { stores: ReadonlyMap<string, Resetter> },
  flow: Flow,
  { plain, judge }: Typed,
  deadline: Deadline,
  attributes: readonly string[] = []
): Promise<Change> {
  const person = unpackPerson(flow.person ?? '{}')
  const store = deps.stores.get(person.store)
  if (!store) return { kind: 'unchanged', fault: 'the store is not configured any more' }
  const isTakeover = flow.was === 'committing'
  try {
    const entry = await store.read(person.guid, person.dn, deadline, attributes)
    const isChanged = entry !== undefined && hasChanged(entry, flow.marker)
    // An earlier try was applied, and whoever is told of changes must hear of it: the sweep sees to that.
    const over = (reason: Over): Change => (isTakeover && isChanged ? { kind: 'unknown', fault: reason } : { kind: 'over', reason })
    if (!entry) return over('gone')
    const reason = ended(entry, person)
    if (reason) return over(reason)
    // Before it is judged: no rule may keep somebody from hearing what has happened already.
    const isWritten = isChanged && plain.ok && (await store.proves(entry.dn, plain.password, deadline))
    if (isChanged && !isWritten && !isTakeover) return over('changed elsewhere')
    const judged = await judge(isChanged || (isTakeover && entry.marker === '') ? ageless(entry) : entry, person)
    if (isWritten) return { kind: 'changed' }
    if (!judged.ok) return { kind: 'refused', violations: judged.violations }
    if (await isElsewhere(deps.stores, flow.who, person.store, deadline)) return over('ambiguous')
    if (deadline.left() < LEAST_FOR_WRITE) return { kind: isChanged ? 'unknown' : 'unchanged', fault: 'too little time was left to write' }
    return await writePassword(store, person, entry, judged, { isTakeover, isChanged }, deadline)
  } catch (fault) {
    return { kind: isTakeover ? 'unknown' : 'unchanged', fault: wordsOf(fault) }
  }
}

/** An earlier try's password is not too young to be followed by another. */
const ageless = ({ changedAt: _, ...entry }: Person): Person => entry

/** Whether the password changed since `marker` was taken, where the directory keeps a marker at all. */
export const hasChanged = (entry: Person, marker: string | undefined): boolean => entry.marker !== '' && markerOf(entry.marker) !== marker
