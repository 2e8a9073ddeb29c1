// OpenLDAP with the ppolicy and memberof overlays. A password write deletes pwdAccountLockedTime, pwdFailureTime and pwdReset
// by itself (seen on 2.5), so there is nothing else to write; and that is why a disabled person must be refused before it.
import { timeOf } from '../entry.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

/** pwdAccountLockedTime of an account that only an administrator unlocks (draft-behera-ldap-password-policy 5.3.3). */
const LOCKED_FOR_EVER = '000001010000Z'

export const openldap: Profile = {
  defaults: { ...PEOPLE, write: 'exop', groups: 'memberOf' },
  guid: { attribute: 'entryUUID', kind: 'text' },
  memberOf: 'memberOf',
  attributes: ['pwdChangedTime', 'pwdAccountLockedTime', 'pwdReset', 'pwdLastSuccess', 'authTimestamp'],
  takesHashes: true,

  standing(entry) {
    const locked = entry.first('pwdAccountLockedTime')
    const lastLogin = timeOf(entry.first('pwdLastSuccess') ?? entry.first('authTimestamp'))
    return {
      isDisabled: locked === LOCKED_FOR_EVER,
      isLocked: locked !== undefined && locked !== LOCKED_FOR_EVER,
      isProtected: false,
      mustChange: entry.first('pwdReset') === 'TRUE',
      marker: entry.first('pwdChangedTime') ?? '',
      ...(lastLogin === undefined ? {} : { lastLogin })
    }
  },

  refusedRule: policyRule
}
