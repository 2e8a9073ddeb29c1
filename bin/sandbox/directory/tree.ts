// The embedded directory's entries: in memory, with the access rules and the password policy that our OpenLDAP fixture has.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Change } from 'ldapts'
import { ENTRIES, IDENTITIES, PEOPLE_DN } from '../people.ts'
import { isInScope, keyOf } from './names.ts'
import { type Answer, CODES, type Directory, type Search, type ShownEntry } from './wire.ts'

/** What the password policy demands, beside the lock after five wrong logins. */
export interface PasswordPolicy {
  pwdMinLength?: number
  pwdInHistory?: number
}

/** The directory, and what only its administrator would do. */
export interface Tree extends Directory {
  remove(dn: string): void
  rename(dn: string, to: string): void
}

interface Sealed {
  salt: Buffer
  hash: Buffer
}

interface Stored {
  dn: string
  /** By lower-case name. */
  attributes: Map<string, { name: string; values: readonly string[] }>
  password?: Sealed
  past: Sealed[]
  failures: number
}

const FAILURES_THAT_LOCK = 5
/** Kept by the server; shown only to who asks by name (or `+`). */
const OPERATIONAL = new Set(['entryuuid', 'memberof', 'pwdchangedtime', 'pwdaccountlockedtime', 'pwdlastsuccess'])
const TOO_SHORT = 6
const IN_HISTORY = 8

const is = (identity: { bindDn: string }, dn: string): boolean => keyOf(identity.bindDn) === keyOf(dn)

// One round is enough: these passwords are printed on the sandbox's page.
const hashed = (salt: Buffer, password: string): Buffer => createHash('sha256').update(salt).update(password).digest()

function seal(password: string): Sealed {
  const salt = randomBytes(16)
  return { salt, hash: hashed(salt, password) }
}

const opens = ({ salt, hash }: Sealed, password: string): boolean => timingSafeEqual(hash, hashed(salt, password))

/** The demo people, fresh. Times come from the sandbox's clock. */
export function createTree(now: () => number, policy: PasswordPolicy = {}): Tree {
  const entries = new Map(ENTRIES.map(({ dn, attributes, password }) => [keyOf(dn), stored(dn, attributes, password)]))
  const stamp = createStamp(now)
  const valuesOf = (entry: Stored, attribute: string): readonly string[] => entry.attributes.get(attribute.toLowerCase())?.values ?? []
  const put = (entry: Stored, name: string, ...values: string[]): void => void entry.attributes.set(name.toLowerCase(), { name, values })

  function bind(dn: string, password: string): Answer {
    if (dn === '') return { code: CODES.inappropriateAuthentication }
    if (password === '') return { code: CODES.unwillingToPerform }
    const entry = entries.get(keyOf(dn))
    if (!entry?.password || valuesOf(entry, 'pwdAccountLockedTime').length > 0) return { code: CODES.invalidCredentials }
    if (opens(entry.password, password)) {
      entry.failures = 0
      put(entry, 'pwdLastSuccess', stamp())
      return { code: CODES.success }
    }
    entry.failures += 1
    if (entry.failures >= FAILURES_THAT_LOCK && isInScope(entry.dn, PEOPLE_DN, 'sub')) put(entry, 'pwdAccountLockedTime', stamp())
    return { code: CODES.invalidCredentials }
  }

  function search(as: string, { base, scope, filter, sizeLimit, attributes }: Search): ReturnType<Directory['search']> {
    const mayRead = is(IDENTITIES.search, as) || is(IDENTITIES.reset, as)
    // Like OpenLDAP, it does not tell those who may not read from those who ask for what is not there.
    if (!mayRead || !entries.has(keyOf(base))) return { code: CODES.noSuchObject, entries: [] }
    const found = [...entries.values()].filter((entry) => isInScope(entry.dn, base, scope) && filter((name) => valuesOf(entry, name)))
    const isTooMany = sizeLimit > 0 && found.length > sizeLimit
    const sent = isTooMany ? found.slice(0, sizeLimit) : found
    return { code: isTooMany ? CODES.sizeLimitExceeded : CODES.success, entries: sent.map((entry) => shownTo(entry, attributes)) }
  }

  function setPassword(as: string, dn: string, password: string): Answer {
    const entry = entries.get(keyOf(dn))
    if (!is(IDENTITIES.reset, as) || (entry && !isInScope(entry.dn, PEOPLE_DN, 'sub'))) return { code: CODES.insufficientAccess }
    if (!entry) return { code: CODES.noSuchObject }
    if (password === '') return { code: CODES.unwillingToPerform }
    if (Buffer.byteLength(password) < (policy.pwdMinLength ?? 0)) return { code: CODES.constraintViolation, policyError: TOO_SHORT }
    const past = policy.pwdInHistory && entry.password ? [entry.password, ...entry.past].slice(0, policy.pwdInHistory) : []
    if (past.some((sealed) => opens(sealed, password))) return { code: CODES.constraintViolation, policyError: IN_HISTORY }
    entry.past = past
    entry.password = seal(password)
    entry.failures = 0
    entry.attributes.delete('pwdaccountlockedtime')
    put(entry, 'pwdChangedTime', stamp())
    return { code: CODES.success }
  }

  function modify(as: string, dn: string, changes: readonly Change[]): Answer {
    const [change] = changes
    const isPassword = changes.length === 1 && change?.operation === 'replace' && change.modification.type.toLowerCase() === 'userpassword'
    const [password] = isPassword ? change.modification.values : []
    if (!is(IDENTITIES.reset, as) || password === undefined) return { code: CODES.insufficientAccess }
    return setPassword(as, dn, String(password))
  }

  function rename(dn: string, to: string): void {
    const entry = entries.get(keyOf(dn))
    if (!entry) throw new Error(`there is no ${dn}`)
    entries.delete(keyOf(dn))
    entries.set(keyOf(to), { ...entry, dn: to })
  }

  return { bind, search, modify, setPassword, rename, remove: (dn) => void entries.delete(keyOf(dn)) }
}

function stored(dn: string, attributes: Readonly<Record<string, readonly string[]>>, password: string | undefined): Stored {
  const present = Object.entries(attributes).filter(([, values]) => values.length > 0)
  const entry: Stored = {
    dn,
    attributes: new Map(present.map(([name, values]) => [name.toLowerCase(), { name, values }])),
    past: [],
    failures: 0
  }
  return password === undefined ? entry : { ...entry, password: seal(password) }
}

/** Names in lower case; none, or `*`, means everything that is not operational. */
function shownTo({ dn, attributes }: Stored, asked: readonly string[]): ShownEntry {
  const wants = (name: string): boolean => {
    if (asked.includes(name)) return true
    return OPERATIONAL.has(name) ? asked.includes('+') : asked.length === 0 || asked.includes('*')
  }
  return { dn, attributes: [...attributes].filter(([key]) => wants(key)).map(([, { name, values }]) => [name, values] as const) }
}

/** GeneralizedTime to the microsecond, as OpenLDAP writes it. No two are alike, or a change of password could go unseen. */
function createStamp(now: () => number): () => string {
  let last = 0
  return () => {
    last = Math.max(now() * 1000, last + 1)
    const [day, time] = new Date(Math.floor(last / 1000)).toISOString().split('T')
    const fraction = String(last % 1_000_000).padStart(6, '0')
    return `${day?.replaceAll('-', '')}${time?.slice(0, 8).replaceAll(':', '')}.${fraction}Z`
  }
}
