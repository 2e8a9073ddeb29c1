import { type Command, type Options, only, type Result, type Run, UsageError } from '../command.ts'
import { pairs } from '../table.ts'

const PATH = '/v1/admin/status'

export const status: Command = {
  name: 'status',
  summary: 'how somebody’s account stands: show it, enable, disable, unlock, demand a change',
  help: `rekey status [NAME] [--store STORE] [--account ACCOUNT]
rekey status set [NAME] [--enabled | --disabled] [--unlock] [--force-change | --no-force-change] [--store STORE]
                 [--account ACCOUNT]

NAME is what people type to reset a password: it is looked for in every store unless --store names one. What is shown holds what the log
calls account. ACCOUNT alone will do: it leads to nobody, so everybody is looked at until it is they, or until the API's time is over (then
say NAME or --store as well, or use rekey explain --account). With both nothing is shown or set unless NAME belongs to that account. What no
option names stays as it is. Members of protected groups are shown, and never set.

Examples:
  rekey status alice
  rekey status alice --store people --json
  rekey status set alice --unlock --force-change
  rekey status set bob --disabled
  rekey status set --account Hx3vYyq0d0oC5c0v0v5Yk0n2bJb3rC9q2vXb8Qe6m1E --unlock
`,
  options: {
    store: { type: 'string' },
    account: { type: 'string' },
    enabled: { type: 'boolean' },
    disabled: { type: 'boolean' },
    unlock: { type: 'boolean' },
    'force-change': { type: 'boolean' },
    'no-force-change': { type: 'boolean' }
  },
  run: ({ args: [verb, ...rest], ...run }) =>
    verb === 'set' && (rest.length > 0 || run.options['account'] !== undefined)
      ? set({ args: rest, ...run })
      : show({ args: verb === undefined ? [] : [verb, ...rest], ...run })
}

/** Who is meant; an option that is not there is not sent. */
const whom = (args: readonly string[], { store, account }: Options): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ username: nameIn(args, account), store, account }).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : []
    )
  )

const nameIn = (args: readonly string[], account: Options[string]): string | undefined =>
  args.length === 0 && account !== undefined ? undefined : only(args, 'the name, or --account,')

async function show({ args, options, api }: Run): Promise<Result> {
  const changes = Object.keys(changeIn(options))
  if (changes.length > 0) throw new UsageError(`to change something say: rekey status set ${args[0] ?? 'NAME'} …`)
  const query = Object.entries(whom(args, options)).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return shown(await api.call('GET', `${PATH}?${query.join('&')}`))
}

async function set({ args, options, api }: Run): Promise<Result> {
  const change = changeIn(options)
  if (Object.keys(change).length === 0)
    throw new UsageError('set what? say --enabled, --disabled, --unlock, --force-change or --no-force-change')
  return shown(await api.call('PUT', PATH, { ...whom(args, options), ...change }))
}

/** The flags of the API that the options stand for. */
function changeIn(options: Options): { enabled?: boolean; forceChange?: boolean; unlocked?: true } {
  return {
    ...either(options, 'enabled', 'disabled', 'enabled'),
    ...either(options, 'force-change', 'no-force-change', 'forceChange'),
    ...(options['unlock'] ? { unlocked: true } : {})
  }
}

function either(options: Options, yes: string, no: string, flag: string): Record<string, boolean> {
  if (options[yes] && options[no]) throw new UsageError(`--${yes} and --${no} exclude each other`)
  return options[yes] || options[no] ? { [flag]: options[yes] === true } : {}
}

interface Shown {
  store: string
  username: string
  account: string
  state: string
  disabled: boolean
  locked: boolean
  lockedUntil?: number
  mustChange: boolean
  expired: boolean
  expiresAt?: number
  warnDays?: number
  protected: boolean
}

const time = (epochMs: number): string => new Date(epochMs).toISOString()

function shown(one: Shown): Result {
  const yes = (is: boolean, more = ''): string => (is ? `yes${more}` : 'no')
  const until = one.lockedUntil === undefined ? '' : `, until ${time(one.lockedUntil)}`
  const left = one.warnDays === undefined ? '' : `, ${one.warnDays} ${one.warnDays === 1 ? 'day' : 'days'} left`
  const expiry =
    one.expiresAt === undefined ? 'never, as far as is known' : `${time(one.expiresAt)}${one.expired ? ', which is past' : left}`
  const text = pairs([
    ['name', one.username],
    ['store', one.store],
    ['account', one.account],
    ['state', one.state.replace('_', ' ')],
    ['disabled', yes(one.disabled)],
    ['locked', yes(one.locked, until)],
    ['must change', yes(one.mustChange)],
    ['expires', expiry],
    ['protected', yes(one.protected)]
  ])
  return { json: one, text }
}
