// Who is behind what the log calls an account. The hash leads nowhere and nothing is kept that would lead from it to anybody: everybody is
// hashed until one of them is it, which takes as long as the directory is large.
import { accountOf } from '../../flow/decoy.ts'
import { type Deadline, Misconfigured, type Person, type Pinned, type Register } from '../../ports.ts'

export interface StatusRefusal {
  refusal: 'not_found' | 'status_refused'
  detail: string
}

export const OVERTAKEN = 'somebody else changed this person meanwhile: look again'

export const refused = (refusal: StatusRefusal['refusal'], detail: string): StatusRefusal => ({ refusal, detail })

/** Kept back for what comes after: a look at the person, a write, another look. */
const RESERVE_MS = 7000

/** The person of an account. Stops early rather than say "nobody" of people whom it has not looked at. */
export async function behind<R extends Register>(
  stores: readonly R[],
  account: string,
  deadline: Deadline,
  onPage: (seen: number) => void = () => {}
): Promise<{ store: R; person: Person } | StatusRefusal> {
  const walk: Deadline = { left: () => deadline.left() - RESERVE_MS }
  const seconds = Math.round(walk.left() / 1000)
  let seen = 0
  try {
    for (const store of stores)
      for await (const page of store.ids(walk)) {
        const found = page.find(({ guid }) => accountOf(store.store, guid) === account)
        if (found) return await pinned(store, found, deadline)
        onPage((seen += page.length))
      }
  } catch (fault) {
    if (walk.left() <= 0) return refused('status_refused', `not found within ${seconds} s, among the first ${seen} people: ${INSTEAD}`)
    if (!(fault instanceof Misconfigured)) throw fault
    return refused('status_refused', `not found among the first ${seen} people, and no more could be looked at: ${fault.message}`)
  }
  return refused('not_found', `this account is nobody's of the ${seen} people here`)
}

const INSTEAD = 'send the username too, or the store, or ask rekey explain --account, which takes the time that it takes'

async function pinned<R extends Register>(store: R, found: Pinned, deadline: Deadline) {
  const person = await store.again(found, deadline)
  return person ? { store, person } : refused('status_refused', OVERTAKEN)
}
