// All policies of a deployment with their assignments, as administrators keep them: one document, because what must hold (priorities
// unique per store, no assignment without its policy) holds of the whole.
import type { Policies, Policy } from './policy.ts'

/** For whom a policy is: a whole identity store, or one of its groups, by DN or name. */
export interface Assignment {
  readonly store: string
  readonly group?: string | undefined
  readonly policy: string
  /** The lower number wins; unique per store. */
  readonly priority: number
}

export interface PolicyBook {
  /** The id of the policy for whoever has no other. */
  readonly default: string
  readonly policies: readonly Policy[]
  readonly assignments: readonly Assignment[]
}

export const found = (book: PolicyBook, id: string): Policy | undefined => book.policies.find((policy) => policy.id === id)

/** Each policy at its assignments, as `resolve` takes it. The book must be one without problems. */
export const policiesOf = (book: PolicyBook): Policies => ({
  default: named(book, book.default),
  groups: book.assignments.map(({ policy, ...whom }) => ({ ...whom, policy: named(book, policy) }))
})

function named(book: PolicyBook, id: string): Policy {
  const policy = found(book, id)
  if (!policy) throw new TypeError(`there is no policy ${id} in this book`)
  return policy
}

/** The book to begin with: what the deployment was configured with, spelled out for each of its stores. */
export const bookOf = (policies: Policies, stores: readonly string[]): PolicyBook => ({
  default: policies.default.id,
  policies: [...new Map([policies.default, ...policies.groups.map(({ policy }) => policy)].map((policy) => [policy.id, policy])).values()],
  assignments: policies.groups.flatMap(({ store, group, priority, policy }) =>
    (store === undefined ? stores : [store]).map((id) => ({
      store: id,
      ...(group === undefined ? {} : { group }),
      policy: policy.id,
      priority
    }))
  )
})

/** What keeps a book from being saved, as sentences. Each policy's own contradictions are `problemsOf`'s. */
export function bookProblems(book: PolicyBook, stores: readonly string[]): string[] {
  const taken = new Map<string, string>()
  const problems = found(book, book.default) ? [] : [`default: there is no policy ${book.default}`]
  for (const { store, policy, priority } of book.assignments) {
    const place = `${store} ${priority}`
    const other = taken.get(place)
    if (!stores.includes(store)) problems.push(`assignments: there is no store ${store}; stores are ${stores.join(', ')}`)
    if (!found(book, policy)) problems.push(`assignments: there is no policy ${policy}`)
    if (other !== undefined) problems.push(`assignments: priority ${priority} in store ${store} is given to both ${other} and ${policy}`)
    taken.set(place, policy)
  }
  return [...new Set(problems)]
}
