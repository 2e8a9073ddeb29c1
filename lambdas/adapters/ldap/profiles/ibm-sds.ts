// IBM Security Directory Server. The server-administration control lets a delegated identity write the policy's own attributes.
import { Control } from 'ldapts'
import { known, timeOf } from '../entry.ts'
import { either, replaced } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

const SERVER_ADMINISTRATION = '1.3.18.0.2.10.15'

const administrating = () => [new Control(SERVER_ADMINISTRATION, { critical: true })]

export const ibmSds: Profile = {
  defaults: { ...PEOPLE, write: 'replace', groups: 'memberOf' },
  guid: { attribute: 'ibm-entryUuid', kind: 'text' },
  // Nested and dynamic groups too.
  memberOf: 'ibm-allGroups',
  attributes: ['ibm-pwdAccountLocked', 'pwdAccountLockedTime', 'pwdChangedTime', 'pwdReset', 'ibm-pwdLastSuccess'],
  takesHashes: true,

  standing(entry) {
    return {
      isDisabled: entry.first('ibm-pwdAccountLocked')?.toLowerCase() === 'true',
      isLocked: entry.first('pwdAccountLockedTime') !== undefined,
      isProtected: false,
      mustChange: entry.first('pwdReset')?.toLowerCase() === 'true',
      marker: entry.first('pwdChangedTime') ?? '',
      ...known({ lastLogin: timeOf(entry.first('ibm-pwdLastSuccess')), changedAt: timeOf(entry.first('pwdChangedTime')) })
    }
  },

  unlocking: () => [replaced('pwdAccountLockedTime'), replaced('pwdFailureTime'), replaced('pwdReset', 'FALSE')],
  switchControls: administrating,
  controls: async () => administrating(),
  switches: {
    enabled: either('ibm-pwdAccountLocked', 'FALSE', 'TRUE'),
    unlocked: () => [replaced('pwdAccountLockedTime'), replaced('pwdFailureTime')],
    forceChange: either('pwdReset', 'TRUE', 'FALSE')
  },
  refusedRule: policyRule
}
