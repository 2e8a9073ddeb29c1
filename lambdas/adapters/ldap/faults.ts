// What goes wrong with a directory, in our two words: Unavailable (try again) and Misconfigured (change something). The
// directory's own text stays in `cause`; messages name the store, what was refused and what to change.
import { ResultCodeError } from 'ldapts'
import { Misconfigured, Unavailable } from '../../ports.ts'

/** Which of the store's identities is at work. */
export type Role = 'search' | 'reset' | 'status' | 'change'

const INVALID_CREDENTIALS = 49
const NO_SUCH_ATTRIBUTE = 16
const VALUE_EXISTS = 20
const NO_SUCH_OBJECT = 32
const INVALID_DN = 34
const INSUFFICIENT_RIGHTS = 50
const CLASS_VIOLATION = 65
const NO_RESULT = 248
// Time limit, busy, unavailable, other (slapd's word for trouble inside).
const PASSING = new Set([3, 51, 52, 80])

/** Whether the directory said no, for whatever reason: what was asked for has not been done. */
export const isRefusal = (error: unknown): error is ResultCodeError => error instanceof ResultCodeError && error.code !== NO_RESULT

/** Whether it will say so again. */
export const isAnswer = (error: unknown): error is ResultCodeError => isRefusal(error) && !PASSING.has(error.code)

export const isWrongCredentials = (error: unknown): boolean => isAnswer(error) && error.code === INVALID_CREDENTIALS

/** Whoever asks may not write all of this; or the entry has no room for it, which they may not make either. */
export const isForbidden = (error: unknown): boolean =>
  isAnswer(error) && (error.code === INSUFFICIENT_RIGHTS || error.code === CLASS_VIOLATION)

/** No entry has this name (any more). */
export const isGone = (error: unknown): boolean => isAnswer(error) && (error.code === NO_SUCH_OBJECT || error.code === INVALID_DN)

/** A value that was to be taken away is not there any more, or one that was to be added is there already. */
export const isOvertaken = (error: unknown): boolean => isAnswer(error) && (error.code === NO_SUCH_ATTRIBUTE || error.code === VALUE_EXISTS)

const credentials = (role: Role): string => `put the current bindDn and password of the ${role} identity into its secret`

const RIGHTS: Readonly<Record<Role, string>> = {
  search: 'search and read people',
  change: 'search and read people',
  reset: 'read people, write passwords and what unlocks',
  status: 'search and read people, write what disables, unlocks and demands a change'
}

const fixFor = (code: number, role: Role): string => {
  switch (code) {
    case 2:
      return 'it does not know this operation: set write to replace'
    case 4:
      return 'a person is in more groups than it tells at once: raise its size limit, or set groups to memberOf'
    case 7:
    case 8:
    case 13:
      return 'it wants another way to authenticate or better protection: allow simple binds over TLS'
    case 10:
      return 'it refers to another server: name the one that holds the entries, and may be written, in urls'
    case 11:
      return 'the search is too much for it: index the attributes of the filter'
    case NO_SUCH_OBJECT:
    case INVALID_DN:
      return `baseDn does not exist, or the ${role} identity may not see it`
    case 48:
    case INVALID_CREDENTIALS:
      return credentials(role)
    case INSUFFICIENT_RIGHTS:
      return `grant the ${role} identity its rights: ${RIGHTS[role]}`
    case 53:
      return `it is unwilling: check what its policies allow the ${role} identity`
    default:
      return 'see its own log'
  }
}

/** What an answer that is an error means; anything else is a connection that broke, and passes. */
export function faultOf(error: unknown, store: string, role: Role): Unavailable | Misconfigured {
  if (error instanceof Unavailable || error instanceof Misconfigured) return error
  if (!isAnswer(error)) return new Unavailable('directory', error)
  return new Misconfigured(`store ${store}: the directory answered ${error.code}: ${fixFor(error.code, role)}`, error)
}

/** A secret without a name or a password must never reach a bind: it would succeed as anonymous. */
export const emptyCredentials = (store: string, role: Role): Misconfigured =>
  new Misconfigured(`store ${store}: the secret of the ${role} identity holds no bindDn or no password: ${credentials(role)}`)

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|CRL|HOSTNAME_MISMATCH/
const PROTOCOL = /^(ERR_SSL|ERR_TLS|EPROTO)/

/** Certificate and protocol trouble does not pass by itself; everything else about a connection may. */
export function connectionFault(error: unknown, store: string): Unavailable | Misconfigured {
  if (error instanceof Misconfigured) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const broken = (what: string): Misconfigured => new Misconfigured(`store ${store}: ${what}`, error)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return broken('the certificate is for another host: use the name that it carries in urls')
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return broken('the certificate is not valid today: renew it')
  if (CERTIFICATE.test(code))
    return broken('the certificate is not signed by a known authority: set ca to the PEM of the one that signed it')
  if (PROTOCOL.test(code)) return broken('no TLS 1.2 or better at this address: check the port, and ldaps:// against ldap:// with startTls')
  return new Unavailable('directory', error)
}
