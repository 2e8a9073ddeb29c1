// What is deployed, as an administrator's machine knows it: the same configuration as the stack's, and the directories' identities out of
// Secrets Manager or a file that nobody else can read. Never from the command line itself, which is in the process list.
import { existsSync, statSync } from 'node:fs'
import type { BindIdentity } from '../../../lambdas/adapters/ldap/survey/index.ts'
import { createSecret, type Secret } from '../../../lambdas/adapters/secrets/index.ts'
import { ConfigurationError, type Environment, parseVariables } from '../../../lambdas/config.ts'
import { contradictionsOf } from '../../../lambdas/policy/contradictions.ts'
import { deploymentIn } from '../../../lib/deployment.ts'
import { variablesOf } from '../../../lib/variables.ts'
import { endpointOf, SANDBOX } from '../access.ts'
import { type Options, type Surroundings, Unreachable, UsageError } from '../command.ts'
import { readObject } from '../input.ts'

export const ROLES = ['search', 'reset', 'status', 'change'] as const
export type Role = (typeof ROLES)[number]

const SETTINGS = [
  ...(['STORES', 'MODE', 'POLICIES', 'DICTIONARY_BUCKET', 'LIMITS', 'SMS_COUNTRIES', 'MAIL_FROM', 'CHANGE'] as const),
  ...(['CODE_LENGTH', 'CODE_SECONDS', 'MAX_ATTEMPTS', 'MAX_SENDS', 'FLOW_SECONDS'] as const),
  ...(['DYNAMODB_ENDPOINT', 'SECRETS_ENDPOINT', 'SES_ENDPOINT', 'SNS_ENDPOINT'] as const)
] as const

export type Settings = ReturnType<typeof parseVariables<(typeof SETTINGS)[number]>>

export interface Deployed {
  settings: Settings
  /** Who sends mail, as SES knows them. */
  sender: string
  table: string | undefined
  /** Whether somebody said where a role's identities are. */
  knows(role: Role): boolean
  /** Undefined where nobody did. */
  identity(role: Role, store: string): Promise<BindIdentity> | undefined
  /** What histories are hashed under, as this role's secret has it; undefined where nobody said which secret that is. */
  pepper(role: Role): Promise<string> | undefined
  /** The id of a role's secret; undefined where nobody said it. */
  secretId(role: Role): string | undefined
}

/** Reads the configuration; throws UsageError with everything that is wrong. */
export async function deployedFrom(options: Options, surroundings: Surroundings): Promise<Deployed> {
  const { env, sender } = options['sandbox'] ? await sandboxAt(options, surroundings) : await configured(options)
  const settings = understood(() => parseVariables(SETTINGS, env, contradictionsOf))
  return {
    settings,
    sender: sender ?? settings.MAIL_FROM.replace(/.*@|>.*$/g, ''),
    table: env['TABLE_NAME'] || undefined,
    ...(await identitiesFrom(options, env, surroundings))
  }
}

const textOf = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function understood<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(error.message) : error
  }
}

interface Source {
  env: Environment
  sender?: string | undefined
}

const NOWHERE = 'https://nowhere.invalid'

async function configured(options: Options): Promise<Source> {
  const file = textOf(options, 'config') ?? 'rekey.config.ts'
  if (!existsSync(file)) throw new UsageError(`${file}: is not there; name what is deployed with --config FILE, or use --sandbox`)
  const { env, configuration } = await deploymentIn(file).catch((error: unknown) => {
    throw error instanceof ConfigurationError ? new UsageError(`${file}: ${error.message}`) : error
  })
  const region = textOf(options, 'region') ?? env?.region
  // The SDK's clients ask the environment and the profile for it.
  if (region !== undefined) process.env['AWS_REGION'] ??= region
  const { secrets, mail, frontDoor } = configuration
  const created = {
    PUBLIC_ORIGIN: frontDoor.origin ?? NOWHERE,
    TABLE_NAME: textOf(options, 'table') ?? '',
    CHANGE_SECRET_ID: secrets?.change ?? '',
    SEARCH_SECRET_ID: secrets?.search ?? '',
    RESET_SECRET_ID: secrets?.reset ?? '',
    STATUS_SECRET_ID: secrets?.status ?? '',
    CODE_KEY_IDS: '-',
    INDEX_KEY_ID: '-',
    SES_CONFIGURATION_SET: undefined,
    SES_CODE_CONFIGURATION_SET: undefined
  }
  // As configured: their authorities are in no variable of a deployment.
  return { env: { ...variablesOf(configuration, created), STORES: JSON.stringify(configuration.stores) }, sender: mail.identity }
}

async function sandboxAt(options: Options, { env }: Surroundings): Promise<Source> {
  const endpoint = endpointOf(textOf(options, 'endpoint') ?? env['REKEY_ENDPOINT'] ?? SANDBOX)
  try {
    const response = await fetch(new URL('/sandbox/environment', endpoint), { redirect: 'error' })
    return { env: (await response.json()) as Environment }
  } catch (cause) {
    throw new Unreachable(`no sandbox answers at ${endpoint.origin}: start one with npm start, or name it with --endpoint`, { cause })
  }
}

async function identitiesFrom(
  options: Options,
  env: Environment,
  surroundings: Surroundings
): Promise<Pick<Deployed, 'knows' | 'identity' | 'pepper' | 'secretId'>> {
  const files = new Map<Role, (store: string) => BindIdentity>()
  const secrets = new Map<Role, Secret>()
  const ids = new Map<Role, string>()
  for (const role of ROLES) {
    const file = textOf(options, `${role}-identity`)
    if (file !== undefined) files.set(role, await identityFile(file, surroundings))
    const id = textOf(options, `${role}-arn`) ?? env[`${role.toUpperCase()}_SECRET_ID`]
    if (!id) continue
    ids.set(role, id)
    secrets.set(role, createSecret({ id, clock: { now: () => Date.now() }, endpoint: env['SECRETS_ENDPOINT'] }))
  }
  return {
    knows: (role) => files.has(role) || secrets.has(role),
    identity: (role, store) => {
      const file = files.get(role)
      return file ? Promise.resolve(store).then(file) : secrets.get(role)?.read(store)
    },
    pepper: (role) => secrets.get(role)?.pepper(),
    secretId: (role) => ids.get(role)
  }
}

const OTHERS = 0o077

async function identityFile(file: string, surroundings: Surroundings): Promise<(store: string) => BindIdentity> {
  const status = statSync(file, { throwIfNoEntry: false })
  if (status && status.mode & OTHERS && process.platform !== 'win32')
    throw new UsageError(`${file}: others can read the password in it: chmod 600 ${file}`)
  const held = await readObject(file, surroundings)
  return (store) => {
    const { bindDn, password } = (held['bindDn'] === undefined ? (held[store] ?? {}) : held) as Record<string, unknown>
    if (typeof bindDn === 'string' && typeof password === 'string' && bindDn && password) return { bindDn, password }
    throw new UsageError(`${file}: holds no bindDn and password for store ${store}`)
  }
}
