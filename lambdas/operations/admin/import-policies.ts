// Oracle's password policies, taken over with their assignments. What cannot be taken over is said, never dropped in silence.
import type { Assignment, PolicyBook } from '../../policy/book.ts'
import { importOracle, type OracleImport } from '../../policy/import-oracle.ts'
import { problemsOf } from '../../policy/validate.ts'
import type { Author } from './documents.ts'
import { changePolicies, type PoliciesDeps, type PoliciesView, type PolicyRefusal } from './policies.ts'

export interface ImportInput {
  /** Oracle's array of PasswordPolicyAssignment. */
  assignments: unknown
  /** What Oracle's stores are called here. With one store here it is that one, unless told. */
  stores?: Readonly<Record<string, string>> | undefined
}

export type ImportOutcome = { imported: string[]; notes: string[]; view: PoliciesView } | (PolicyRefusal & { notes?: string[] })

export async function importPolicies(
  deps: PoliciesDeps,
  { assignments, stores = {} }: ImportInput,
  author: Author
): Promise<ImportOutcome> {
  const read = importOracle(assignments)
  const imported = [...new Set(read.policies.map(({ policy }) => policy.id))]
  const problems = [...read.problems, ...policyProblems(read, deps.bucket)]
  if (imported.length === 0 && problems.length === 0) problems.push('assignments: there is no policy in them')
  if (problems.length > 0) return { refusal: 'policy_refused', problems, notes: read.notes }

  const whom = read.policies.map(({ policy, assignment }) => ({
    ...assignment,
    store: storeOf(assignment.store, stores, deps.stores),
    policy: policy.id
  }))
  const outcome = await changePolicies(deps, author, { what: 'import', policies: imported.join(' ') }, (book) => merged(book, read, whom))
  return 'refusal' in outcome ? { ...outcome, notes: read.notes } : { imported, notes: read.notes, view: outcome.view }
}

const policyProblems = ({ policies }: OracleImport, bucket: string | undefined): string[] =>
  policies.flatMap(({ policy }) => problemsOf(policy, bucket).map((problem) => `${policy.id}: ${problem}`))

/** An unknown name stays, and the book's own check refuses it by that name. */
const storeOf = (given: string | undefined, named: Readonly<Record<string, string>>, ours: readonly string[]): string => {
  const name = given ?? ''
  return named[name] ?? (ours.includes(name) || ours.length !== 1 ? name : (ours[0] ?? name))
}

/** What is imported takes the place of what had its id, with its assignments. */
function merged(book: PolicyBook, { policies }: OracleImport, whom: readonly Assignment[]): PolicyBook {
  const ids = new Set(policies.map(({ policy }) => policy.id))
  const unique = new Map(policies.map(({ policy }) => [policy.id, policy]))
  return {
    ...book,
    policies: [...book.policies.filter(({ id }) => !ids.has(id)), ...unique.values()],
    assignments: [...book.assignments.filter(({ policy }) => !ids.has(policy)), ...whom]
  }
}
