// What an administrator switches of an account, as each kind of directory does it.
import { Attribute, Change } from 'ldapts'
import type { StateChange, StateFlag } from '../../ports.ts'
import type { Entry } from './entry.ts'
import type { Profile } from './profiles/profile.ts'
import type { Schema } from './schemas/schema.ts'

/** The changes that set a flag, none where it is so already; undefined where the directory has no way. */
export type Switch = (to: boolean, entry: Entry, now: number) => Change[] | undefined

/** One that is absent cannot be set. */
export type Switches = { readonly [F in StateFlag]?: Switch }

export const replaced = (type: string, ...values: string[] | Buffer[]): Change =>
  new Change({ operation: 'replace', modification: new Attribute({ type, values }) })

/** A value that must be there still: whoever changed it meanwhile is not overruled. */
export const removed = (type: string, value: string): Change =>
  new Change({ operation: 'delete', modification: new Attribute({ type, values: [value] }) })

export const added = (type: string, ...values: string[]): Change =>
  new Change({ operation: 'add', modification: new Attribute({ type, values }) })

/** An attribute with one value for yes and another for no; without the other, no is that it is absent. */
export const either =
  (attribute: string, yes: string, no?: string): Switch =>
  (to) =>
    to ? [replaced(attribute, yes)] : no === undefined ? [replaced(attribute)] : [replaced(attribute, no)]

/** The same with yes and no the other way round. */
export const not =
  (way: Switch): Switch =>
  (to, entry, now) =>
    way(!to, entry, now)

/** What the draft of directories' password policies means by a lock that only an administrator ends (draft-behera-ldap-password-policy 5.3.3). */
export const LOCKED_FOR_EVER = '000001010000Z'

// A lock is taken away before somebody is disabled: some directories have one attribute for both.
const FLAGS: readonly StateFlag[] = ['unlocked', 'enabled', 'forceChange']

interface Place {
  profile: Profile
  schema: Schema
  now: number
}

/** The changes that make an entry what is asked for, and the flags for which there is no way. */
export function changesFor(
  { profile, schema, now }: Place,
  entry: Entry,
  change: StateChange
): { changes: Change[]; impossible: StateFlag[] } {
  const { isDisabled, isLocked, mustChange } = profile.standing(entry, now)
  const isHeldByDirectory = { enabled: isDisabled, unlocked: isLocked, forceChange: mustChange === true }
  const changes: Change[] = []
  const impossible: StateFlag[] = []
  for (const flag of FLAGS) {
    const to = change[flag]
    if (to === undefined) continue
    const isRelief = to === (flag !== 'forceChange')
    const [own, theirs] = [profile.switches[flag], schema.switches[flag]]
    // A schema's word is enough to hold somebody; to let them go, the directory's own must go too, where there is one.
    const ways = theirs === undefined ? [own] : isRelief && isHeldByDirectory[flag] ? [own, theirs] : [theirs]
    for (const made of ways.map((way) => way?.(to, entry, now))) {
      if (made === undefined) impossible.push(flag)
      else changes.push(...made)
    }
  }
  return { changes, impossible: [...new Set(impossible)] }
}

/** The change that adds the object classes that an entry lacks, none where it has them. */
export function classesFor(entry: Entry, classes: readonly string[]): Change[] {
  const present = new Set(entry.values('objectClass').map((name) => name.toLowerCase()))
  const lacking = classes.filter((name) => !present.has(name.toLowerCase()))
  return lacking.length > 0 ? [added('objectClass', ...lacking)] : []
}
