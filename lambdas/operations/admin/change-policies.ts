// The changes that can be made to the policies. What must hold of the whole is checked by the one change below them all.
import { found, type PolicyBook } from '../../policy/book.ts'
import type { Policy } from '../../policy/policy.ts'
import { problemsOf } from '../../policy/validate.ts'
import type { Author } from './documents.ts'
import { changePolicies, type PoliciesDeps, type PoliciesOutcome } from './policies.ts'

/** Adds a policy, or puts it in the place of the one with its id. */
export const putPolicy = (deps: PoliciesDeps, policy: Policy, author: Author): Promise<PoliciesOutcome> =>
  changePolicies(deps, author, { what: 'policy', policy: policy.id }, (book) => {
    const problems = problemsOf(policy, deps.bucket)
    if (problems.length > 0) return { refusal: 'policy_refused', problems }
    const isNew = found(book, policy.id) === undefined
    return { ...book, policies: isNew ? [...book.policies, policy] : book.policies.map((one) => (one.id === policy.id ? policy : one)) }
  })

export const deletePolicy = (deps: PoliciesDeps, id: string, author: Author): Promise<PoliciesOutcome> =>
  changePolicies(deps, author, { what: 'policy deleted', policy: id }, (book) => {
    if (!found(book, id)) return { refusal: 'not_found' }
    if (book.default === id || book.assignments.some(({ policy }) => policy === id)) return { refusal: 'policy_in_use' }
    return { ...book, policies: book.policies.filter((one) => one.id !== id) }
  })

/** Says anew for whom each policy is, and which is for everybody else. */
export const assignPolicies = (
  deps: PoliciesDeps,
  to: Pick<PolicyBook, 'assignments'> & { default?: string | undefined },
  author: Author
) =>
  changePolicies(deps, author, { what: 'assignments' }, (book) => ({
    ...book,
    assignments: to.assignments,
    default: to.default ?? book.default
  }))
