// The embedded directory: the fixture in memory, with the access rules and the password policy that our OpenLDAP has.
import type { Change } from 'ldapts'
import { type DemoEntry, ENTRIES, IDENTITIES, PEOPLE_DN } from '../people.ts'
import { type Dialect, OPENLDAP, translated } from './dialect.ts'
import { opens, put, type Stored, seal, shown, store, valuesOf } from './entries.ts'
import { isInScope, keyOf } from './names.ts'
import { type Answer, CODES, type Directory, type Search } from './wire.ts'

/** What the password policy demands, beside the lock after five wrong logins. */
export interface PasswordPolicy {
  pwdMinLength?: number
  pwdInHistory?: number
  /** Seconds. */
  pwdMinAge?: number
}

/** The directory, and what only its administrator would do. */
export interface Tree extends Directory {
  add(entry: DemoEntry): void
  remove(dn: string): void
  rename(dn: string, to: string): void
  put(dn: string, attribute: string, ...values: string[]): void
}

interface Ground {
  entries: Map<string, Stored>
  policy: PasswordPolicy
  dialect: Dialect
  stamp: () => string
  now: () => number
}

const FAILURES_THAT_LOCK = 5
const TOO_SHORT = 6
const TOO_YOUNG = 7
const IN_HISTORY = 8

/** The demo people, fresh. Times come from the sandbox's clock. */
export function createTree(now: () => number, policy: PasswordPolicy = {}, dialect: Dialect = OPENLDAP): Tree {
  const entries = new Map(ENTRIES.map((entry) => [keyOf(entry.dn), store(translated(entry, dialect))]))
  const ground: Ground = { entries, policy, dialect, stamp: createStamp(now), now }
  return {
    bind: (dn, password) => bind(ground, dn, password),
    search: (as, request) => search(ground, as, request),
    modify: (as, dn, changes) => modify(ground, as, dn, changes),
    setPassword: (as, dn, password, current) => setPassword(ground, as, dn, password, current),
    add: (entry) => {
      entries.set(keyOf(entry.dn), store(translated(entry, dialect)))
      regroup(ground)
    },
    remove: (dn) => void entries.delete(keyOf(dn)),
    rename: (dn, to) => {
      const entry = existing(entries, dn)
      entries.delete(keyOf(dn))
      entries.set(keyOf(to), { ...entry, dn: to })
    },
    put: (dn, attribute, ...values) => {
      put(existing(entries, dn), attribute, ...values)
      regroup(ground)
    }
  }
}

function existing(entries: Ground['entries'], dn: string): Stored {
  const entry = entries.get(keyOf(dn))
  if (!entry) throw new Error(`there is no ${dn}`)
  return entry
}

const nameOf = ({ names }: Dialect, name: string): string | null => (names[name] === undefined ? name : names[name])
const drop = (entry: Stored, name: string): void => void entry.attributes.delete(name.toLowerCase())
const isMarked = (entry: Stored, [name, value]: Dialect['disabled']): boolean => valuesOf(entry, name).includes(value)

/** memberOf of everybody, as the members of the groups have it. */
function regroup({ entries, dialect }: Ground): void {
  const name = nameOf(dialect, 'memberOf')
  if (name === null) return
  const groups = [...entries.values()].map((group) => ({ dn: group.dn, members: new Set(valuesOf(group, 'member').map(keyOf)) }))
  for (const [key, entry] of entries) {
    const own = groups.filter(({ members }) => members.has(key)).map(({ dn }) => dn)
    if (own.length > 0) put(entry, name, ...own)
    else drop(entry, name)
  }
}

const is = (identity: { bindDn: string }, dn: string): boolean => keyOf(identity.bindDn) === keyOf(dn)
const isPerson = ({ dn }: Stored): boolean => isInScope(dn, PEOPLE_DN, 'one')

function bind({ entries, dialect, stamp }: Ground, dn: string, password: string): Answer {
  if (dn === '') return { code: CODES.inappropriateAuthentication }
  if (password === '') return { code: CODES.unwillingToPerform }
  const entry = entries.get(keyOf(dn))
  if (!entry?.password || isMarked(entry, dialect.disabled) || isMarked(entry, dialect.locked)) return { code: CODES.invalidCredentials }
  if (opens(entry.password, password)) {
    entry.failures = 0
    put(entry, 'pwdLastSuccess', stamp())
    return { code: CODES.success }
  }
  entry.failures += 1
  if (entry.failures >= FAILURES_THAT_LOCK && isPerson(entry)) put(entry, ...dialect.locked)
  return { code: CODES.invalidCredentials }
}

function search({ entries }: Ground, as: string, { base, scope, filter, sizeLimit, attributes }: Search): ReturnType<Directory['search']> {
  if (base === '' && scope === 'base') return { code: CODES.success, entries: [ROOT] }
  const mayRead = [IDENTITIES.search, IDENTITIES.reset, IDENTITIES.status].some((identity) => is(identity, as))
  // Like OpenLDAP, it does not tell those who may not read from those who ask for what is not there.
  if (!mayRead || !entries.has(keyOf(base))) return { code: CODES.noSuchObject, entries: [] }
  const found = [...entries.values()].filter((entry) => isInScope(entry.dn, base, scope) && filter((name) => valuesOf(entry, name)))
  const isTooMany = sizeLimit > 0 && found.length > sizeLimit
  const sent = isTooMany ? found.slice(0, sizeLimit) : found
  return { code: isTooMany ? CODES.sizeLimitExceeded : CODES.success, entries: sent.map((entry) => shown(entry, attributes)) }
}

const isSelf = (as: string, dn: string): boolean => as !== '' && keyOf(as) === keyOf(dn)

/** What it can do, for everybody to see (RFC 4512 5.1). */
const ROOT = {
  dn: '',
  attributes: [
    ['supportedControl', ['1.3.6.1.4.1.42.2.27.8.5.1']],
    ['supportedExtension', ['1.3.6.1.4.1.4203.1.11.1', '1.3.6.1.4.1.4203.1.11.3']]
  ]
} as const

function setPassword(ground: Ground, as: string, dn: string, password: string, current?: string): Answer {
  const { entries, policy, dialect, stamp, now } = ground
  const entry = entries.get(keyOf(dn))
  if (!(is(IDENTITIES.reset, as) || isSelf(as, dn)) || (entry && !isPerson(entry))) return { code: CODES.insufficientAccess }
  if (current !== undefined && !(entry?.password && opens(entry.password, current))) return { code: CODES.unwillingToPerform }
  if (!entry) return { code: CODES.noSuchObject }
  if (password === '') return { code: CODES.unwillingToPerform }
  if (Buffer.byteLength(password) < (policy.pwdMinLength ?? 0)) return refused(dialect, TOO_SHORT)
  if (isYoung(valuesOf(entry, nameOf(dialect, 'pwdChangedTime') ?? '')[0], policy, now())) return refused(dialect, TOO_YOUNG)
  const past = policy.pwdInHistory && entry.password ? [entry.password, ...entry.past].slice(0, policy.pwdInHistory) : []
  if (past.some((sealed) => opens(sealed, password))) return refused(dialect, IN_HISTORY)
  entry.past = past
  entry.password = seal(password)
  entry.failures = 0
  // Where it takes more to unlock, `modify` has seen it.
  if (dialect.unlocking.length === 0) drop(entry, dialect.locked[0])
  drop(entry, dialect.mustChange[0])
  put(entry, nameOf(dialect, 'pwdChangedTime') ?? '', stamp())
  return { code: CODES.success }
}

function refused({ texts }: Dialect, policyError: number): Answer {
  const text = texts?.[policyError]
  return { code: CODES.constraintViolation, ...(text === undefined ? { policyError } : { text }) }
}

function isYoung(last: string | undefined, { pwdMinAge = 0 }: PasswordPolicy, now: number): boolean {
  const changed = last?.match(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/)
  return (
    changed !== null &&
    changed !== undefined &&
    now - Date.parse(`${changed.slice(1, 4).join('-')}T${changed.slice(4).join(':')}Z`) < pwdMinAge * 1000
  )
}

/** What may be modified is a person's password, with what unlocks beside it; by the status identity, the marks of an account. */
function modify(ground: Ground, as: string, dn: string, changes: readonly Change[]): Answer {
  const { entries, dialect } = ground
  if (is(IDENTITIES.status, as)) return setState(ground, dn, changes)
  if (is(IDENTITIES.reset, as) && deletesItsOwn(ground, dn, changes)) return { code: CODES.noSuchAttribute }
  const [change, ...others] = changes
  const isPassword = change?.operation === 'replace' && change.modification.type.toLowerCase() === 'userpassword'
  const [password] = isPassword ? change.modification.values : []
  const unlocking = others.map(({ modification }) => modification.type)
  const mayWrite = (name: string): boolean => !isSelf(as, dn) && dialect.unlocking.includes(name)
  if (password === undefined || !unlocking.every(mayWrite)) return { code: CODES.insufficientAccess }
  const answer = setPassword(ground, as, dn, String(password))
  const entry = entries.get(keyOf(dn))
  const unlocks = dialect.unlocking.length > 0 && dialect.unlocking.every((name) => unlocking.includes(name))
  if (entry && unlocks && answer.code === CODES.success) drop(entry, dialect.locked[0])
  return answer
}

/** Deleting what may be replaced: no value that could be named is ever there. */
function deletesItsOwn({ entries, dialect }: Ground, dn: string, changes: readonly Change[]): boolean {
  const entry = entries.get(keyOf(dn))
  const mine = ['userPassword', ...dialect.unlocking]
  return (
    entry !== undefined &&
    isPerson(entry) &&
    changes.every(({ operation, modification }) => operation === 'delete' && mine.includes(modification.type))
  )
}

/** All of the changes, or none. */
function setState({ entries, dialect }: Ground, dn: string, changes: readonly Change[]): Answer {
  const { disabled, locked, mustChange, unlocking } = dialect
  const entry = entries.get(keyOf(dn))
  if (!entry) return { code: CODES.noSuchObject }
  const mine = new Set([disabled, locked, mustChange].map(([name]) => name).concat(unlocking))
  if (!isPerson(entry) || changes.some(({ modification }) => !mine.has(modification.type))) return { code: CODES.insufficientAccess }
  const next: Stored = { ...entry, attributes: new Map(entry.attributes) }
  for (const { operation, modification } of changes) {
    const values = modification.values.map(String)
    const isThere = values.every((value) => valuesOf(next, modification.type).includes(value))
    if (operation === 'delete' && !isThere) return { code: CODES.noSuchAttribute }
    if (operation === 'delete' || values.length === 0) drop(next, modification.type)
    else put(next, modification.type, ...values)
  }
  const toUnlock = unlocking.filter((name) => name !== mustChange[0])
  const written = changes.map(({ modification }) => modification.type)
  if (toUnlock.length > 0 && toUnlock.every((name) => written.includes(name))) drop(next, locked[0])
  entry.attributes = next.attributes
  if (written.includes(locked[0])) entry.failures = 0
  return { code: CODES.success }
}

/** GeneralizedTime to the microsecond. No two are alike, or a change of password could go unseen. */
function createStamp(now: () => number): () => string {
  let last = 0
  return () => {
    last = Math.max(now() * 1000, last + 1)
    const [day, time] = new Date(Math.floor(last / 1000)).toISOString().split('T')
    const fraction = String(last % 1_000_000).padStart(6, '0')
    return `${day?.replaceAll('-', '')}${time?.slice(0, 8).replaceAll(':', '')}.${fraction}Z`
  }
}
