// Oracle Unified Directory. A reset by somebody else unlocks by itself.
import { known, timeOf } from '../entry.ts'
import { either, not } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

export const oud: Profile = {
  defaults: { ...PEOPLE, write: 'replace', groups: 'memberOf' },
  guid: { attribute: 'entryUUID', kind: 'text' },
  memberOf: 'isMemberOf',
  attributes: ['ds-pwp-account-disabled', 'pwdAccountLockedTime', 'pwdChangedTime', 'pwdReset', 'ds-pwp-last-login-time'],
  takesHashes: true,

  standing(entry) {
    return {
      isDisabled: entry.first('ds-pwp-account-disabled')?.toLowerCase() === 'true',
      isLocked: entry.first('pwdAccountLockedTime') !== undefined,
      isProtected: false,
      mustChange: entry.first('pwdReset')?.toLowerCase() === 'true',
      marker: entry.first('pwdChangedTime') ?? '',
      ...known({ lastLogin: timeOf(entry.first('ds-pwp-last-login-time')), changedAt: timeOf(entry.first('pwdChangedTime')) })
    }
  },

  // It keeps locks and "must change" to itself: only a reset ends them.
  switches: { enabled: not(either('ds-pwp-account-disabled', 'true')) },
  refusedRule: policyRule
}
