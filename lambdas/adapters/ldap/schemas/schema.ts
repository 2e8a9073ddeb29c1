// A schema is where another product keeps the state of accounts beside what the directory keeps by itself: data and small functions.
import type { Change } from 'ldapts'
import type { PasswordTerms } from '../../../ports.ts'
import { type Entry, known } from '../entry.ts'
import type { Standing } from '../profiles/profile.ts'
import type { Switches } from '../switches.ts'

export interface Schema {
  /** What `standing` reads; asked for by name. */
  attributes: readonly string[]
  /** What they say about an account. */
  standing(entry: Entry, now: number): Partial<Standing>
  /** The changes that belong to a new password. */
  written(now: number, terms: PasswordTerms): Change[]
  switches: Switches
}

const later = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.max(one, other)

/** What the directory and the schema say together: whoever says no is believed. */
export function together(own: Standing, told: Partial<Standing>): Standing {
  const times = {
    lastLogin: later(own.lastLogin, told.lastLogin),
    changedAt: later(own.changedAt, told.changedAt),
    lockedUntil: later(own.lockedUntil, told.lockedUntil),
    expiresAt: told.expiresAt ?? own.expiresAt
  }
  return {
    ...own,
    ...known(times),
    isDisabled: own.isDisabled || told.isDisabled === true,
    isLocked: own.isLocked || told.isLocked === true,
    mustChange: own.mustChange === true || told.mustChange === true
  }
}
