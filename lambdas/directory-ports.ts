// What Rekey needs of directories: to find people, to set their passwords, to see and change the state of their accounts.
import type { PersonNames } from './flow/flow.ts'
import type { Realm } from './flow/realm.ts'
import type { Violation } from './policy/policy.ts'
import type { Deadline } from './ports.ts'

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
  /** Until when wrong logins lock, where it tells (epoch ms); absent of somebody locked: nobody knows, or until an administrator unlocks. */
  lockedUntil?: number
  /** When the password expires, where the entry itself says so (epoch ms). */
  expiresAt?: number
  /** Values of the attributes that were asked for beside all this. */
  attributes?: Readonly<Record<string, readonly string[]>>
  /** Values of Oracle's obPasswordHistory; read by the reset identity only. */
  oldHistory?: string[]
}

export type Lookup = { kind: 'person'; person: Person } | { kind: 'none' } | { kind: 'ambiguous' }

/** The search-only identity of one store. Throws Unavailable when the directory cannot be asked. */
export interface Finder {
  readonly store: string
  /** What people may put behind or before their name that says that they are here. */
  readonly owns: Realm
  /** Finds by the store's configured filter, the identifier taken literally. */
  find(who: string, deadline: Deadline): Promise<Lookup>
}

/** Who somebody is for ever, and where they are now. */
export type Pinned = Pick<Person, 'dn' | 'guid'>

/** Everybody in one store, as its search-only identity sees them. */
export interface Roll {
  readonly store: string
  /** A page at a time, each asked for when it is wanted, within half a minute. Of groups they show the protected ones only. */
  pages(): AsyncGenerator<readonly Person[]>
  /** One of them as they are now, with all their groups; undefined where they are gone. */
  again(person: Pinned, deadline: Deadline): Promise<Person | undefined>
}

/** One store as administrators look somebody up in it: by name, or by going through everybody. */
export interface Register extends Finder {
  /** Everybody whom the filter could find, a page at a time. Throws where the time is over, and where not everybody is shown. */
  ids(deadline: Deadline): AsyncGenerator<readonly Pinned[]>
  /** One of them as they are now, with all their groups; undefined where they are gone. */
  again(person: Pinned, deadline: Deadline): Promise<Person | undefined>
}

export type PasswordWrite =
  /** `fault`: in our words, what should have been written beside it and was not. */
  | { kind: 'changed'; fault?: string }
  /** The directory's own policy said no, in our rules' words. */
  | { kind: 'refused'; violations: Violation[] }
  /** No answer in time: it may have been applied. Look at the marker, or let the person's own bind tell. */
  | { kind: 'unknown' }

/** What the policy says of a password that is being set. */
export interface PasswordTerms {
  /** Epoch ms; absent: never. */
  expiresAt?: number
}

/** The reset identity of one store. */
export interface Resetter {
  readonly store: string
  readonly owns: Realm
  /** Whether anybody here goes by this identifier, taken literally. */
  knows(who: string, deadline: Deadline): Promise<boolean>
  /** The entry as it is now, found again by its immutable id, with the values of further attributes; undefined where it is gone. */
  read(guid: string, dn: string, deadline: Deadline, attributes?: readonly string[]): Promise<Person | undefined>
  /** Sets the password as an administrator, unlocking the account and clearing "must change" as the directory allows. */
  setPassword(dn: string, password: string, deadline: Deadline, terms?: PasswordTerms): Promise<PasswordWrite>
  /** Whether the person can bind with this password: the proof after a crash or a lost reply. Never called with an empty one. */
  proves(dn: string, password: string, deadline: Deadline): Promise<boolean>
}

/** One store as people use it themselves: they are found by the search identity, and all else is done as them, with their own password. */
export interface OwnStore extends Finder {
  /** What one search shows, whoever is asked for: groups only as far as the entry itself tells them. */
  glance(who: string, deadline: Deadline): Promise<Lookup>
  /** One bind as this person; as an entry that is nobody's without a name, and that proves nothing. Undefined where it is refused. */
  prove(dn: string | undefined, current: string, deadline: Deadline): Promise<Proven | undefined>
}

/** Somebody who knows their password, for as long as they are not let go. */
export interface Proven {
  /** The password is right, and the directory takes no new one from whoever has only that: it has run out, or must be changed. */
  mustReset: boolean
  /** Sets a new password as the person, by the directory's rules for changes. */
  setPassword(password: string, deadline: Deadline, terms?: PasswordTerms): Promise<PasswordWrite>
  close(): void
}

/** What an administrator sets of somebody's account; a flag that is absent leaves it as it is. Nobody is locked by hand: they are disabled. */
export interface StateChange {
  enabled?: boolean
  forceChange?: boolean
  unlocked?: true
}

export type StateFlag = keyof StateChange

export type StateWrite =
  | { kind: 'changed' }
  /** Nothing was written: this kind of directory has no way to set these. */
  | { kind: 'impossible'; flags: StateFlag[] }
  /** Nothing was written: somebody else changed the entry meanwhile. */
  | { kind: 'overtaken' }

/** The identity of one store that sets the state of accounts, and neither reads nor writes a password. */
export interface Steward extends Register {
  /** Writes all that is asked for at once, or nothing. */
  setState(dn: string, change: StateChange, deadline: Deadline): Promise<StateWrite>
}
