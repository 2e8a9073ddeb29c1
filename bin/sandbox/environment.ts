// The environment variables of every function in the sandbox: what the stack would set, with settings taken from the caller's own
// environment where it has them (`CODE_LENGTH=6 npm start`). What is infrastructure is always the sandbox's.
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { ConfigurationError, type Environment, FUNCTIONS, type FunctionName, parseVariables, type VARIABLES } from '../../lambdas/config.ts'
import { contradictionsOf } from '../../lambdas/policy/contradictions.ts'
import { logoProblems } from '../../lib/logo.ts'
import type { DirectoryServer, DirectoryUser } from './directory.ts'
import { ADMINS_DN } from './people.ts'
import { TABLE_NAME } from './store/index.ts'

type Variable = keyof typeof VARIABLES

/** What may be set from outside. */
const SETTINGS = [
  'MODE',
  'LOCALES',
  'CODE_LENGTH',
  'CODE_SECONDS',
  'MAX_ATTEMPTS',
  'MAX_SENDS',
  'FLOW_SECONDS',
  'GRANT_SECONDS',
  'MAX_REFUSALS',
  'LIMITS',
  'BRANDING',
  'CHANGE',
  'EXPIRY_MAIL_HOUR',
  'RETURN_TO',
  'MAIL_FROM',
  'MAIL_SUBJECT_CODE',
  'SMS_COUNTRIES',
  'SMS_SENDER_ID',
  'SMS_ORIGINATION_NUMBER',
  'SMS_MAX_PRICE',
  'POLICIES'
] as const satisfies readonly Variable[]

// Not settings, but no function may run with them, so the functions must see them.
const WATCHED = ['NODE_DEBUG', 'NODE_TLS_REJECT_UNAUTHORIZED']

const DEFAULTS: Environment = {
  BRANDING: JSON.stringify({ name: 'Example Corp', help: 'This is a sandbox: nobody can help you here, and nothing can go wrong.' }),
  MAIL_FROM: 'Example Corp <no-reply@example.com>',
  SMS_COUNTRIES: 'US',
  // Whoever moves the clock by days looks at the day, not at the hour.
  EXPIRY_MAIL_HOUR: '0'
}

/** The settings of this sandbox; throws ConfigurationError with everything that is wrong with them. */
export function settingsFrom(outside: Environment, mode: string | undefined): Environment {
  const given = [...SETTINGS, ...WATCHED].flatMap((name) => (outside[name] === undefined ? [] : [[name, outside[name]]]))
  const settings: Environment = { ...DEFAULTS, ...Object.fromEntries(given), ...(mode === undefined ? {} : { MODE: mode }) }
  parseVariables(SETTINGS, settings, (policy) => contradictionsOf(policy, DICTIONARY_BUCKET))
  const problems = logoProblems(logoIn(settings))
  if (problems.length > 0) throw new ConfigurationError(problems)
  return settings
}

const brandingIn = (settings: Environment) => parseVariables(['BRANDING'], settings).BRANDING

/** Where the file of the organisation's logo is. */
export const logoIn = (settings: Environment): string | undefined => brandingIn(settings).logo

/** Of the logo's place the functions are told the name alone, as they are in a deployment. */
function brandingFor(settings: Environment): string {
  const { logo, ...branding } = brandingIn(settings)
  return JSON.stringify(logo === undefined ? branding : { ...branding, logo: basename(logo) })
}

/** What S3 holds in the sandbox: a policy may say `s3://rekey-dictionaries/words.txt`. */
const DICTIONARY_BUCKET = 'rekey-dictionaries'
export const OBJECTS: ReadonlyMap<string, string> = new Map([
  [`${DICTIONARY_BUCKET}/words.txt`, 'sandboxes are for children\nexample corporation\n']
])

export const CODE_KEY = '5d1d8c5e-0000-4000-8000-00000000c0de'
export const INDEX_KEY = '5d1d8c5e-0000-4000-8000-000000001dec'
const SEARCH_SECRET = 'rekey/search'
const RESET_SECRET = 'rekey/reset'
const STATUS_SECRET = 'rekey/status'
const CHANGE_SECRET = 'rekey/change'

/** The sandbox's own: its passwords are nobody's. */
const PEPPER = 'the pepper of a sandbox, known to everybody'

/** What Secrets Manager holds: for each role, who to bind to each store as, and what histories are hashed under. */
export function secretsOf({ stores, search, reset, status }: DirectoryServer): Record<string, string> {
  const forEachStore = (identity: unknown, beside = {}): string =>
    JSON.stringify({ ...Object.fromEntries(stores.map(({ id }) => [id, identity])), ...beside })
  return {
    [SEARCH_SECRET]: forEachStore(search),
    [STATUS_SECRET]: forEachStore(status),
    [RESET_SECRET]: forEachStore(reset, { pepper: PEPPER }),
    [CHANGE_SECRET]: forEachStore(search, { pepper: PEPPER })
  }
}

export interface Surroundings {
  origin: string
  storeUrl: string
  endpointsUrl: string
  directory: DirectoryServer
  /** The folder with the page's files. */
  assets: string
}

/** All variables of all functions. */
export function environmentOf(settings: Environment, { origin, storeUrl, endpointsUrl, directory, assets }: Surroundings): Environment {
  return {
    POLICIES: JSON.stringify(POLICIES),
    ...settings,
    BRANDING: brandingFor(settings),
    PUBLIC_ORIGIN: origin,
    TABLE_NAME,
    STORES: JSON.stringify(directory.stores),
    STORE_IDS: directory.stores.map(({ id }) => id).join(','),
    KNOWN_NAMES: JSON.stringify({
      domains: directory.stores.flatMap(({ domains }) => domains),
      prefixes: directory.stores.flatMap(({ prefixes }) => prefixes)
    }),
    SEARCH_SECRET_ID: SEARCH_SECRET,
    RESET_SECRET_ID: RESET_SECRET,
    STATUS_SECRET_ID: STATUS_SECRET,
    CHANGE_SECRET_ID: CHANGE_SECRET,
    CODE_KEY_IDS: CODE_KEY,
    INDEX_KEY_ID: INDEX_KEY,
    PHONE_METADATA: createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json'),
    DECOY_PROFILE: JSON.stringify(profileOf(directory.users)),
    BLOCKLIST: join(import.meta.dirname, '../../lambdas/policy/blocklist.bin'),
    ESTIMATOR: join(import.meta.dirname, '../../lambdas/adapters/strength/estimator.ts'),
    ASSETS: assets,
    DYNAMODB_ENDPOINT: storeUrl,
    KMS_ENDPOINT: endpointsUrl,
    SECRETS_ENDPOINT: endpointsUrl,
    SES_ENDPOINT: endpointsUrl,
    SNS_ENDPOINT: endpointsUrl,
    S3_ENDPOINT: endpointsUrl,
    DICTIONARY_BUCKET
  }
}

/** The variables that the stack would set for one function, and no other. */
export const variablesFor = (name: FunctionName, all: Environment): Environment =>
  Object.fromEntries(
    [...FUNCTIONS[name], ...WATCHED].flatMap((variable) => (all[variable] === undefined ? [] : [[variable, all[variable]]]))
  )

/** NIST for everybody, and longer passwords for administrators. */
const POLICIES = {
  default: { id: 'nist', minLength: 15, maxLength: 128, blocklist: true },
  groups: [{ group: ADMINS_DN, priority: 1, policy: { id: 'admins', minLength: 20, maxLength: 128, blocklist: true } }]
}

/** How these people look when masked: decoys are drawn to look the same. */
function profileOf(users: readonly DirectoryUser[]) {
  const mails = users.flatMap(({ mail }) => (mail === undefined ? [] : [mail.toLowerCase()]))
  const channels = users.map(({ mail, mobile }) => [...(mail === undefined ? [] : ['email']), ...(mobile === undefined ? [] : ['sms'])])
  return {
    combinations: Object.entries(countOf(channels.filter((some) => some.length > 0).map((some) => some.join('+')))).map(
      ([some, weight]) => ({
        channels: some.split('+'),
        weight
      })
    ),
    letters: countOf(mails.map((mail) => mail.slice(0, 1))),
    topLevels: countOf(mails.map((mail) => mail.slice(mail.lastIndexOf('.') + 1))),
    sameLetter: Math.round((1000 * users.filter(({ username, mail }) => mail?.[0] === username[0]).length) / mails.length)
  }
}

function countOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
