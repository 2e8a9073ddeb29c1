// Oracle (once Sun) Directory Server Enterprise Edition, in its DS6 password mode.
import { timeOf } from '../entry.ts'
import { replaced } from '../write.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

/** pwdAccountLockedTime of an account that only an administrator unlocks. */
const LOCKED_FOR_EVER = '000001010000Z'

export const odsee: Profile = {
  defaults: { ...PEOPLE, write: 'replace', groups: 'memberOf' },
  guid: { attribute: 'nsUniqueId', kind: 'text' },
  memberOf: 'isMemberOf',
  attributes: ['nsAccountLock', 'pwdAccountLockedTime', 'pwdChangedTime', 'pwdReset', 'pwdLastAuthTime'],
  takesHashes: true,

  standing(entry) {
    const locked = entry.first('pwdAccountLockedTime')
    const lastLogin = timeOf(entry.first('pwdLastAuthTime'))
    return {
      isDisabled: entry.first('nsAccountLock')?.toLowerCase() === 'true' || locked === LOCKED_FOR_EVER,
      isLocked: locked !== undefined && locked !== LOCKED_FOR_EVER,
      isProtected: false,
      mustChange: entry.first('pwdReset')?.toLowerCase() === 'true',
      marker: entry.first('pwdChangedTime') ?? '',
      ...(lastLogin === undefined ? {} : { lastLogin })
    }
  },

  unlocking: () => [replaced('pwdAccountLockedTime')],
  refusedRule: policyRule
}
