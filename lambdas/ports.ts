// Everything that Rekey needs from outside, on one screen. Adapters implement these; operations declare which slice they use.
// A method that can lose a race answers with a value; a method that cannot reach its service throws Unavailable.
import type { Channel, Contact, Flow, Mode, PersonNames } from './flow/flow.ts'
import type { Policies, Violation } from './policy/policy.ts'

/** The one clock: epoch milliseconds. */
export interface Clock {
  now(): number
}

/** Cryptographically strong randomness. */
export interface Random {
  bytes(count: number): Uint8Array
}

/** One per invocation, handed down: how many milliseconds of real time are left for work. */
export interface Deadline {
  left(): number
}

/** One JSON object per event; `event` is one of the words of docs/operations.md. Values must be free of secrets and addresses. */
export type Log = (event: string, facts?: Readonly<Record<string, string | number | boolean | undefined>>) => void

/** A service did not answer in time, or answered that it cannot now: try again later. `cause` is for nobody's eyes but ours. */
export class Unavailable extends Error {
  readonly service: 'store' | 'directory' | 'mail' | 'sms' | 'keys' | 'secrets'
  constructor(service: Unavailable['service'], cause?: unknown) {
    super(`${service} is unavailable`, { cause })
    this.name = 'Unavailable'
    this.service = service
  }
}

/** A service refused for a reason that trying again does not change: wrong rights, wrong configuration, a bad address. */
export class Misconfigured extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'Misconfigured'
  }
}

// --- Keys -----------------------------------------------------------------------------------------------------------------

/** MACs under the code keys. The key never leaves the service. */
export interface CodeKey {
  /** The id of the key that new codes are derived with. */
  readonly current: string
  mac(kid: string, message: string): Promise<Uint8Array>
}

/** Keyed hashes for limiter keys and decoy seeds; base64url, 43 characters. */
export interface IndexKey {
  hash(purpose: 'net' | 'id' | 'dest' | 'prefix' | 'seed', value: string): Promise<string>
}

// --- The flow store: one method per expression of the item model, each a single conditional write -----------------------------

/** A budget: how many per window, over all client prefixes and from one. */
export interface Budget {
  hour: number
  day: number
  hourPerNet: number
  dayPerNet: number
}

export interface FlowStore {
  /** L1. Charges the client prefix; false where its quarter-hour or day is used up, and then nothing is charged. */
  admitNet(net: string, now: number, max: { quarter: number; day: number }): Promise<boolean>
  /** L2. Charges an identifier or a destination, in all and from this client prefix; false charges nothing. */
  admit(kind: 'id' | 'dest', key: string, net: string, now: number, budget: Budget): Promise<boolean>
  /** The client-prefix, number-prefix and global SMS counters, narrowest first, so that what one address has no right to burns nobody else's; false stops at the first that is used up. */
  admitSms(prefix: string, net: string, now: number, max: { day: number; prefixHour: number; netDay: number }): Promise<boolean>

  /** The Put of start. False only where the id exists already. */
  start(flow: Flow): Promise<boolean>
  /** Strongly consistent; undefined where absent. `scope` names who reads, and so which attributes come back. */
  read(id: string, scope: 'flow' | 'verify' | 'commit'): Promise<Flow | undefined>

  /** F1. False where another locate was first, or the flow has ended. */
  locate(id: string, found: Located, req: string, now: number): Promise<boolean>
  /** F2. The flow after the write, or undefined where the condition refused. */
  challenge(id: string, to: ChallengeWrite, req: string, now: number): Promise<Flow | undefined>
  /** F3. Counts an attempt before anything is compared. The flow after the write, or undefined. */
  count(id: string, cookie: string, maxAttempts: number, req: string, now: number): Promise<Flow | undefined>
  /** A1. Charges the account for an attempt; false where the account is paused, used up, or changed since the flow began. */
  charge(acct: string, net: string, startedAt: number, now: number, max: AccountLimits): Promise<boolean>
  /** A write on the flow that changes nothing: stands in for A1 where no account is known yet, so that time tells nothing. */
  idle(id: string, req: string): Promise<void>
  /** F4. True where this call marked the flow verified (also when its first reply was lost). */
  mark(id: string, to: MarkWrite, req: string, now: number): Promise<boolean>

  /** F5. The flow after the write (with `was`), or undefined. */
  claim(id: string, to: ClaimWrite, req: string, now: number): Promise<Flow | undefined>
  /** F5s. The sweep's claim of a flow whose lease ran out. */
  reclaim(id: string, commit: string, leaseSeconds: number, req: string, now: number): Promise<Flow | undefined>
  /** A2. The account after the write, or undefined where it is paused or was changed by a sibling. */
  gate(acct: string, flow: string, startedAt: number, now: number): Promise<Account | undefined>
  /** F6. Back to verified; `refusals` is 1 where the password was refused, 0 where the directory was at fault. */
  release(id: string, commit: string, refusals: 0 | 1, req: string): Promise<boolean>
  /** Ends a claimed flow for good: its password changed elsewhere, or its person may no longer be reset. */
  abandon(id: string, commit: string, req: string, now: number): Promise<boolean>
  /** F7. */
  finish(id: string, commit: string, req: string, now: number): Promise<boolean>
  /** A3. False where another commit wrote the history first. */
  remember(acct: string, history: string, seen: number | undefined): Promise<boolean>
  /** Flows whose lease ran out, oldest first, from the sparse index. */
  stuck(now: number, limit: number): Promise<string[]>

  /** D1. The flow after the claim, or undefined where this version was claimed by another record, or is not deliverable. */
  claimCode(id: string, version: number, event: string, now: number): Promise<Flow | undefined>
  /** D2. */
  claimNotice(id: string, event: string): Promise<Flow | undefined>
  /** Whether self-service is paused for an account: switched off, or too many failures in a row. */
  isPaused(acct: string, maxStreak: number): Promise<boolean>
  /** A5. Ends a failure streak that is older than a login. */
  calm(acct: string, login: number): Promise<void>

  /** Ends a flow for good, by an administrator. False where there is none to end: unknown, over, or its password is being written. */
  cancel(id: string, req: string, now: number): Promise<boolean>
  /** A4. Switches self-service off for an account, also for one that was never seen here. */
  pause(acct: string, now: number): Promise<void>
  /** A4. Switches it on again and forgets the failures in a row; false where the account was never seen here. */
  unpause(acct: string): Promise<boolean>
}

export interface Located {
  reach: 'yes' | 'nay'
  acct: string
  person: string
  options: string
  marker: string
  policy: string
  shownAt: number
}

export interface ChallengeWrite {
  cookie: string
  option: string
  kid: string
  codeUntil: number
  maxSends: number
  maxAttempts: number
  /** userselectchallenge: only once the options are shown. */
  onlyShown: boolean
}

export interface AccountLimits {
  day: number
  dayPerNet: number
  streak: number
}

export interface MarkWrite {
  cookie: string
  version: number
  acct: string
  /** SHA-256 of the grant. */
  grant: string
  grantUntil: number
}

export interface ClaimWrite {
  cookie: string
  /** SHA-256 of the grant. */
  grant: string
  /** The holder's random mark: only it may release or finish. */
  commit: string
  leaseSeconds: number
  maxRefusals: number
}

/** What commit needs of an account item. */
export interface Account {
  /** Packed password history, absent before the first change. */
  history?: string
  /** The history's version, for A3. */
  hv?: number
}

// --- Configuration ----------------------------------------------------------------------------------------------------------

/** What administrators change while everything runs. At most a minute old; throws Unavailable rather than guess. */
export interface Configuration {
  /** For the next flow; one that has begun keeps its own. */
  mode(): Promise<Mode>
  policies(): Promise<Policies>
}

/** A document of the administration as it is stored: JSON, and a revision that rises with every change. */
export interface StoredDocument {
  body: string
  rev: number
  /** Who changed it last, and when. */
  by: string
  at: number
}

export interface DocumentWrite {
  body: string
  by: string
  at: number
  /** The revision that the change was made from; 0 where there was none. */
  seen: number
  req: string
}

export interface Documents {
  /** Strongly consistent; undefined where nobody has changed it yet. */
  read(name: 'forgot-password' | 'policies'): Promise<StoredDocument | undefined>
  /** C1. False, and nothing changed, where somebody else has changed it since it was seen. */
  replace(name: 'forgot-password' | 'policies', to: DocumentWrite): Promise<boolean>
}

// --- Directories ------------------------------------------------------------------------------------------------------------

/** A person as a directory shows them. */
export interface Person {
  dn: string
  guid: string
  names: PersonNames
  /** As the directory holds them, not yet judged: mail addresses and phone numbers in its order. */
  mail: string[]
  mobile: string[]
  /** DNs of the groups that the person belongs to. */
  groups: string[]
  /** Switched off, or locked by an administrator: a reset is not for them. */
  isDisabled: boolean
  /** Locked by wrong logins: a reset is for them, and unlocks. */
  isLocked: boolean
  /** A member of a protected group or otherwise marked as privileged: never reset here. */
  isProtected: boolean
  /** The directory wants a new password at the next login, because somebody said so or the present one is too old; where it tells. */
  mustChange?: boolean
  /** Changes whenever the password does; empty where the directory keeps no such value. */
  marker: string
  /** When the directory last saw a login, where it tells (epoch ms). */
  lastLogin?: number
  /** When the password was last changed, where it tells (epoch ms). */
  changedAt?: number
  /** Values of Oracle's obPasswordHistory; read by the reset identity only. */
  oldHistory?: string[]
}

export type Lookup = { kind: 'person'; person: Person } | { kind: 'none' } | { kind: 'ambiguous' }

/** The search-only identity of one store. Throws Unavailable when the directory cannot be asked. */
export interface Finder {
  readonly store: string
  /** Finds by the store's configured filter, the identifier taken literally. */
  find(who: string, deadline: Deadline): Promise<Lookup>
}

export type PasswordWrite =
  | { kind: 'changed' }
  /** The directory's own policy said no, in our rules' words. */
  | { kind: 'refused'; violations: Violation[] }
  /** No answer in time: it may have been applied. Look at the marker, or let the person's own bind tell. */
  | { kind: 'unknown' }

/** The reset identity of one store. */
export interface Resetter {
  readonly store: string
  /** The entry as it is now, found again by its immutable id; undefined where it is gone. */
  read(guid: string, dn: string, deadline: Deadline): Promise<Person | undefined>
  /** Sets the password as an administrator, unlocking the account and clearing "must change" as the directory allows. */
  setPassword(dn: string, password: string, deadline: Deadline): Promise<PasswordWrite>
  /** Whether the person can bind with this password: the proof after a crash or a lost reply. Never called with an empty one. */
  proves(dn: string, password: string, deadline: Deadline): Promise<boolean>
}

// --- Messages ---------------------------------------------------------------------------------------------------------------

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** Seconds after which the message is worth nothing. */
  lifeSeconds?: number
}

/** Hands one message to a channel. Does not retry: the claim above it decides how often it is called. */
export interface Courier {
  mail(message: Mail, deadline: Deadline): Promise<void>
  sms(to: string, text: string, deadline: Deadline): Promise<void>
}

/** Judges what a directory holds as a contact. */
export interface ContactRules {
  /** A single plain mail address, or undefined. */
  mail(value: string): Contact | undefined
  /** A number of an allowed country in E.164, or undefined. */
  mobile(value: string): Contact | undefined
}

export type { Channel }
