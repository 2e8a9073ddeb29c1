// Which function reads which environment variables, shared by the functions that parse them and the stack that sets them. Parsed once at
// cold start; a wrong deployment fails there, with every problem named. Nothing else reads the environment.
import * as v from 'valibot'
import type { Policy } from './policy/policy.ts'
import { type branding, changeProblems, type decoyProfile, type limits, type policies, type Stores, type store } from './shapes.ts'
import * as VARIABLES from './variables.ts'

export { VARIABLES }

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

const STORES = ['STORES', 'AUTHORITIES', 'SECRETS_ENDPOINT'] as const
const STATUS = ['PUBLIC_ORIGIN', ...STORES, 'POLICIES'] as const
const TIMES = ['CODE_LENGTH', 'CODE_SECONDS', 'MAX_ATTEMPTS', 'MAX_SENDS', 'FLOW_SECONDS', 'GRANT_SECONDS', 'MAX_REFUSALS'] as const
const TABLE = ['TABLE_NAME', 'DYNAMODB_ENDPOINT'] as const
const KEYS = ['CODE_KEY_IDS', 'KMS_ENDPOINT'] as const
const INDEX = ['INDEX_KEY_ID', 'KMS_ENDPOINT'] as const
const JUDGING = ['POLICIES', 'BLOCKLIST', 'ESTIMATOR', 'BRANDING', 'DICTIONARY_BUCKET', 'S3_ENDPOINT'] as const
const CHANGE = ['CHANGE', 'CHANGE_SECRET_ID', ...STORES, 'KNOWN_NAMES', 'LIMITS'] as const

/** Which function reads which variables: the stack sets exactly these, the function parses exactly these. */
export const FUNCTIONS = {
  page: ['PUBLIC_ORIGIN', 'ASSETS', 'LOCALES', 'CODE_LENGTH', 'BRANDING', 'RETURN_TO'],
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
    'BRANDING',
    'RETURN_TO'
  ],
  verify: [...TABLE, ...TIMES, ...KEYS, 'PUBLIC_ORIGIN', 'LOCALES', 'LIMITS', 'POLICIES'],
  commit: [...TABLE, ...TIMES, ...STORES, 'PUBLIC_ORIGIN', 'LOCALES', 'RESET_SECRET_ID', ...JUDGING],
  sweep: [...TABLE, ...STORES, 'RESET_SECRET_ID'],
  status: [...TABLE, ...STATUS, 'SEARCH_SECRET_ID'],
  'status-set': [...TABLE, ...STATUS, 'STATUS_SECRET_ID'],
  change: [...TABLE, ...JUDGING, ...CHANGE, 'PUBLIC_ORIGIN', 'CLIENT_ADDRESS', 'LOCALES'],
  locate: [...TABLE, ...STORES, 'MODE', 'SEARCH_SECRET_ID', 'SMS_COUNTRIES', 'PHONE_METADATA', 'DECOY_PROFILE', 'POLICIES'],
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
    'SES_CODE_CONFIGURATION_SET',
    'SES_ENDPOINT',
    'SMS_SENDER_ID',
    'SMS_ORIGINATION_NUMBER',
    'SMS_MAX_PRICE',
    'SNS_ENDPOINT'
  ],
  remind: [...TABLE, ...STORES, 'SEARCH_SECRET_ID', 'POLICIES', 'LOCALES', 'EXPIRY_MAIL_HOUR'],
  admin: [...TABLE, 'PUBLIC_ORIGIN', 'MODE', 'STORE_IDS', 'SMS_COUNTRIES', 'DECOY_PROFILE', ...JUDGING]
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
  const others = parsed.CHANGE ? changeProblems(parsed.STORES as Stores | undefined) : []
  return mode === undefined ? others : [...others, ...modeProblems(mode, { countries, hasDecoyProfile })]
}

/**
 * Finds what in a policy speaks against itself. Handed in by who writes policies (the stack, the sandbox) and by who judges with them; the
 * others need not carry its code.
 */
export type PolicyCheck = (policy: Policy, bucket?: string) => readonly string[]

function policyProblems({ default: fallback, groups }: Policies, check: PolicyCheck, bucket: string | undefined): string[] {
  const all = [['default', fallback] as const, ...groups.map(({ policy }, index) => [`groups.${index}.policy`, policy] as const)]
  return all.flatMap(([path, policy]) => check(policy, bucket).map((problem) => `POLICIES.${path}: ${problem}`))
}

const SCHEMAS: Readonly<Record<keyof Variables, v.GenericSchema>> = VARIABLES

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
    const result = v.safeParse(SCHEMAS[name], env[name] === '' ? undefined : env[name])
    if (result.success) parsed[name] = result.output
    else for (const issue of result.issues) problems.push(describe(name, issue, env[name]))
  }
  problems.push(...contradictions(names, parsed))
  if (parsed.POLICIES && checkPolicy)
    problems.push(...policyProblems(parsed.POLICIES as Policies, checkPolicy, parsed.DICTIONARY_BUCKET as string | undefined))
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
