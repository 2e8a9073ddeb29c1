// Everything that is wrong with a configuration, at once and in its own words, before anything is made of it.
import { X509Certificate } from 'node:crypto'
import { ConfigurationError, FUNCTIONS, parseVariables, VARIABLES } from '../lambdas/config.ts'
import { contradictionsOf } from '../lambdas/policy/contradictions.ts'
import type { Configuration } from './configuration.ts'
import { functionNames } from './functions.ts'
import { logoProblems } from './logo.ts'
import { pagesProblems } from './page-files.ts'
import { frontDoorProblems } from './problems-front-door.ts'
import { labelProblems } from './problems-labels.ts'
import { networkProblems } from './problems-network.ts'
import { shaped } from './shape.ts'
import { type Created, environmentFor, FIELDS, type Variables, variablesOf } from './variables.ts'

/** A configuration that can be made into a stack; throws ConfigurationError with all problems. `region` where it is known. */
export function checked(configuration: Configuration, region?: string): Configuration {
  const problems = problemsOf(configuration, region)
  if (problems.length > 0) throw new ConfigurationError(problems)
  return configuration
}

/** One line for each thing that is wrong, beginning with its place. */
export function problemsOf(given: unknown, region?: string): string[] {
  const { configuration, problems } = shaped(given)
  const { stores } = configuration
  const areStores = Array.isArray(stores) && stores.every((store) => typeof store === 'object' && store !== null)
  if (stores !== undefined && !areStores) problems.push('stores: must be a list of directories')
  const told = [
    ...problems,
    ...functionProblems({ ...configuration, stores: areStores ? stores : [] }),
    ...(areStores ? authorityProblems(stores) : []),
    ...frontDoorProblems(configuration, region),
    ...networkProblems(configuration),
    ...logoProblems(configuration.branding?.logo),
    ...pagesProblems(configuration.pages),
    ...remainingProblems(configuration)
  ]
  return [...new Set(told)]
}

// As long as the real ones, which exist only after the first deployment.
const TO_BE_CREATED: Created = {
  PUBLIC_ORIGIN: 'https://d1234567890123.cloudfront.net',
  TABLE_NAME: 'x'.repeat(80),
  SEARCH_SECRET_ID: 'x'.repeat(120),
  RESET_SECRET_ID: 'x'.repeat(120),
  STATUS_SECRET_ID: 'x'.repeat(120),
  CHANGE_SECRET_ID: 'x'.repeat(120),
  CODE_KEY_IDS: `${'x'.repeat(36)},${'x'.repeat(36)}`,
  INDEX_KEY_ID: 'x'.repeat(36),
  SES_CONFIGURATION_SET: 'x'.repeat(64),
  SES_CODE_CONFIGURATION_SET: 'x'.repeat(64)
}

/** What the functions themselves would refuse. */
function functionProblems(configuration: Partial<Configuration> & Pick<Configuration, 'stores'>): string[] {
  const mail = { ...configuration.mail, from: configuration.mail?.from ?? '' }
  const origin = configuration.frontDoor?.origin ?? TO_BE_CREATED.PUBLIC_ORIGIN
  const created = { ...TO_BE_CREATED, PUBLIC_ORIGIN: origin }
  const variables = variablesOf({ frontDoor: {}, ...configuration, mail }, created)
  const names = Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]
  try {
    parseVariables(names, variables, contradictionsOf)
    return sizeProblems(variables, configuration)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map(inOurWords)
    throw error
  }
}

/** `CODE_SECONDS: must be …` → `code.seconds: must be …` */
const inOurWords = (problem: string): string => problem.replace(/^[A-Z_]+/, (name) => FIELDS[name as keyof typeof FIELDS] ?? name)

const ENVIRONMENT_BYTES = 4096

function sizeProblems(variables: Variables, { change = false, expiryMail }: Partial<Configuration>): string[] {
  const names = functionNames({ change, remind: expiryMail !== undefined })
  return names.flatMap((name) => {
    const bytes = Object.entries(environmentFor(name, variables)).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0)
    if (bytes <= ENVIRONMENT_BYTES) return []
    return [`stores, policies: the variables of ${name} would take ${bytes} bytes, and Lambda takes ${ENVIRONMENT_BYTES}; shorten them`]
  })
}

const authorityProblems = (stores: Configuration['stores']): string[] =>
  stores.flatMap(({ ca }, index) =>
    ca === undefined || isCertificate(ca) ? [] : [`stores.${index}.ca: must be the PEM text of a certificate`]
  )

function isCertificate(pem: unknown): boolean {
  try {
    return new X509Certificate(String(pem)).subject !== ''
  } catch {
    return false
  }
}

const SECRET = /^arn:aws[\w-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/
const KEY = /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/
const TOPIC = /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

function remainingProblems({ mail, sms, secrets, codeKeys, alarms, concurrency, dictionaries }: Partial<Configuration>): string[] {
  const wrong: [boolean, string][] = [
    [sms?.spendAlarm !== undefined && sms.spendAlarm < 1, 'sms.spendAlarm: must be at least 1 USD'],
    ...(['search', 'reset', 'status', 'change'] as const).map((name): [boolean, string] => [
      secrets?.[name] !== undefined && !SECRET.test(secrets[name]),
      `secrets.${name}: must be the whole ARN of a secret, with its last six characters`
    ]),
    [
      secrets?.search !== undefined && secrets.search === secrets.reset,
      'secrets.reset: must not be the secret of the search-only identities'
    ],
    [
      secrets?.status !== undefined && [secrets.search, secrets.reset, secrets.change].includes(secrets.status),
      'secrets.status: must be a secret of its own'
    ],
    [
      secrets?.change !== undefined && [secrets.search, secrets.reset].includes(secrets.change),
      'secrets.change: must be a secret of its own'
    ],
    [secrets?.keyArns?.some((arn) => !KEY.test(arn)) === true, 'secrets.keyArns: must be ARNs of KMS keys'],
    [dictionaries !== undefined && dictionaries.bucket === undefined, 'dictionaries.bucket: is missing'],
    [dictionaries?.keyArn !== undefined && !KEY.test(dictionaries.keyArn), 'dictionaries.keyArn: must be the ARN of a KMS key'],
    [alarms?.topicArn !== undefined && !TOPIC.test(alarms.topicArn), 'alarms.topicArn: must be the ARN of an SNS topic'],
    [alarms?.email !== undefined && !ADDRESS.test(alarms.email), 'alarms.email: must be an address'],
    [
      alarms?.email !== undefined && alarms.topicArn !== undefined,
      'alarms.email: goes with the topic that is made; subscribe to your own yourself'
    ]
  ]
  return [
    ...identityProblems(mail),
    ...labelProblems('codeKeys', codeKeys),
    ...wrong.flatMap(([is, told]) => (is ? [told] : [])),
    ...concurrencyProblems(concurrency)
  ]
}

/** SES lets an identity send as itself and from below its domain, which is also where its signature counts (DMARC's alignment, RFC 7489 3.1). */
function identityProblems({ identity, from }: Partial<Configuration['mail']> = {}): string[] {
  if (identity === undefined) return []
  if (!/^([^\s@]+@)?([a-z0-9-]+\.)+[a-z]{2,}$/i.test(identity)) return ['mail.identity: must be a domain or an address']
  const sender = /([^\s<>]+@[^\s<>]+)>?\s*$/.exec(String(from))?.[1]?.toLowerCase()
  if (sender === undefined) return []
  const isOwn = sender === identity.toLowerCase() || `.${sender.slice(sender.indexOf('@') + 1)}`.endsWith(`.${identity.toLowerCase()}`)
  return isOwn ? [] : ['mail.identity: must be the address of mail.from, its domain, or one above it']
}

function concurrencyProblems(concurrency: unknown): string[] {
  if (concurrency === undefined || concurrency === 'none') return []
  if (typeof concurrency !== 'object' || concurrency === null) return ["concurrency: must be 'none' or numbers by function"]
  const names = Object.keys(FUNCTIONS)
  return Object.entries(concurrency).flatMap(([name, value]: [string, unknown]) => {
    if (!names.includes(name)) return [`concurrency.${name}: is no function; those are ${names.join(', ')}`]
    return Number.isInteger(value) && Number(value) >= 1 ? [] : [`concurrency.${name}: must be a whole number, at least 1`]
  })
}
