import { type Command, UsageError, wholeNumber } from '../command.ts'
import { pairs, revisionLine } from '../table.ts'

const PATH = '/v1/admin/forgot-password'

export const config: Command = {
  name: 'config',
  summary: 'the settings for forgotten passwords: show them, change them',
  help: `rekey config [get [FIELD]]
rekey config set FIELD=VALUE … [--rev N]

Fields: mode, displayOTPForgotPasswordLink, defaultOTPForgotPasswordLink, forgotPasswordURL, localToOAMServer, customWebRoot, errorLevel.
Fields that are not named stay as they are. With --rev the change is made only if nobody has changed anything since revision N.

Examples:
  rekey config
  rekey config get forgotPasswordURL
  rekey config set defaultOTPForgotPasswordLink=false forgotPasswordURL=https://help.example.com/reset
`,
  options: { rev: { type: 'string' } },
  async run({ args: [verb = 'get', ...rest], options, api }) {
    if (verb === 'get' && rest.length <= 1) return shown(await api.call('GET', PATH), rest[0])
    if (verb !== 'set') throw new UsageError(`config ${[verb, ...rest].join(' ')}: use get [FIELD], or set FIELD=VALUE`)
    const rev = wholeNumber(options, 'rev')
    return shown(await api.call('PUT', PATH, { ...fieldsOf(rest), ...(rev === undefined ? {} : { rev }) }))
  }
}

function fieldsOf(args: readonly string[]): Record<string, string> {
  if (args.length === 0) throw new UsageError('what? say FIELD=VALUE')
  const fields = args.map((arg) => {
    const at = arg.indexOf('=')
    if (at < 1) throw new UsageError(`${arg}: must be FIELD=VALUE`)
    return [arg.slice(0, at), arg.slice(at + 1)] as const
  })
  if (fields.some(([name]) => name === 'rev')) throw new UsageError('rev=…: say --rev N')
  if (new Set(fields.map(([name]) => name)).size < fields.length) throw new UsageError('a field is given twice')
  return Object.fromEntries(fields)
}

type Settings = { rev: number; by?: string; at?: number } & Record<string, unknown>

function shown({ rev, by, at, ...fields }: Settings, name?: string) {
  if (name !== undefined) {
    if (!Object.hasOwn(fields, name)) throw new UsageError(`${name}: there is no such field; there are ${Object.keys(fields).join(', ')}`)
    return { json: fields[name], text: `${fields[name]}\n` }
  }
  const text = pairs(Object.entries(fields).map(([field, value]) => [field, String(value)] as const))
  return {
    json: { ...fields, rev, by, at },
    text: text + revisionLine({ rev, ...(by === undefined ? {} : { by }), ...(at === undefined ? {} : { at }) })
  }
}
