// The command line: every problem is named at once, and nothing is guessed.
import { parseArgs } from 'node:util'
import { pagesProblems } from '../../lib/page-files.ts'
import { DIRECTORIES, type DirectoryKind } from './directories.ts'
import { STORES, type StoreKind } from './store/index.ts'

export interface Flags {
  port: number
  mode: string | undefined
  directory: DirectoryKind
  store: StoreKind
  /** Whether the current password changes a password too. */
  change: boolean
  /** Whether people get a mail when their password expires soon. */
  expiryMail: boolean
  /** A folder of pages that are served beside ours. */
  pages: string | undefined
  isVerbose: boolean
  wantsHelp: boolean
}

export const DEFAULT_PORT = 8080

export const HELP = `npm start -- [options]    (or: node bin/sandbox.ts [options])

Runs Rekey on this machine: every function, with embedded servers for what they talk to. For trying out and for tests;
nothing in it is secret and nothing outlives it.

  --mode M         email (default), sms, userchoose or userselectchallenge
  --directory D    ${DIRECTORIES.join(' or ')} (default ${DIRECTORIES[0]})
  --store S        ${STORES.join(' or ')} (default ${STORES[0]})
  --change         let people change a password with the current one too: POST /v1/password
  --expiry-mail    mail people whose password expires soon, by what POLICIES say of it
  --pages DIR      serve the pages of a folder beside Rekey's own, below /assets/
  --port N         the port to listen on (default ${DEFAULT_PORT}); 0 takes any free one
  --verbose        print every event
  --help           print this

Other settings are environment variables, such as CODE_LENGTH, SMS_COUNTRIES or LIMITS: see the README.
`

const OPTIONS = {
  port: { type: 'string' },
  mode: { type: 'string' },
  directory: { type: 'string' },
  store: { type: 'string' },
  change: { type: 'boolean' },
  'expiry-mail': { type: 'boolean' },
  pages: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean' }
} as const

/** The flags as far as they can be read, and all that is wrong with them. The mode itself is judged with the settings. */
export function parseFlags(args: readonly string[]): { flags: Flags; problems: string[] } {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true })
  const problems: string[] = []
  const given = new Map<string, string>()
  for (const token of tokens) {
    if (token.kind === 'positional') problems.push(`${token.value}: is not an option; see --help`)
    if (token.kind !== 'option') continue
    const type = Object.hasOwn(OPTIONS, token.name) ? OPTIONS[token.name as keyof typeof OPTIONS].type : undefined
    if (type === undefined)
      problems.push(
        `${token.rawName}: is not an option; options are ${Object.keys(OPTIONS)
          .map((name) => `--${name}`)
          .join(', ')}`
      )
    else if (given.has(token.name)) problems.push(`--${token.name}: is given twice`)
    else if (type === 'string' && !token.value) problems.push(`--${token.name}: needs a value`)
    else if (type === 'boolean' && token.value !== undefined) problems.push(`--${token.name}: takes no value`)
    given.set(token.name, token.value ?? '')
  }
  return { flags: read(given, problems), problems }
}

function read(given: ReadonlyMap<string, string>, problems: string[]): Flags {
  function one<const T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = given.get(name)
    if (!value) return fallback
    const choice = choices.find((known) => known === value)
    if (!choice) problems.push(`--${name}: must be ${choices.join(' or ')}`)
    return choice ?? fallback
  }
  const port = given.get('port') || String(DEFAULT_PORT)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) problems.push('--port: must be a number from 0 (any free one) to 65535')
  const pages = given.get('pages') || undefined
  problems.push(...pagesProblems(pages).map((problem) => `--${problem}`))
  return {
    port: Number(port),
    mode: given.get('mode') || undefined,
    directory: one('directory', DIRECTORIES, 'embedded'),
    store: one('store', STORES, 'dynalite'),
    change: given.has('change'),
    expiryMail: given.has('expiry-mail'),
    pages,
    isVerbose: given.has('verbose'),
    wantsHelp: given.has('help')
  }
}
