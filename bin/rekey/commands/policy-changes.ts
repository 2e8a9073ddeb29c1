// The changes of `rekey policy`: each is made from a revision, the one that was told or the one that was just read.
import { type Options, only, type Result, type Run, required, UsageError, wholeNumber } from '../command.ts'
import { readJson, readObject } from '../input.ts'
import { listed, revisionLine } from '../table.ts'

interface Assignment {
  store: string
  group?: string
  policy: string
  priority: number
}

/** What GET /v1/admin/policies answers. */
export interface Book {
  rev: number
  by?: string
  at?: number
  default: string
  policies: ({ id: string } & Record<string, unknown>)[]
  assignments: Assignment[]
}

const POLICIES = '/v1/admin/policies'

const pathOf = (id: string): string => `${POLICIES}/${encodeURIComponent(id)}`

async function seen({ options, api }: Pick<Run, 'options' | 'api'>): Promise<number> {
  return wholeNumber(options, 'rev') ?? ((await api.call('GET', POLICIES)) as Book).rev
}

export async function put({ args, options, api, surroundings }: Run): Promise<Result> {
  const [id, file, ...more] = args
  if (id === undefined) throw new UsageError('the policy is missing')
  if (more.length > 0) throw new UsageError(`${more.join(' ')}: one argument too many`)
  const { preset } = options
  if (file === undefined && preset === undefined) throw new UsageError('with which rules? name a FILE, - for standard input, or a --preset')
  const fields = file === undefined ? {} : await readObject(file, surroundings)
  const body = { ...(preset === undefined ? {} : { preset }), ...fields, rev: await seen({ options, api }) }
  const answer = await api.call('PUT', pathOf(id), body)
  return { json: answer, text: `policy ${id} is saved, revision ${answer.rev}\n` }
}

export async function remove({ args, options, api }: Run): Promise<Result> {
  const id = only(args, 'the policy')
  const answer = await api.call('DELETE', pathOf(id), undefined, { 'if-match': `"${await seen({ options, api })}"` })
  return { json: answer, text: `policy ${id} is deleted, revision ${answer.rev}\n` }
}

/** Reads all assignments, changes some, and puts them back if they are still what they were. */
async function reassigned({ options, api }: Run, change: (book: Book) => Partial<Pick<Book, 'default' | 'assignments'>>): Promise<Book> {
  const book = (await api.call('GET', POLICIES)) as Book
  const { default: fallback, assignments } = book
  return api.call('PUT', '/v1/admin/assignments', {
    default: fallback,
    assignments,
    ...change(book),
    rev: wholeNumber(options, 'rev') ?? book.rev
  })
}

const whom = (options: Options): { store: string; group?: string } => ({
  store: required(options, 'store'),
  ...(typeof options['group'] === 'string' ? { group: options['group'] } : {})
})

const isFor = (one: Assignment, { store, group }: { store: string; group?: string }): boolean => one.store === store && one.group === group

const told = (book: Book, text: string): Result => ({ json: book, text: `${text}\n${revisionLine(book)}` })

export async function assign(run: Run): Promise<Result> {
  const id = only(run.args, 'the policy')
  const target = whom(run.options)
  const priority = wholeNumber(run.options, 'priority')
  if (priority === undefined) throw new UsageError('--priority is missing')
  const book = await reassigned(run, ({ assignments }) => ({
    assignments: [...assignments.filter((one) => !isFor(one, target)), { ...target, policy: id, priority }]
  }))
  return told(book, `${target.group ?? 'everybody'} in ${target.store} has ${id}, priority ${priority}`)
}

export async function unassign(run: Run): Promise<Result> {
  const id = only(run.args, 'the policy')
  const target = whom(run.options)
  const book = await reassigned(run, ({ assignments }) => {
    const rest = assignments.filter((one) => one.policy !== id || !isFor(one, target))
    if (rest.length === assignments.length) throw new UsageError(`${target.group ?? 'everybody'} in ${target.store} does not have ${id}`)
    return { assignments: rest }
  })
  return told(book, `${target.group ?? 'everybody'} in ${target.store} does not have ${id} any more`)
}

export async function useAsDefault(run: Run): Promise<Result> {
  const id = only(run.args, 'the policy')
  return told(await reassigned(run, () => ({ default: id })), `whoever has no other policy has ${id}`)
}

export async function importAll({ args, options, api, surroundings }: Run): Promise<Result> {
  const assignments = await readJson(only(args, 'the file'), surroundings)
  const stores = typeof options['map'] === 'string' ? { stores: mapped(options['map']) } : {}
  const answer = await api.call('POST', '/v1/admin/import', { rev: await seen({ options, api }), assignments, ...stores })
  const { imported, notes, rev } = answer as { imported: string[]; notes: string[]; rev: number }
  const left = notes.length > 0 ? `not taken over as it was:\n${listed(notes)}` : ''
  return { json: answer, text: `imported ${imported.join(', ')}, revision ${rev}\n${left}` }
}

function mapped(text: string): Record<string, string> {
  const entries = text.split(',').map((pair) => pair.split('='))
  if (entries.some(([from, to, ...more]) => !from || !to || more.length > 0)) throw new UsageError('--map must be ORACLE=STORE,…')
  return Object.fromEntries(entries)
}
