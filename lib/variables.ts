// From the configuration to the functions' environment. Names come from the list that the functions parse, so one that is
// forgotten does not compile.
import { basename } from 'node:path'
import { FUNCTIONS, type FunctionName, type VariableTexts } from '../lambdas/config.ts'
import { AUTHORITIES, authoritiesOf } from './authorities.ts'
import type { Configuration } from './configuration.ts'

/** Where a service is when it is not AWS's own is the sandbox's business, never a deployment's. */
type Deployed = Exclude<keyof VariableTexts, `${string}_ENDPOINT`>

/** Every variable of a deployment. */
export type Variables = Pick<VariableTexts, Deployed>

/** What is known only once it is created. */
/** The secret for changes is there only where the function is that reads it. */
export type Created = Partial<Pick<Variables, 'CHANGE_SECRET_ID'>> &
  Pick<
    Variables,
    | 'PUBLIC_ORIGIN'
    | 'TABLE_NAME'
    | 'SEARCH_SECRET_ID'
    | 'RESET_SECRET_ID'
    | 'STATUS_SECRET_ID'
    | 'CODE_KEY_IDS'
    | 'INDEX_KEY_ID'
    | 'SES_CONFIGURATION_SET'
    | 'SES_CODE_CONFIGURATION_SET'
  >

// Lambda unpacks a function here.
const HOME = '/var/task/'

const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))
const flag = (value: boolean | undefined) => (value === undefined ? undefined : (`${value}` as const))
const json = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value))
const list = (values: readonly string[] | undefined): string | undefined => values?.join(',')

/** Of the logo's place only the name is left. */
const brandingOf = ({ branding }: Configuration) =>
  typeof branding?.logo === 'string' ? { ...branding, logo: basename(branding.logo) } : branding

/** All variables of all functions. */
export function variablesOf(configuration: Configuration, created: Created): Variables {
  const { stores, mail, sms, code, flow, frontDoor } = configuration
  return {
    CHANGE_SECRET_ID: '',
    ...created,
    CLIENT_ADDRESS: frontDoor.edge ? 'cloudfront' : undefined,
    MODE: configuration.mode,
    LOCALES: list(configuration.locales),
    CODE_LENGTH: text(code?.length),
    CODE_SECONDS: text(code?.seconds),
    MAX_ATTEMPTS: text(code?.attempts),
    MAX_SENDS: text(code?.sends),
    FLOW_SECONDS: text(flow?.seconds),
    GRANT_SECONDS: text(flow?.grantSeconds),
    MAX_REFUSALS: text(flow?.refusals),
    CHANGE: flag(configuration.change),
    EXPIRY_MAIL_HOUR: text(configuration.expiryMail?.hour),
    LIMITS: json(configuration.limits),
    BRANDING: json(brandingOf(configuration)),
    RETURN_TO: json(configuration.returnTo),
    STORES: JSON.stringify(stores.map(({ ca: _, ...store }) => store)),
    AUTHORITIES: authoritiesOf({ stores }) && `${HOME}${AUTHORITIES}`,
    STORE_IDS: stores.map(({ id }) => id).join(','),
    KNOWN_NAMES: json({
      domains: stores.flatMap(({ domains }) => domains ?? []),
      prefixes: stores.flatMap(({ prefixes }) => prefixes ?? [])
    }),
    MAIL_FROM: mail.from,
    MAIL_SUBJECT_CODE: flag(mail.codeInSubject),
    SMS_COUNTRIES: list(sms?.countries),
    SMS_SENDER_ID: sms?.senderId,
    SMS_ORIGINATION_NUMBER: sms?.originationNumber,
    SMS_MAX_PRICE: sms?.maxPrice,
    PHONE_METADATA: `${HOME}phone-metadata.json`,
    DECOY_PROFILE: json(configuration.decoyProfile),
    POLICIES: json(configuration.policies),
    DICTIONARY_BUCKET: configuration.dictionaries?.bucket,
    BLOCKLIST: `${HOME}blocklist.bin`,
    ESTIMATOR: `${HOME}estimator.mjs`,
    ASSETS: `${HOME}assets`
  }
}

/** The environment of one function: exactly the variables that it reads, without those that are left to their defaults. */
export function environmentFor(name: FunctionName, variables: Variables): Record<string, string> {
  const wanted = new Set<string>(FUNCTIONS[name])
  return Object.fromEntries(
    Object.entries(variables).flatMap(([key, value]) => (wanted.has(key) && value !== undefined ? [[key, value]] : []))
  )
}

/** Which part of the configuration a variable is made from: what a problem with it is called. */
export const FIELDS: Readonly<Partial<Record<Deployed, string>>> = {
  PUBLIC_ORIGIN: 'frontDoor.origin',
  CLIENT_ADDRESS: 'frontDoor.edge',
  MODE: 'mode',
  LOCALES: 'locales',
  CODE_LENGTH: 'code.length',
  CODE_SECONDS: 'code.seconds',
  MAX_ATTEMPTS: 'code.attempts',
  MAX_SENDS: 'code.sends',
  FLOW_SECONDS: 'flow.seconds',
  GRANT_SECONDS: 'flow.grantSeconds',
  MAX_REFUSALS: 'flow.refusals',
  CHANGE: 'change',
  EXPIRY_MAIL_HOUR: 'expiryMail.hour',
  LIMITS: 'limits',
  BRANDING: 'branding',
  RETURN_TO: 'returnTo',
  STORES: 'stores',
  AUTHORITIES: 'stores',
  STORE_IDS: 'stores',
  KNOWN_NAMES: 'stores',
  MAIL_FROM: 'mail.from',
  MAIL_SUBJECT_CODE: 'mail.codeInSubject',
  SMS_COUNTRIES: 'sms.countries',
  SMS_SENDER_ID: 'sms.senderId',
  SMS_ORIGINATION_NUMBER: 'sms.originationNumber',
  SMS_MAX_PRICE: 'sms.maxPrice',
  DECOY_PROFILE: 'decoyProfile',
  POLICIES: 'policies',
  DICTIONARY_BUCKET: 'dictionaries.bucket'
}
