// The body of PUT /v1/admin/forgot-password: Oracle's field names in each of their spellings, booleans also as words. One spelling comes out.
import * as v from 'valibot'
import { MODES } from '../flow/flow.ts'
import { ERROR_LEVELS, type ForgotPassword } from '../flow/forgot-password.ts'

export const wellFormed = v.pipe(
  v.string('must be a string'),
  v.check((text) => text.isWellFormed(), 'must be well-formed Unicode')
)

const MODE_NAMES = MODES.join(', ')

const mode = v.pipe(
  wellFormed,
  v.check((name) => name !== 'totp', `totp is not supported: Rekey sends its codes, by email or SMS; use one of ${MODE_NAMES}`),
  v.picklist(MODES, `must be one of ${MODE_NAMES}`)
)

const flag = v.pipe(
  v.unknown(),
  v.transform((given) => (typeof given === 'string' && /^(?:true|false)$/i.test(given) ? given.toLowerCase() === 'true' : given)),
  v.boolean('must be true or false')
)

// Printable ASCII without a backslash, which browsers read as a slash.
const PLAIN = /^[\x21-\x5b\x5d-\x7e]*$/

const isPath = (text: string): boolean => /^\/(?!\/)/.test(text) && PLAIN.test(text)

function isHttps(text: string): boolean {
  if (!PLAIN.test(text) || !/^https:\/\//i.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

const short = v.pipe(wellFormed, v.maxLength(2048, 'must be at most 2048 characters'))

const path = v.pipe(
  short,
  v.check((text) => text === '' || isPath(text), 'must be a path, such as /reset')
)

const address = v.pipe(
  short,
  v.check((text) => text === '' || isPath(text) || isHttps(text), 'must be an https address without credentials, or a path such as /reset')
)

/** The revision that a change was made from. */
export const rev = v.optional(
  v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(0, 'must not be negative'))
)

/** Every name of every field, with its one spelling. */
const SPELLINGS = {
  mode: 'mode',
  displayOTPForgotPasswordLink: 'displayOTPForgotPasswordLink',
  displayOTPForgotPassworLink: 'displayOTPForgotPasswordLink',
  defaultOTPForgotPasswordLink: 'defaultOTPForgotPasswordLink',
  forgotPasswordURL: 'forgotPasswordURL',
  localToOAMServer: 'localToOAMServer',
  localtoOAMServer: 'localToOAMServer',
  customWebRoot: 'customWebRoot',
  errorLevel: 'errorLevel'
} as const satisfies Record<string, keyof ForgotPassword>

type Spelling = keyof typeof SPELLINGS

export const forgotPasswordBody = v.pipe(
  v.strictObject({
    rev,
    mode: v.optional(mode),
    displayOTPForgotPasswordLink: v.optional(flag),
    displayOTPForgotPassworLink: v.optional(flag),
    defaultOTPForgotPasswordLink: v.optional(flag),
    forgotPasswordURL: v.optional(address),
    localToOAMServer: v.optional(flag),
    localtoOAMServer: v.optional(flag),
    customWebRoot: v.optional(path),
    errorLevel: v.optional(v.picklist(ERROR_LEVELS, `must be ${ERROR_LEVELS.join(' or ')}`))
  }),
  v.check(({ rev: _, ...given }) => {
    const names = Object.keys(given).map((name) => SPELLINGS[name as Spelling])
    return new Set(names).size === names.length
  }, 'holds one field in two spellings'),
  v.check(({ rev: _, ...given }) => Object.keys(given).length > 0, 'names no field to change'),
  v.transform(({ rev, ...given }) => ({
    rev,
    fields: Object.fromEntries(
      Object.entries(given).map(([name, value]) => [SPELLINGS[name as Spelling], value])
    ) as Partial<ForgotPassword>
  }))
)
