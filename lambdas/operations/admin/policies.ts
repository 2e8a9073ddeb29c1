// Policies and their assignments: one document, so that no change can leave an assignment without its policy or a priority twice.
import { type Assignment, bookOf, bookProblems, type PolicyBook } from '../../policy/book.ts'
import type { Policies, Policy } from '../../policy/policy.ts'
import { type ToldRule, tellPolicy } from '../telling.ts'
import { type Author, type ChangeDeps, type Conflict, loaded, type Revision, saved } from './documents.ts'

export interface PoliciesDeps extends ChangeDeps {
  /** What holds while nobody has set anything. */
  deployed: { policies: Policies }
  /** The ids of the stores. */
  stores: readonly string[]
  /** Where dictionaries may lie beside files. */
  bucket?: string | undefined
}

export type PoliciesView = PolicyBook & Revision

export interface PolicyView extends Revision {
  policy: Policy
  isDefault: boolean
  assignments: readonly Assignment[]
  rules: ToldRule[]
}

/** Why a change is not made. */
export type PolicyRefusal =
  | { refusal: 'policy_refused'; problems: string[] }
  | { refusal: 'policy_in_use' }
  | { refusal: 'not_found' }
  | Conflict

export type PoliciesOutcome = { view: PoliciesView } | PolicyRefusal

// An item of the table has at most 400 KB.
const MOST_BYTES = 350_000

export async function readPolicies({
  documents,
  deployed,
  stores
}: Pick<PoliciesDeps, 'documents' | 'deployed' | 'stores'>): Promise<PoliciesView> {
  const { value, revision } = await loaded(documents, 'policies', bookOf(deployed.policies, stores))
  return { ...value, ...revision }
}

export async function readPolicy(deps: PoliciesDeps, id: string, locale: string): Promise<PolicyView | { refusal: 'not_found' }> {
  const { default: fallback, policies, assignments, ...revision } = await readPolicies(deps)
  const policy = policies.find((one) => one.id === id)
  if (!policy) return { refusal: 'not_found' }
  const own = assignments.filter((one) => one.policy === id)
  return {
    ...revision,
    policy,
    isDefault: fallback === id,
    assignments: own,
    rules: tellPolicy({ default: policy, groups: [] }, id, locale)
  }
}

/** One change of the book, made from the revision that its author saw. */
export async function changePolicies(
  deps: PoliciesDeps,
  author: Author,
  what: Readonly<Record<string, string>>,
  change: (book: PolicyBook) => PolicyBook | PolicyRefusal
): Promise<PoliciesOutcome> {
  const { value, revision } = await loaded(deps.documents, 'policies', bookOf(deps.deployed.policies, deps.stores))
  if (author.rev !== revision.rev) return { refusal: 'version_conflict', rev: revision.rev }
  const next = change(value)
  if ('refusal' in next) return next
  const problems = [...bookProblems(next, deps.stores), ...sizeProblems(next)]
  if (problems.length > 0) return { refusal: 'policy_refused', problems }
  const after = await saved(deps, 'policies', next, author, what)
  return 'refusal' in after ? after : { view: { ...next, ...after } }
}

function sizeProblems(book: PolicyBook): string[] {
  const bytes = new TextEncoder().encode(JSON.stringify(book)).length
  return bytes > MOST_BYTES ? [`policies: all together take ${bytes} bytes, at most ${MOST_BYTES} can be kept`] : []
}
