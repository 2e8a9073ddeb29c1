// The vocabulary of a flow: one person's attempt to set a new password.
// Only what a write decided is stored; expiry, `locating` and `locked` are computed from the clock and the counters on every
// read, because DynamoDB's TTL deletes days late.

export const MODES = ['email', 'sms', 'userchoose', 'userselectchallenge'] as const
/** How the channel for a code is picked (Oracle's names, so a configuration can be carried over). */
export type Mode = (typeof MODES)[number]

export const CHANNELS = ['email', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]

export type StoredState = 'awaiting_choice' | 'awaiting_code' | 'verified' | 'committing' | 'committed'
/** What the person is shown. */
export type State = StoredState | 'locating' | 'locked'

/**
 * `reach`: whether a message of this flow may leave. The two words have equal length, so that the item of a decoy has the
 * size of a real one.
 */
export type Reach = 'yes' | 'nay'

/** A flow as it is stored. Times are epoch milliseconds, except `ttl` (seconds, DynamoDB's unit). */
export interface Flow {
  id: string
  /** SHA-256 of the cookie secret, base64url; the secret itself is never stored. */
  cookie: string
  mode: Mode
  state: StoredState
  /** `due` until locate has looked the person up. */
  find: 'due' | 'done'
  /** The identifier as typed, NFC. */
  who: string
  /** HMAC of the canonical identifier: seeds everything that a decoy shows. */
  seed: string
  locale: string
  /** The keyed client prefix of the start. */
  net: string
  /** The client prefix in clear, for the notice only: an IPv4 /24 or an IPv6 /48, never the whole address. */
  area: string
  startedAt: number
  expiresAt: number
  ttl: number
  /** Rises with every challenge; one (version, option) is live. */
  version: number
  option?: string
  sends: number
  /** How long after the next send another may follow. */
  gap: number
  resendAt: number
  codeUntil?: number
  /** Which code key the live code was derived with. */
  kid?: string
  attempts: number
  /** What deliver has to do. */
  work?: 'send' | 'notice' | 'expiry'
  /** Random per invocation: how a repeated call recognises its own write. */
  req: string

  // Written by locate.
  reach?: Reach
  acct?: string
  /** A padded PersonRecord. */
  person?: string
  /** Padded JSON of the masked options, userselectchallenge only (else an empty list). */
  options?: string
  /** Fingerprint of the password's last change, fixed width. */
  marker?: string
  /** The id of the policy that applies, padded. */
  policy?: string
  shownAt?: number

  // Written by deliver.
  claimed?: number

  // Written by verify.
  grant?: string
  grantUntil?: number
  refusals?: number

  // Written by commit.
  was?: StoredState
  commit?: string
  lease?: number
  committedAt?: number
}

/** One thing offered for choice. `masked` only where the mode shows values. */
export interface Option {
  id: string
  channel: Channel
  masked?: string
}

/** Where a message can go: a mail address, or a phone number in E.164. */
export interface Contact {
  channel: Channel
  address: string
}

/** What locate remembers of a person in the flow, and commit and deliver rely on. */
export interface PersonRecord {
  store: string
  dn: string
  /** The entry's immutable id (entryUUID, objectGUID, nsUniqueId). */
  guid: string
  /** In the directory's order; mail addresses first. */
  contacts: Contact[]
  /** Values that a password must not be built from. */
  names: PersonNames
}

export interface PersonNames {
  username: string[]
  given: string[]
  family: string[]
  mail: string[]
}

/** The client's view of a flow: the body of every successful flow answer. */
export interface FlowView {
  flow: string
  state: State
  mode: Mode
  options?: Option[]
  /** When to ask again while `locating`. */
  readyAt?: number
  expiresAt: number
  /** When another code may be asked for; absent when none may. */
  resendAt?: number
  /** When the live code ends; the same for real and decoy flows. */
  codeUntil?: number
}

/** The numbers of a deployment that steer a flow; see config.ts for ranges and defaults. */
export interface FlowSettings {
  codeLength: number
  codeSeconds: number
  maxAttempts: number
  maxSends: number
  flowSeconds: number
  grantSeconds: number
  maxRefusals: number
  leaseSeconds: number
}
