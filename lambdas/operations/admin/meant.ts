// The one person that an administrator means, by a name or by what the log calls them.
import { accountOf } from '../../flow/decoy.ts'
import { routesFor } from '../../flow/realm.ts'
import type { Deadline, Register } from '../../ports.ts'
import { behind, refused, type StatusRefusal } from './behind.ts'

export type { StatusRefusal }

/** Somebody by name, by what the log calls them, or by both: then the name must belong to that account. */
export interface Whom {
  username?: string | undefined
  store?: string | undefined
  account?: string | undefined
}

/** The one person that is meant. Throws where any store that may have them cannot be asked. */
export async function meant<R extends Register>(stores: readonly R[], { username, store: named, account }: Whom, deadline: Deadline) {
  const here = named === undefined ? stores : stores.filter(({ store }) => store === named)
  if (here.length === 0) return refused('not_found', `there is no such store; there are ${stores.map(({ store }) => store).join(', ')}`)
  if (username === undefined) return behind(here, account ?? '', deadline)
  const answers = await Promise.all(
    routesFor(here, username).map(async ({ store, who }) => ({ store, lookup: await store.find(who, deadline) }))
  )
  const people = answers.flatMap(({ store, lookup }) => (lookup.kind === 'person' ? [{ store, person: lookup.person }] : []))
  if (people.length > 1 || answers.some(({ lookup }) => lookup.kind === 'ambiguous'))
    return refused('status_refused', 'several people go by this name: name their store, or a more exact name')
  const [only] = people
  if (!only) return refused('not_found', 'nobody goes by this name')
  return account === undefined || account === accountOf(only.store.store, only.person.guid)
    ? only
    : refused('status_refused', 'this name belongs to another account than the one that was given')
}
