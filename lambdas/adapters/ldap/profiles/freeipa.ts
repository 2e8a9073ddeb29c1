// FreeIPA (Red Hat Identity Management). The reset identity is a system account listed in SysAcctManagersDNs of
// cn=ipa_pwd_extop,cn=plugins,cn=config: anybody else's reset leaves a password that must be changed at once.
import { timeOf, toGeneralizedTime } from '../entry.ts'
import { replaced } from '../write.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

export const freeipa: Profile = {
  defaults: { ...PEOPLE, write: 'replace', groups: 'memberOf' },
  guid: { attribute: 'ipaUniqueID', kind: 'text' },
  memberOf: 'memberOf',
  attributes: ['nsAccountLock', 'krbPrincipalExpiration', 'krbPasswordExpiration', 'krbLastPwdChange', 'krbLastSuccessfulAuth'],
  takesHashes: true,

  standing(entry, now) {
    const passed = (attribute: string): boolean => (timeOf(entry.first(attribute)) ?? Number.POSITIVE_INFINITY) <= now
    const lastLogin = timeOf(entry.first('krbLastSuccessfulAuth'))
    return {
      isDisabled: entry.first('nsAccountLock')?.toLowerCase() === 'true' || passed('krbPrincipalExpiration'),
      // Whether failures lock is a matter of the person's policy, which the entry does not tell; a reset clears them anyway.
      isLocked: false,
      isProtected: false,
      mustChange: passed('krbPasswordExpiration'),
      marker: entry.first('krbLastPwdChange') ?? '',
      ...(lastLogin === undefined ? {} : { lastLogin })
    }
  },

  unlocking: (now) => [replaced('krbLoginFailedCount', '0'), replaced('krbLastAdminUnlock', toGeneralizedTime(now))],
  refusedRule: policyRule
}
