// Every environment variable that Rekey reads: one schema, shared by the functions that parse it and the stack that sets it.
// Parsed once at cold start; a wrong deployment fails there, with every problem named. Nothing else reads the environment.
import * as v from 'valibot'
import { MODES } from './flow/flow.ts'
import { LOCALES } from './messages/locales.ts'
import type { Policy } from './policy/policy.ts'
import { between, branding, decoyProfile, limits, policies, type store, stores, text } from './shapes.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Thrown at start-up, and by the stack at synth. `problems` holds one line for each thing that is wrong. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `the configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join('\n')}`
    )
    this.name = 'ConfigurationError'
    this.problems = problems
  }
}

// --- Pieces -----------------------------------------------------------------------------------------------------------------

const wholeNumber = (low: number, high: number, unit: string, fallback: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, `must be a whole number of ${unit}, ${low} to ${high}`),
      v.transform(Number),
      between(low, high, unit)
    ),
    String(fallback)
  )

const list = <const T extends v.GenericSchema<string, unknown>>(item: T) =>
  v.pipe(
    v.string(),
    v.transform((line) =>
      line
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    ),
    v.array(item)
  )

/** A variable that holds JSON of the given shape. */
const json = <const T extends v.GenericSchema>(shape: T) =>
  v.pipe(
    v.string(),
    v.rawTransform<string, unknown>(({ dataset, addIssue, NEVER }) => {
      try {
        return JSON.parse(dataset.value)
      } catch {
        addIssue({ message: 'must be JSON' })
        return NEVER
      }
    }),
    shape
  )

const origin = v.pipe(
  text,
  v.check((value) => URL.canParse(value) && new URL(value).origin === value, 'must be an origin, such as https://reset.example.com'),
  v.check((value) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(value), 'must be https (plain http is for loopback only)')
)

// --- Variables --------------------------------------------------------------------------------------------------------------

/** All variables by name. A function takes those that it uses, see FUNCTIONS. */
export const VARIABLES = {
  PUBLIC_ORIGIN: origin,
  /** Who saw the client: the gateway, or CloudFront in front of it, which nobody can then go around. */
  CLIENT_ADDRESS: v.optional(v.picklist(['gateway', 'cloudfront'], 'must be gateway or cloudfront'), 'gateway'),
  TABLE_NAME: text,
  MODE: v.optional(v.picklist(MODES, `must be one of ${MODES.join(', ')}`), 'email'),
  LOCALES: v.optional(
    v.pipe(list(v.picklist(LOCALES, `must be of ${LOCALES.join(', ')}`)), v.minLength(1, 'needs at least one')),
    LOCALES.join(',')
  ),
  CODE_LENGTH: wholeNumber(6, 10, 'digits', 8),
  CODE_SECONDS: wholeNumber(120, 600, 'seconds', 600),
  MAX_ATTEMPTS: wholeNumber(1, 10, 'attempts', 5),
  MAX_SENDS: wholeNumber(1, 5, 'sends', 3),
  FLOW_SECONDS: wholeNumber(600, 3600, 'seconds', 1800),
  GRANT_SECONDS: wholeNumber(60, 1800, 'seconds', 600),
  MAX_REFUSALS: wholeNumber(1, 20, 'refusals', 10),
  LIMITS: v.optional(json(limits), '{}'),
  BRANDING: v.optional(json(branding), '{}'),
  /** The directories, without their credentials. */
  STORES: json(stores),
  /** `{domains, prefixes}` of all stores, for functions that must not know the directories. */
  KNOWN_NAMES: v.optional(json(v.strictObject({ domains: v.array(text), prefixes: v.array(text) })), '{"domains":[],"prefixes":[]}'),
  SEARCH_SECRET_ID: text,
  RESET_SECRET_ID: text,
  /** Current first; the previous one stays until its last code has run out. */
  CODE_KEY_IDS: v.pipe(list(text), v.minLength(1, 'needs at least one key')),
  INDEX_KEY_ID: text,
  MAIL_FROM: v.pipe(text, v.regex(/@/, 'must be an address'), v.regex(/^[^\r\n]*$/, 'must be one line')),
  /** Whether a mail's subject shows the code: read without opening, by everybody who sees the screen. */
  MAIL_SUBJECT_CODE: v.optional(
    v.pipe(
      v.picklist(['true', 'false'], 'must be true or false'),
      v.transform((value) => value === 'true')
    ),
    'false'
  ),
  SES_CONFIGURATION_SET: v.optional(text),
  SMS_COUNTRIES: v.optional(list(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'must be two-letter country codes, such as US,JP'))), ''),
  SMS_SENDER_ID: v.optional(v.pipe(text, v.regex(/^[A-Za-z0-9]{1,11}$/, 'must be 1 to 11 letters and digits'))),
  SMS_ORIGINATION_NUMBER: v.optional(v.pipe(text, v.regex(/^\+?\d{4,15}$/, 'must be a phone number or short code'))),
  SMS_MAX_PRICE: v.optional(v.pipe(text, v.regex(/^\d{1,2}\.\d{1,5}$/, 'must be a price in USD, such as 0.20')), '0.20'),
  /** Where libphonenumber's metadata lies: a file, read on first use. */
  PHONE_METADATA: text,
  DECOY_PROFILE: v.optional(json(decoyProfile)),
  /** The names of the stores, for functions that need no more of them. */
  STORE_IDS: v.pipe(list(text), v.minLength(1, 'needs at least one store')),
  POLICIES: v.optional(json(policies), JSON.stringify({ default: { id: 'nist', minLength: 15, maxLength: 128, blocklist: true } })),
  /** Where the list of common passwords lies: a file, read on first use. */
  BLOCKLIST: text,
  /** Where the estimator of password strength lies: a module, loaded where a policy first asks for a strength. */
  ESTIMATOR: v.optional(text),
  /** Where the page's files lie. */
  ASSETS: text,
  // Where services are, when they are not AWS's own: the sandbox and tests.
  DYNAMODB_ENDPOINT: v.optional(text),
  KMS_ENDPOINT: v.optional(text),
  SECRETS_ENDPOINT: v.optional(text),
  SES_ENDPOINT: v.optional(text),
  SNS_ENDPOINT: v.optional(text)
} as const

const TIMES = ['CODE_LENGTH', 'CODE_SECONDS', 'MAX_ATTEMPTS', 'MAX_SENDS', 'FLOW_SECONDS', 'GRANT_SECONDS', 'MAX_REFUSALS'] as const
const TABLE = ['TABLE_NAME', 'DYNAMODB_ENDPOINT'] as const
const KEYS = ['CODE_KEY_IDS', 'KMS_ENDPOINT'] as const
const INDEX = ['INDEX_KEY_ID', 'KMS_ENDPOINT'] as const
const SECRETS = ['SECRETS_ENDPOINT'] as const

/** Which function reads which variables: the stack sets exactly these, the function parses exactly these. */
export const FUNCTIONS = {
  page: ['PUBLIC_ORIGIN', 'ASSETS', 'LOCALES', 'CODE_LENGTH', 'BRANDING', 'SMS_COUNTRIES'],
  flow: [
    ...TABLE,
    ...TIMES,
    ...INDEX,
    'CODE_KEY_IDS',
    'PUBLIC_ORIGIN',
    'CLIENT_ADDRESS',
    'MODE',
    'LOCALES',
    'LIMITS',
    'KNOWN_NAMES',
    'POLICIES',
    'BRANDING'
  ],
  verify: [...TABLE, ...TIMES, ...KEYS, 'PUBLIC_ORIGIN', 'LOCALES', 'LIMITS', 'POLICIES'],
  commit: [
    ...TABLE,
    ...TIMES,
    ...SECRETS,
    'PUBLIC_ORIGIN',
    'LOCALES',
    'STORES',
    'RESET_SECRET_ID',
    'POLICIES',
    'BLOCKLIST',
    'ESTIMATOR',
    'BRANDING'
  ],
  sweep: [...TABLE, ...SECRETS, 'STORES', 'RESET_SECRET_ID'],
  locate: [...TABLE, ...SECRETS, 'MODE', 'STORES', 'SEARCH_SECRET_ID', 'SMS_COUNTRIES', 'PHONE_METADATA', 'DECOY_PROFILE', 'POLICIES'],
  deliver: [
    ...TABLE,
    ...KEYS,
    'INDEX_KEY_ID',
    'CODE_LENGTH',
    'CODE_SECONDS',
    'PUBLIC_ORIGIN',
    'LIMITS',
    'BRANDING',
    'MAIL_FROM',
    'MAIL_SUBJECT_CODE',
    'SES_CONFIGURATION_SET',
    'SES_ENDPOINT',
    'SMS_SENDER_ID',
    'SMS_ORIGINATION_NUMBER',
    'SMS_MAX_PRICE',
    'SNS_ENDPOINT'
  ],
  admin: [
    ...TABLE,
    'PUBLIC_ORIGIN',
    'MODE',
    'POLICIES',
    'STORE_IDS',
    'SMS_COUNTRIES',
    'DECOY_PROFILE',
    'BLOCKLIST',
    'ESTIMATOR',
    'BRANDING'
  ]
} as const satisfies Record<string, readonly (keyof typeof VARIABLES)[]>

export type FunctionName = keyof typeof FUNCTIONS
type Variables = typeof VARIABLES
export type ConfigOf<F extends FunctionName> = { readonly [K in (typeof FUNCTIONS)[F][number]]: v.InferOutput<Variables[K]> }

/** What each variable takes as text; undefined where it may be left out. */
export type VariableTexts = { readonly [K in keyof Variables]: v.InferInput<Variables[K]> }

// What a person writes down, before defaults are filled in.
export type StoreSettings = v.InferInput<typeof store>
export type LimitSettings = v.InferInput<typeof limits>
export type PolicySettings = v.InferInput<typeof policies>
export type BrandingSettings = v.InferInput<typeof branding>
export type DecoyProfileSettings = v.InferInput<typeof decoyProfile>

export type StoreConfig = v.InferOutput<typeof store>
export type Limits = v.InferOutput<typeof limits>
export type Policies = v.InferOutput<typeof policies>
export type Branding = v.InferOutput<typeof branding>

// --- Parsing ----------------------------------------------------------------------------------------------------------------

/** What no function may run with, whoever set it. */
function forbidden(env: Environment): string[] {
  const problems: string[] = []
  if (env['NODE_DEBUG']) problems.push('NODE_DEBUG: must not be set, it can print passwords into the log')
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    problems.push("NODE_TLS_REJECT_UNAUTHORIZED: must not be 0, the directory is always verified; set the store's ca instead")
  return problems
}

/** What a mode needs and this deployment does not have; a mode is judged by the same words whoever sets it. */
export function modeProblems(mode: string, deployed: { countries?: readonly string[] | undefined; hasDecoyProfile: boolean }): string[] {
  const problems: string[] = []
  if (deployed.countries?.length === 0 && mode !== 'email')
    problems.push(`SMS_COUNTRIES: mode ${mode} sends SMS and needs the countries that it may send to, such as US,JP`)
  if (!deployed.hasDecoyProfile && mode === 'userselectchallenge')
    problems.push('DECOY_PROFILE: mode userselectchallenge needs a measured decoy profile, or decoys could be told from people')
  return problems
}

/** Rules between variables, for those that are there. */
function contradictions(names: readonly string[], parsed: Partial<Record<keyof Variables, unknown>>): string[] {
  const mode = parsed.MODE as string | undefined
  const countries = names.includes('SMS_COUNTRIES') ? (parsed.SMS_COUNTRIES as string[] | undefined) : undefined
  const hasDecoyProfile = !names.includes('DECOY_PROFILE') || parsed.DECOY_PROFILE !== undefined
  return mode === undefined ? [] : modeProblems(mode, { countries, hasDecoyProfile })
}

/**
 * Finds what in a policy speaks against itself. Handed in by who writes policies (the stack, the sandbox) and by who judges with them; the
 * others need not carry its code.
 */
export type PolicyCheck = (policy: Policy) => readonly string[]

function policyProblems({ default: fallback, groups }: Policies, check: PolicyCheck): string[] {
  const all = [['default', fallback] as const, ...groups.map(({ policy }, index) => [`groups.${index}.policy`, policy] as const)]
  return all.flatMap(([path, policy]) => check(policy).map((problem) => `POLICIES.${path}: ${problem}`))
}

/** Parses the named variables; throws one ConfigurationError that lists everything that is wrong. */
export function parseVariables<const K extends keyof Variables>(
  names: readonly K[],
  env: Environment,
  checkPolicy?: PolicyCheck
): { readonly [N in K]: v.InferOutput<Variables[N]> } {
  const problems = forbidden(env)
  const parsed: Partial<Record<keyof Variables, unknown>> = {}
  for (const name of new Set(names)) {
    // An empty variable is an absent one: templates cannot leave a variable out.
    const result = v.safeParse(VARIABLES[name] as v.GenericSchema, env[name] === '' ? undefined : env[name])
    if (result.success) parsed[name] = result.output
    else for (const issue of result.issues) problems.push(describe(name, issue, env[name]))
  }
  problems.push(...contradictions(names, parsed))
  if (parsed.POLICIES && checkPolicy) problems.push(...policyProblems(parsed.POLICIES as Policies, checkPolicy))
  if (problems.length > 0) throw new ConfigurationError(problems)
  return Object.freeze(parsed) as { readonly [N in K]: v.InferOutput<Variables[N]> }
}

function describe(name: string, issue: v.BaseIssue<unknown>, given: string | undefined): string {
  if (!given) return `${name}: is missing`
  const path = issue.path ? `.${v.getDotPath(issue)}` : ''
  return `${name}${path}: ${issue.message}`
}

/** The configuration of one function. */
export const configFor = <F extends FunctionName>(name: F, env: Environment, checkPolicy?: PolicyCheck): ConfigOf<F> =>
  parseVariables(FUNCTIONS[name] as readonly (keyof Variables)[], env, checkPolicy) as ConfigOf<F>
