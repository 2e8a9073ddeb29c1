// OpenLDAP with the ppolicy overlay. A password write deletes pwdAccountLockedTime, pwdFailureTime and pwdReset
// by itself (seen on 2.5), so there is nothing else to write; and that is why a disabled person must be refused before it.
import { known, timeOf } from '../entry.ts'
import { either, LOCKED_FOR_EVER, removed, replaced } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

const LOCK = 'pwdAccountLockedTime'

export const openldap: Profile = {
  defaults: { ...PEOPLE, write: 'exop', groups: 'search' },
  guid: { attribute: 'entryUUID', kind: 'text' },
  // Of an overlay that not everybody has, and that tells direct groups only.
  memberOf: 'memberOf',
  attributes: ['pwdChangedTime', 'pwdAccountLockedTime', 'pwdStartTime', 'pwdEndTime', 'pwdReset', 'pwdLastSuccess', 'authTimestamp'],
  takesHashes: true,

  standing(entry, now) {
    const locked = entry.first('pwdAccountLockedTime')
    return {
      // Outside its times no password opens an account, a new one neither.
      isDisabled:
        locked === LOCKED_FOR_EVER ||
        (timeOf(entry.first('pwdStartTime')) ?? Number.NEGATIVE_INFINITY) > now ||
        (timeOf(entry.first('pwdEndTime')) ?? Number.POSITIVE_INFINITY) <= now,
      isLocked: locked !== undefined && locked !== LOCKED_FOR_EVER,
      isProtected: false,
      mustChange: entry.first('pwdReset') === 'TRUE',
      marker: entry.first('pwdChangedTime') ?? '',
      ...known({
        lastLogin: timeOf(entry.first('pwdLastSuccess') ?? entry.first('authTimestamp')),
        changedAt: timeOf(entry.first('pwdChangedTime'))
      })
    }
  },

  switches: {
    enabled(to, entry) {
      if (!to) return [replaced(LOCK, LOCKED_FOR_EVER)]
      return entry.first(LOCK) === LOCKED_FOR_EVER ? [removed(LOCK, LOCKED_FOR_EVER)] : []
    },
    // With the lock the failures that led to it go too.
    unlocked(_, entry) {
      const lock = entry.first(LOCK)
      return lock === undefined || lock === LOCKED_FOR_EVER ? [] : [removed(LOCK, lock)]
    },
    forceChange: either('pwdReset', 'TRUE')
  },
  refusedRule: policyRule
}
