// Everything that administrators can do, over one set of ports. What is not in `AdminDeps` is not in their power.
import type { ForgotPassword } from '../../flow/forgot-password.ts'
import type { PolicyBook } from '../../policy/book.ts'
import type { Policy } from '../../policy/policy.ts'
import type { JudgingDeps } from '../judging.ts'
import { assignPolicies, deletePolicy, putPolicy } from './change-policies.ts'
import type { Author } from './documents.ts'
import { changeForgotPassword, type ForgotPasswordDeps, readForgotPassword, type Seen } from './forgot-password.ts'
import { type ImportInput, importPolicies } from './import-policies.ts'
import { cancelFlow, type InterventionDeps, pauseAccount, unpauseAccount } from './interventions.ts'
import { type PoliciesDeps, readPolicies, readPolicy } from './policies.ts'
import { type TestInput, testPolicy } from './test-policy.ts'

export type AdminDeps = ForgotPasswordDeps & PoliciesDeps & InterventionDeps & JudgingDeps
export type Administration = ReturnType<typeof administration>

export const administration = (deps: AdminDeps) => ({
  readForgotPassword: () => readForgotPassword(deps),
  changeForgotPassword: (fields: Partial<ForgotPassword>, author: Seen) => changeForgotPassword(deps, fields, author),
  readPolicies: () => readPolicies(deps),
  readPolicy: (id: string, locale: string) => readPolicy(deps, id, locale),
  putPolicy: (policy: Policy, author: Author) => putPolicy(deps, policy, author),
  deletePolicy: (id: string, author: Author) => deletePolicy(deps, id, author),
  assignPolicies: (to: Pick<PolicyBook, 'assignments'> & { default?: string | undefined }, author: Author) =>
    assignPolicies(deps, to, author),
  importPolicies: (input: ImportInput, author: Author) => importPolicies(deps, input, author),
  testPolicy: (input: TestInput) => testPolicy(deps, input),
  cancelFlow: (flow: string, by: string) => cancelFlow(deps, flow, by),
  pauseAccount: (account: string, by: string) => pauseAccount(deps, account, by),
  unpauseAccount: (account: string, by: string) => unpauseAccount(deps, account, by)
})
