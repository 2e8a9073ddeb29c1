// Seek: who was meant, at first sight: one search in each store that the name may belong to, and the same for everybody.
import { routesFor } from '../flow/realm.ts'
import { type Deadline, Misconfigured, type OwnStore, type Person } from '../ports.ts'

/** Somebody who may change their password here. `who` is what their store knows them by. */
export interface Seen {
  store: OwnStore
  who: string
  person: Person
}

/** Why nobody is bound as; the log knows, nobody else does. `store`: where nobody's entry is bound as instead. */
export interface Unseen {
  store: OwnStore
  reason: 'unknown' | 'ambiguous' | 'disabled' | 'protected'
}

/** Throws where any store cannot be asked: whether there is another of this name cannot be judged then. */
export async function seek(stores: readonly OwnStore[], name: string, deadline: Deadline): Promise<Seen | Unseen> {
  const routes = routesFor(stores, name)
  const answers = await Promise.all(routes.map(async ({ store, who }) => ({ store, who, lookup: await store.glance(who, deadline) })))
  const people = answers.flatMap(({ store, who, lookup }) => (lookup.kind === 'person' ? [{ store, who, person: lookup.person }] : []))
  const isAmbiguous = people.length > 1 || answers.some(({ lookup }) => lookup.kind === 'ambiguous')
  const [only] = people
  const [first] = routes
  if (!first) throw new Misconfigured('there is no store')
  const unseen = (reason: Unseen['reason']): Unseen => ({ store: first.store, reason })
  if (isAmbiguous) return unseen('ambiguous')
  if (!only) return unseen('unknown')
  const reason = barred(only.person)
  return reason ? { store: only.store, reason } : only
}

/** Why this person may not change their password here. */
export const barred = ({ isDisabled, isProtected }: Person): 'protected' | 'disabled' | undefined =>
  isProtected ? 'protected' : isDisabled ? 'disabled' : undefined
