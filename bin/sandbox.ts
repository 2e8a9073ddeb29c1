// The door of the sandbox: flags, the ready line, signals.
import { ConfigurationError } from '../lambdas/config.ts'
import { createConsole } from './sandbox/console.ts'
import { settingsFrom } from './sandbox/environment.ts'
import { HELP, parseFlags } from './sandbox/flags.ts'
import { isolateFromAws } from './sandbox/isolation.ts'
import { PortTaken } from './sandbox/loopback.ts'
import { startSandbox } from './sandbox/start.ts'

const say = (text: string): void => void process.stderr.write(`${text}\n`)

function refuse(lines: readonly string[]): never {
  say(lines.join('\n'))
  process.exit(2)
}

/** Flags and settings are judged together, so that one run names everything. */
function options() {
  const { flags, problems } = parseFlags(process.argv.slice(2))
  if (flags.wantsHelp) {
    process.stdout.write(HELP)
    process.exit(0)
  }
  try {
    settingsFrom(process.env, flags.mode)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    problems.push(...error.problems)
  }
  if (problems.length > 0) refuse(['the sandbox was not started:', ...problems.map((problem) => `  - ${problem}`), 'see --help'])
  return flags
}

if (process.env['AWS_LAMBDA_FUNCTION_NAME']) refuse(['the sandbox knows every secret that it has: it does not run inside Lambda'])
const { isVerbose, ...flags } = options()
const settings = { ...process.env }
isolateFromAws(process.env)
say("\n  This is a SANDBOX of Rekey: invented people, no real messages, every secret public. Not for anybody's real password.\n")

const stopping = new AbortController()
let stoppedAt: number | undefined
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
process.on('SIGHUP', stop)

try {
  const starting = startSandbox({ ...flags, settings, console: createConsole(isVerbose) })
  stopping.signal.addEventListener('abort', () => void starting.then((sandbox) => sandbox.stop()).finally(() => process.exit(0)))
  const { url, info } = await starting
  if (!stopping.signal.aborted) {
    say(
      `  reset a password     ${url}/\n  mailbox and phone    ${url}/sandbox\n  mode ${info.mode} · directory ${info.directory.kind} ${info.directory.url} · store ${info.store.kind}\n`
    )
    process.stdout.write(`rekey sandbox ready at ${url}\n`)
  }
} catch (error) {
  if (error instanceof ConfigurationError) refuse([error.message])
  if (error instanceof PortTaken) refuse([`the sandbox was not started: ${error.message}`])
  say(error instanceof Error ? `the sandbox was not started: ${error.stack}` : String(error))
  process.exit(1)
}

/** Once: everything is stopped. Again: at once. */
function stop(): void {
  if (stoppedAt === undefined) {
    say('\nstopping …')
    stoppedAt = performance.now()
    stopping.abort()
    // Of one Ctrl-C two signals arrive: the terminal's, and the same one forwarded by npm.
  } else if (performance.now() - stoppedAt > 500) process.exit(130)
}
