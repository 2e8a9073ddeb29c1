// Oracle (once Sun) Directory Server Enterprise Edition, in its DS6 password mode.
import { known, timeOf } from '../entry.ts'
import { either, LOCKED_FOR_EVER, not, replaced } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

export const odsee: Profile = {
  defaults: { ...PEOPLE, write: 'replace', groups: 'memberOf' },
  guid: { attribute: 'nsUniqueId', kind: 'text' },
  memberOf: 'isMemberOf',
  attributes: ['nsAccountLock', 'pwdAccountLockedTime', 'pwdChangedTime', 'pwdReset', 'pwdLastAuthTime'],
  takesHashes: true,

  standing(entry) {
    const locked = entry.first('pwdAccountLockedTime')
    return {
      isDisabled: entry.first('nsAccountLock')?.toLowerCase() === 'true' || locked === LOCKED_FOR_EVER,
      isLocked: locked !== undefined && locked !== LOCKED_FOR_EVER,
      isProtected: false,
      mustChange: entry.first('pwdReset')?.toLowerCase() === 'true',
      marker: entry.first('pwdChangedTime') ?? '',
      ...known({ lastLogin: timeOf(entry.first('pwdLastAuthTime')), changedAt: timeOf(entry.first('pwdChangedTime')) })
    }
  },

  unlocking: () => [replaced('pwdAccountLockedTime')],
  switches: {
    enabled: not(either('nsAccountLock', 'true')),
    unlocked: () => [replaced('pwdAccountLockedTime')],
    forceChange: either('pwdReset', 'TRUE', 'FALSE')
  },
  refusedRule: policyRule
}
