// A profile is what one kind of directory does its own way: data and small functions. Connections know nothing of it.
import type { Change, Client, Control } from 'ldapts'
import type { StoreConfig } from '../../../config.ts'
import type { Person } from '../../../ports.ts'
import type { Entry } from '../entry.ts'
import type { GroupReading } from '../groups.ts'
import type { Guid } from '../guid.ts'
import type { Switches } from '../switches.ts'

export interface Profile {
  /** What a store is taken to say where it says nothing. */
  defaults: {
    filter: string
    attributes: { [K in keyof NonNullable<StoreConfig['attributes']>]-?: readonly string[] }
    write: 'exop' | 'replace'
    groups: GroupReading
  }
  /** The attribute that names an entry for ever. */
  guid: Guid
  /** What `standing` reads; asked for by name, because operational attributes come no other way. */
  attributes: readonly string[]
  /** Those of them, beside the id, that hold bytes. */
  binary?: readonly string[]
  /** Where the entry tells its groups. */
  memberOf: string
  /** What the entry says about an account, whoever it belongs to. */
  standing(entry: Entry, now: number): Standing
  /** The changes that set a password; absent: `userPassword` is replaced. */
  password?(password: string): Change[]
  /** The same of a person who gives the current one too; absent: as `password` does. */
  ownPassword?(current: string, password: string): Change[]
  /** `{SSHA}…` would be stored as it is. */
  takesHashes: boolean
  /** The changes that unlock the account and clear "must change", in the same modify as the password where that is written by modify. */
  unlocking?(now: number): Change[]
  /** What an administrator may set beside a password, and what goes with those writes. */
  switches: Switches
  switchControls?: () => Control[]
  /** What goes with every write, beside the request for the password policy's answer. */
  controls?(client: Client): Promise<Control[]>
  /** The rule that a refusal is about; undefined where it is not about the password. Throws Misconfigured where it knows what to change. */
  refusedRule(refusal: Refusal): string | undefined
  /** What a refused bind says only to who gave the right password. */
  rightPassword?: RegExp
  /** Those of its words that mean: right, but it has run out or must be changed, and so it opens nothing. */
  spentPassword?: RegExp
}

export type Standing = Pick<
  Person,
  'isDisabled' | 'isLocked' | 'isProtected' | 'marker' | 'mustChange' | 'lastLogin' | 'changedAt' | 'lockedUntil' | 'expiresAt'
>

export interface Refusal {
  /** LDAP's result code. */
  code: number
  /** The directory's own text: read here, shown to nobody. */
  text: string
  /** The error of the password policy's response control. */
  policyError: number | undefined
  error: unknown
}
