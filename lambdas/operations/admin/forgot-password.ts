// The one document of settings: how codes travel, and what login pages are told about the link.
import type { Mode } from '../../flow/flow.ts'
import { type ForgotPassword, forgotPasswordDefaults } from '../../flow/forgot-password.ts'
import { type Author, type ChangeDeps, type Conflict, loaded, type Revision, saved } from './documents.ts'

export interface ForgotPasswordDeps extends ChangeDeps {
  /** What holds while nobody has set anything. */
  deployed: { mode: Mode }
  /** What a mode needs and this deployment does not have. */
  modeProblems: (mode: Mode) => string[]
}

export type ForgotPasswordView = ForgotPassword & Revision

export async function readForgotPassword({
  documents,
  deployed
}: Pick<ForgotPasswordDeps, 'documents' | 'deployed'>): Promise<ForgotPasswordView> {
  const { value, revision } = await loaded(documents, 'forgot-password', forgotPasswordDefaults(deployed.mode))
  return { ...value, ...revision }
}

/** Who changes; the revision that they saw, where they tell. */
export type Seen = Pick<Author, 'by'> & { rev?: number | undefined }

export type ForgotPasswordOutcome = { view: ForgotPasswordView } | { refusal: 'request_invalid'; problems: string[] } | Conflict

/** Changes the fields that are given and leaves the others as they are. Without a revision the change is made to what is there now. */
export async function changeForgotPassword(
  deps: ForgotPasswordDeps,
  fields: Partial<ForgotPassword>,
  author: Seen
): Promise<ForgotPasswordOutcome> {
  const { value, revision } = await loaded(deps.documents, 'forgot-password', forgotPasswordDefaults(deps.deployed.mode))
  if (author.rev !== undefined && author.rev !== revision.rev) return { refusal: 'version_conflict', rev: revision.rev }
  const next = { ...value, ...fields }
  const problems = [...linkProblems(next), ...deps.modeProblems(next.mode)]
  if (problems.length > 0) return { refusal: 'request_invalid', problems }

  const changed = (Object.keys(fields) as (keyof ForgotPassword)[]).filter((name) => next[name] !== value[name])
  const what = { what: 'forgot-password', fields: changed.join(' '), mode: next.mode }
  const after = await saved(deps, 'forgot-password', next, { by: author.by, rev: revision.rev }, what)
  return 'refusal' in after ? after : { view: { ...next, ...after } }
}

/** As in Oracle's product, a link that is not shown makes every other field meaningless. */
const linkProblems = (next: ForgotPassword): string[] =>
  next.displayOTPForgotPasswordLink && !next.defaultOTPForgotPasswordLink && next.forgotPasswordURL === ''
    ? ['forgotPasswordURL: is needed where defaultOTPForgotPasswordLink is false']
    : []
