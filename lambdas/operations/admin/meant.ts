// The one person that an administrator means by a name.
import { accountOf } from '../../flow/decoy.ts'
import { routesFor } from '../../flow/realm.ts'
import type { Deadline, Finder } from '../../ports.ts'

/** Somebody by name; `account`: who they must be, as the log calls them. */
export interface Whom {
  username: string
  store?: string | undefined
  account?: string | undefined
}

export interface StatusRefusal {
  refusal: 'not_found' | 'status_refused'
  detail: string
}

const refused = (refusal: StatusRefusal['refusal'], detail: string): StatusRefusal => ({ refusal, detail })

/** The one person that is meant. Throws where any store that may have them cannot be asked. */
export async function meant<F extends Finder>(stores: readonly F[], { username, store: named, account }: Whom, deadline: Deadline) {
  const here =
    named === undefined
      ? routesFor(stores, username)
      : routesFor(
          stores.filter(({ store }) => store === named),
          username
        )
  if (here.length === 0) return refused('not_found', `there is no such store; there are ${stores.map(({ store }) => store).join(', ')}`)
  const answers = await Promise.all(here.map(async ({ store, who }) => ({ store, lookup: await store.find(who, deadline) })))
  const people = answers.flatMap(({ store, lookup }) => (lookup.kind === 'person' ? [{ store, person: lookup.person }] : []))
  if (people.length > 1 || answers.some(({ lookup }) => lookup.kind === 'ambiguous'))
    return refused('status_refused', 'several people go by this name: name their store, or a more exact name')
  const [only] = people
  if (!only) return refused('not_found', 'nobody goes by this name')
  return account === undefined || account === accountOf(only.store.store, only.person.guid)
    ? only
    : refused('status_refused', 'this name belongs to another account than the one that was given')
}
