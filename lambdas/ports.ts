// Everything that Rekey needs from outside, on one screen. Adapters implement these; operations declare which slice they use.
// A method that can lose a race answers with a value; a method that cannot reach its service throws Unavailable.
import type { Channel, Contact, Flow, Mode } from './flow/flow.ts'
import type { ForgotPassword } from './flow/forgot-password.ts'
import type { Policies } from './policy/policy.ts'

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

/** Time that only passes, for answers whose moment must not tell what was done for them. */
export interface Metronome {
  /** Milliseconds since anything. */
  now(): number
  wait(milliseconds: number): Promise<void>
}

/** One JSON object per event; `event` is one of the words of docs/operations.md. Values must be free of secrets and addresses. */
export type Log = (event: string, facts?: Readonly<Record<string, string | number | boolean | undefined>>) => void

/** A service did not answer in time, or answered that it cannot now: try again later. `cause` is for nobody's eyes but ours. */
export class Unavailable extends Error {
  readonly service: 'store' | 'directory' | 'mail' | 'sms' | 'keys' | 'secrets' | 'dictionary'
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
  /** L4. Charges a client prefix for a change with the current password; false where its hour or day is used up, and then nothing is charged. */
  admitOwn(net: string, now: number, max: { hour: number; day: number }): Promise<boolean>
  /** L5. Counts a try at somebody's own password: how many there are now in this run, or undefined where it has all that it may. A run ends where nobody tries for so long. */
  tryOwn(key: string, now: number, max: { tries: number; seconds: number }): Promise<number | undefined>
  /** L6. Takes a counted try back, where nobody has tried since. */
  forgiveOwn(key: string, counted: number): Promise<void>
  /** F9. Leaves a notice to be sent, of a change that no flow led to. */
  announce(id: string, notice: Announcement): Promise<void>

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
  /** D2. Of a flow, unless told that it is one that no flow led to. */
  claimNotice(id: string, event: string, of?: NoticeOf): Promise<Flow | undefined>
  /** D3. Whether this very record has claimed a message as often as it may: nobody knows then whether it ever left. */
  isSpent(what: 'code' | 'notice', id: string, event: string, of?: NoticeOf): Promise<boolean>
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

  /** E1. Leaves a mail to be sent that a password expires, once for each id; one that nobody took up is left again an hour later. */
  warn(id: string, warning: Warning, now: number): Promise<boolean>
  /** E2. True where this record may send it: a new one once, the same one once more. The address is forgotten. */
  claimWarning(id: string, event: string, now: number): Promise<boolean>
  /** E2. Whether this very record has claimed it as often as it may. */
  isWarningSpent(id: string, event: string): Promise<boolean>
  /** How far a store was gone through, on the day that it was last. */
  round(store: string): Promise<Round | undefined>
  /** E3. False where another run has come further, or has begun a later day. */
  advance(store: string, to: Round, from: { seen: number; by: string }): Promise<boolean>
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

/** What a notice is of: a flow's change, or one that no flow led to, which lies in an item of its own kind. */
export type NoticeOf = 'flow' | 'notice'

/** A change that no flow led to, as the notice of it tells it. */
export type Announcement = Pick<Required<Flow>, 'person' | 'locale' | 'area' | 'committedAt' | 'ttl'>

/** A mail that a password expires, as it waits to be sent. */
export type Warning = Pick<Required<Flow>, 'person' | 'locale' | 'expiresAt' | 'ttl'>

/** A day's way through the people of a store. */
export interface Round {
  /** `20261121` */
  day: string
  /** How many pages are done. */
  pages: number
  isOver: boolean
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
  forgotPassword(): Promise<ForgotPassword>
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

// --- Messages ---------------------------------------------------------------------------------------------------------------

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** Whether it holds a code, and so is worth nothing once that has run out. */
  isCode?: true
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

export type * from './directory-ports.ts'
export type { Channel }
