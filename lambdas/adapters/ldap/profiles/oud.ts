// Oracle Unified Directory. A reset by somebody else unlocks by itself.
import { timeOf } from '../entry.ts'
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
    const lastLogin = timeOf(entry.first('ds-pwp-last-login-time'))
    return {
      isDisabled: entry.first('ds-pwp-account-disabled')?.toLowerCase() === 'true',
      isLocked: entry.first('pwdAccountLockedTime') !== undefined,
      isProtected: false,
      mustChange: entry.first('pwdReset')?.toLowerCase() === 'true',
      marker: entry.first('pwdChangedTime') ?? '',
      ...(lastLogin === undefined ? {} : { lastLogin })
    }
  },

  refusedRule: policyRule
}
