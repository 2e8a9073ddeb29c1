// The write of a change, and the look after it.
import type { PersonRecord } from '../flow/flow.ts'
import { type Deadline, Misconfigured, type PasswordTerms, type Person, type Resetter, Unavailable } from '../ports.ts'
import type { Change } from './change.ts'

/** Writes and looks: what the directory shows afterwards counts, not what it answered. */
export async function writePassword(
  store: Resetter,
  person: PersonRecord,
  before: Person,
  { password, terms }: { password: string; terms?: PasswordTerms },
  { isTakeover, isChanged }: { isTakeover: boolean; isChanged: boolean },
  deadline: Deadline
): Promise<Change> {
  const written = await store.setPassword(before.dn, password, deadline, terms)
  if (written.kind === 'refused') {
    // The try before was applied and now stands in the history, or makes the password too young.
    if (!written.violations.some(({ rule }) => rule === 'numPasswordsInHistory' || rule === 'minPasswordAge')) return written
    // Without a marker the sweep gives back what it cannot tell, and nothing says afterwards that it did; but a reset would have ended a demand
    // for a new password. With one that has moved, the person's bind has told already.
    const mayBeOurs = isTakeover ? !isChanged : before.marker === '' && before.mustChange !== true
    if (mayBeOurs && (await store.proves(before.dn, password, deadline))) return { kind: 'changed' }
    return isTakeover ? { kind: 'earlier', fault: 'already changed by an earlier try' } : written
  }
  const changed: Change = written.kind === 'changed' ? written : { kind: 'changed' }
  try {
    const after = await store.read(person.guid, before.dn, deadline)
    if (after && after.marker !== '' && after.marker !== before.marker) return changed
    // Some directories count changes by the second, and some not at all.
    if (after && (await store.proves(after.dn, password, deadline))) return changed
    // A write that was acknowledged may be one that a lagging replica does not show yet, or one that never was: a later look tells.
    return { kind: written.kind === 'changed' ? 'unknown' : 'unchanged', fault: 'the directory shows no change' }
  } catch (fault) {
    return written.kind === 'changed' ? changed : { kind: 'unknown', fault: wordsOf(fault) }
  }
}

/** Our own words for a fault, fit for the log. */
export const wordsOf = (fault: unknown): string =>
  fault instanceof Unavailable || fault instanceof Misconfigured ? fault.message : 'an unforeseen fault'
