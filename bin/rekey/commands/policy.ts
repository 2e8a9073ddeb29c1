import { type Command, only, type Result, type Run, UsageError } from '../command.ts'
import { readSecret } from '../input.ts'
import { listed, revisionLine, table } from '../table.ts'
import { assign, type Book, importAll, put, remove, unassign, useAsDefault } from './policy-changes.ts'

const HELP = `rekey policy list
rekey policy show POLICY
rekey policy put POLICY [FILE] [--preset NAME] [--rev N]
rekey policy delete POLICY [--rev N]
rekey policy assign POLICY --store STORE [--group GROUP] --priority N [--rev N]
rekey policy unassign POLICY --store STORE [--group GROUP] [--rev N]
rekey policy default POLICY [--rev N]
rekey policy test POLICY [--user NAME] [--given NAME] [--family NAME] [--mail ADDRESS]
rekey policy import FILE [--map ORACLE=STORE,…] [--rev N]

FILE holds JSON; - reads standard input. GROUP is a DN or a group's name. Of the assignments that hold for a person the lowest priority
number wins; where none holds, the default does. Presets: nist, oam, ad-complexity. A change holds everywhere within 60 seconds. All
policies have one revision: with --rev a change is made only if nobody has changed any since revision N; without, since it was read a
moment ago.

policy test asks for a password, or takes the first line of standard input. It exits with 1 where the policy refuses it.

Examples:
  rekey policy list
  rekey policy put staff --preset ad-complexity
  echo '{"minLength": 20, "blocklist": true}' | rekey policy put admins -
  rekey policy assign admins --store people --group cn=admins,ou=groups,dc=example,dc=com --priority 1
  rekey policy test admins --user grace
  rekey policy import oracle-policies.json --map UserIdentityStore1=people
`

export const policy: Command = {
  name: 'policy',
  summary: 'password policies: list, show, put, delete, assign, test, import',
  help: HELP,
  options: {
    preset: { type: 'string' },
    store: { type: 'string' },
    group: { type: 'string' },
    priority: { type: 'string' },
    rev: { type: 'string' },
    map: { type: 'string' },
    user: { type: 'string' },
    given: { type: 'string' },
    family: { type: 'string' },
    mail: { type: 'string' }
  },
  async run({ args: [verb = 'list', ...args], ...rest }) {
    const act = VERBS[verb]
    if (!act) throw new UsageError(`policy ${verb}: use ${Object.keys(VERBS).join(', ')}`)
    return act({ args, ...rest })
  }
}

const VERBS: Readonly<Record<string, (run: Run) => Promise<Result>>> = {
  list,
  show,
  put,
  delete: remove,
  assign,
  unassign,
  default: useAsDefault,
  test,
  import: importAll
}

async function list({ args, api }: Run): Promise<Result> {
  if (args.length > 0) throw new UsageError(`${args.join(' ')}: list takes no arguments`)
  const book = (await api.call('GET', '/v1/admin/policies')) as Book
  return {
    json: book,
    text:
      table(
        ['POLICY', 'FOR', 'RULES'],
        book.policies.map((one) => [one.id, whomOf(book, one.id), rulesOf(one)])
      ) + revisionLine(book)
  }
}

function whomOf({ default: fallback, assignments }: Book, id: string): string {
  const whom = assignments
    .filter((one) => one.policy === id)
    .map(({ store, group, priority }) => `${group ?? 'everybody'} in ${store} (priority ${priority})`)
  return [...whom, ...(fallback === id ? ['everybody else'] : [])].join('; ') || 'nobody'
}

const rulesOf = ({ id: _, ...rules }: Book['policies'][number]): string =>
  Object.entries(rules)
    .filter(([, value]) => value !== null && value !== false)
    .map(([rule, value]) => (value === true ? rule : `${rule} ${typeof value === 'object' ? JSON.stringify(value) : value}`))
    .join(', ')

async function show({ args, api }: Run): Promise<Result> {
  const answer = await api.call('GET', `/v1/admin/policies/${encodeURIComponent(only(args, 'the policy'))}`)
  const { policy: shown, isDefault, assignments, rules } = answer
  const book = { ...answer, default: isDefault ? shown.id : '', policies: [shown], assignments } as Book
  const sentences = listed(rules.map(({ message }: { message: string }) => message))
  return { json: answer, text: `${shown.id}, for ${whomOf(book, shown.id)}\n${sentences}${revisionLine(answer)}` }
}

async function test({ args, options, api, surroundings }: Run): Promise<Result> {
  const id = only(args, 'the policy')
  const names = Object.fromEntries(
    Object.entries({ username: 'user', given: 'given', family: 'family', mail: 'mail' }).flatMap(([name, option]) =>
      typeof options[option] === 'string' ? [[name, [options[option]]]] : []
    )
  )
  const password = await readSecret('password to try: ', surroundings)
  const answer = await api.call('POST', `/v1/admin/policies/${encodeURIComponent(id)}/test`, { password, names })
  const broken = answer.violations.map(({ rule, message }: { rule: string; message: string }) => `${rule}: ${message}`)
  const text = answer.acceptable ? `${id} takes it\n` : `${id} refuses it\n${listed(broken)}`
  return { json: answer, text, isRefused: !answer.acceptable }
}
