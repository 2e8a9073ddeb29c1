// From arguments to an exit code. Every command is one file of commands/ and one row here.
import { parseArgs } from 'node:util'
import { accessFrom } from './access.ts'
import { type Api, createApi } from './api.ts'
import { type Command, EXIT, type Options, type OptionTypes, Refused, type Surroundings, Unreachable, UsageError } from './command.ts'
import { account } from './commands/account.ts'
import { config } from './commands/config.ts'
import { coverage } from './commands/coverage.ts'
import { doctor } from './commands/doctor.ts'
import { explain } from './commands/explain.ts'
import { flow } from './commands/flow.ts'
import { mode } from './commands/mode.ts'
import { policy } from './commands/policy.ts'
import { status } from './commands/status.ts'

/** In the order in which help lists them. */
export const COMMANDS: readonly Command[] = [mode, config, policy, flow, account, status, doctor, explain, coverage]

const COMMON = {
  endpoint: { type: 'string' },
  region: { type: 'string' },
  token: { type: 'string' },
  sandbox: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' }
} as const satisfies OptionTypes

const COMMON_HELP = `Options of every command:
  --endpoint URL   where the API is (or REKEY_ENDPOINT): https://ID.execute-api.REGION.amazonaws.com/live, or your domain
  --region NAME    where your domain does not say it (or AWS_REGION)
  --sandbox        a sandbox on this machine, at ${'http://127.0.0.1:8080'} unless --endpoint says otherwise
  --token TOKEN    a bearer token instead of an AWS signature (better: REKEY_TOKEN, which no process list shows)
  --json           print JSON, for programs
  --help           help for a command

A deployment is called with your AWS identity (environment, profile, SSO, role: the usual chain).
Exit codes: 0 done, 1 refused, 2 not understood, 3 not reachable.
`

const overview = (): string => {
  const widest = Math.max(...COMMANDS.map(({ name }) => name.length))
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}\n`).join('')
  return `rekey COMMAND [arguments] [options]    administers a deployment of Rekey, or a sandbox

${lines}
${COMMON_HELP}
Examples:
  rekey mode --sandbox
  rekey policy list --json
  rekey policy --help
  rekey doctor --sandbox
`
}

/** Runs one command; the exit code. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, note } = surroundings
  try {
    const { positionals, options } = understood(args)
    const [name, ...rest] = positionals
    const command = COMMANDS.find((one) => one.name === name)
    if (options['help']) {
      out(command ? `${command.help}\n${COMMON_HELP}` : overview())
      return EXIT.ok
    }
    if (name === undefined) throw new UsageError(`which command? ${COMMANDS.map((one) => one.name).join(', ')}`)
    if (!command) throw new UsageError(`${name}: there is no such command; there are ${COMMANDS.map((one) => one.name).join(', ')}`)
    refuseForeign(command, options)
    return await ran(command, rest, options, surroundings)
  } catch (error) {
    note(`rekey: ${error instanceof Error ? error.message : String(error)}\n`)
    if (error instanceof UsageError) note('see rekey --help\n')
    return codeOf(error)
  }
}

async function ran(command: Command, args: readonly string[], options: Options, surroundings: Surroundings): Promise<number> {
  const api = command.isDirect ? NO_API : await apiFrom(options, surroundings)
  const { json, text, isRefused = false, exitCode } = await command.run({ args, options, api, surroundings })
  surroundings.out(options['json'] ? `${JSON.stringify(json, null, 2)}\n` : text)
  return exitCode ?? (isRefused ? EXIT.refused : EXIT.ok)
}

async function apiFrom(options: Options, surroundings: Surroundings): Promise<Api> {
  const { endpoint, sign } = await accessFrom(options, surroundings)
  return createApi(endpoint, sign, surroundings)
}

const NO_API: Api = {
  call: async () => {
    throw new UsageError('this command does not ask the API')
  }
}

function understood(args: readonly string[]): { positionals: string[]; options: Options } {
  const options = Object.assign({}, COMMON, ...COMMANDS.map((one) => one.options)) as OptionTypes
  try {
    const { positionals, values } = parseArgs({ args: withDashedIds(args, options), options, allowPositionals: true })
    return { positionals, options: values as Options }
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '').split('. ')[0] : String(error))
  }
}

/** Flows, accounts and tokens are base64url (RFC 4648, section 5): one in 64 begins with a dash, and no option is as long. */
const DASHED_ID = /^-[\w-]{21,}$/

/** The same arguments, so written that such an id is not taken for an option. */
function withDashedIds(args: readonly string[], options: OptionTypes): string[] {
  const plain: string[] = []
  const ids: string[] = []
  for (const arg of args) {
    const before = plain.at(-1) ?? ''
    if (!DASHED_ID.test(arg)) plain.push(arg)
    else if (options[before.slice(2)]?.type === 'string') plain[plain.length - 1] = `${before}=${arg}`
    else ids.push(arg)
  }
  return ids.length === 0 || plain.includes('--') ? [...plain, ...ids] : [...plain, '--', ...ids]
}

/** An option that another command has would be ignored, and somebody would think that it was not. */
function refuseForeign({ name, options }: Command, given: Options): void {
  const foreign = Object.keys(given).filter((one) => !(one in COMMON) && !(one in options))
  if (foreign.length > 0) throw new UsageError(`${name} has no option ${foreign.map((one) => `--${one}`).join(', ')}`)
}

function codeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage
  if (error instanceof Unreachable) return EXIT.unreachable
  if (error instanceof Refused) return EXIT.refused
  throw error
}
