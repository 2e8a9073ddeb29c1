// Every environment variable that Rekey reads, each under its own name, so that the bundle of a function holds the schemas of those that it
// reads and of no others. Which those are stands in config.ts.
import * as v from 'valibot'
import { MODES } from './flow/flow.ts'
import { LOCALES as LANGUAGES } from './messages/locales.ts'
import { between, branding, decoyProfile, limits, oneOf, policies, returnTo, stores, text } from './shapes.ts'

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

const flag = v.optional(
  v.pipe(
    v.picklist(['true', 'false'], 'must be true or false'),
    v.transform((value) => value === 'true')
  ),
  'false'
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

export const PUBLIC_ORIGIN = origin
/** Who saw the client: the gateway, or CloudFront in front of it, which nobody can then go around. */
export const CLIENT_ADDRESS = v.optional(v.picklist(['gateway', 'cloudfront'], 'must be gateway or cloudfront'), 'gateway')
export const TABLE_NAME = text
export const MODE = v.optional(oneOf(MODES), 'email')
export const LOCALES = v.optional(
  v.pipe(list(v.picklist(LANGUAGES, `must be of ${LANGUAGES.join(', ')}`)), v.minLength(1, 'needs at least one')),
  LANGUAGES.join(',')
)
export const CODE_LENGTH = wholeNumber(6, 10, 'digits', 8)
export const CODE_SECONDS = wholeNumber(120, 600, 'seconds', 600)
export const MAX_ATTEMPTS = wholeNumber(1, 10, 'attempts', 5)
export const MAX_SENDS = wholeNumber(1, 5, 'sends', 3)
export const FLOW_SECONDS = wholeNumber(600, 3600, 'seconds', 1800)
export const GRANT_SECONDS = wholeNumber(60, 1800, 'seconds', 600)
export const MAX_REFUSALS = wholeNumber(1, 20, 'refusals', 10)
/** Whether people may change a password with the current one. */
export const CHANGE = flag
/** From which hour on, in UTC, a day's mails that passwords expire may go out. */
export const EXPIRY_MAIL_HOUR = wholeNumber(0, 23, 'hours', 6)
export const LIMITS = v.optional(json(limits), '{}')
export const BRANDING = v.optional(json(branding), '{}')
export const RETURN_TO = v.optional(json(returnTo), '[]')
/** The directories, without their credentials. */
export const STORES = json(stores)
/** The stores' authorities, where they are not in STORES: a file with `{store: PEM}`. */
export const AUTHORITIES = v.optional(text)
/** `{domains, prefixes}` of all stores, for functions that must not know the directories. */
export const KNOWN_NAMES = v.optional(
  json(v.strictObject({ domains: v.array(text), prefixes: v.array(text) })),
  '{"domains":[],"prefixes":[]}'
)
export const SEARCH_SECRET_ID = text
export const RESET_SECRET_ID = text
export const STATUS_SECRET_ID = text
export const CHANGE_SECRET_ID = text
/** Current first; the previous one stays until its last code has run out. */
export const CODE_KEY_IDS = v.pipe(list(text), v.minLength(1, 'needs at least one key'))
export const INDEX_KEY_ID = text
export const MAIL_FROM = v.pipe(text, v.regex(/@/, 'must be an address'), v.regex(/^[^\r\n]*$/, 'must be one line'))
/** Whether a mail's subject shows the code: read without opening, by everybody who sees the screen. */
export const MAIL_SUBJECT_CODE = flag
export const SES_CONFIGURATION_SET = v.optional(text)
/** The one for mails with codes, which are worth nothing later. */
export const SES_CODE_CONFIGURATION_SET = v.optional(text)
export const SMS_COUNTRIES = v.optional(
  list(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'must be two-letter country codes, such as US,JP'))),
  ''
)
export const SMS_SENDER_ID = v.optional(v.pipe(text, v.regex(/^[A-Za-z0-9]{1,11}$/, 'must be 1 to 11 letters and digits')))
export const SMS_ORIGINATION_NUMBER = v.optional(v.pipe(text, v.regex(/^\+?\d{4,15}$/, 'must be a phone number or short code')))
export const SMS_MAX_PRICE = v.optional(v.pipe(text, v.regex(/^\d{1,2}\.\d{1,5}$/, 'must be a price in USD, such as 0.20')), '0.20')
/** Where libphonenumber's metadata lies: a file, read on first use. */
export const PHONE_METADATA = text
export const DECOY_PROFILE = v.optional(json(decoyProfile))
/** The names of the stores, for functions that need no more of them. */
export const STORE_IDS = v.pipe(list(text), v.minLength(1, 'needs at least one store'))
export const POLICIES = v.optional(
  json(policies),
  JSON.stringify({ default: { id: 'nist', minLength: 15, maxLength: 128, blocklist: true } })
)
/** Where the list of common passwords lies: a file, read on first use. */
export const BLOCKLIST = text
/** Where the estimator of password strength lies: a module, loaded where a policy first asks for a strength. */
export const ESTIMATOR = v.optional(text)
/** The one bucket of S3 that dictionaries are read from. */
export const DICTIONARY_BUCKET = v.optional(v.pipe(text, v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')))
/** Where the page's files lie. */
export const ASSETS = text
// Where services are, when they are not AWS's own: the sandbox and tests.
export const DYNAMODB_ENDPOINT = v.optional(text)
export const KMS_ENDPOINT = v.optional(text)
export const SECRETS_ENDPOINT = v.optional(text)
export const SES_ENDPOINT = v.optional(text)
export const SNS_ENDPOINT = v.optional(text)
export const S3_ENDPOINT = v.optional(text)
