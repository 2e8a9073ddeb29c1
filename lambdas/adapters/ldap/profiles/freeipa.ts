// FreeIPA (Red Hat Identity Management). The reset identity is a system account listed in SysAcctManagersDNs of
// cn=ipa_pwd_extop,cn=plugins,cn=config: anybody else's reset leaves a password that must be changed at once.
import { known, timeOf, toGeneralizedTime } from '../entry.ts'
import { either, not, replaced } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

const unlocking = (now: number) => [replaced('krbLoginFailedCount', '0'), replaced('krbLastAdminUnlock', toGeneralizedTime(now))]

export const freeipa: Profile = {
  defaults: { ...PEOPLE, write: 'replace', groups: 'memberOf' },
  guid: { attribute: 'ipaUniqueID', kind: 'text' },
  memberOf: 'memberOf',
  attributes: ['nsAccountLock', 'krbPrincipalExpiration', 'krbPasswordExpiration', 'krbLastPwdChange', 'krbLastSuccessfulAuth'],
  takesHashes: true,

  standing(entry, now) {
    const passed = (attribute: string): boolean => (timeOf(entry.first(attribute)) ?? Number.POSITIVE_INFINITY) <= now
    return {
      isDisabled: entry.first('nsAccountLock')?.toLowerCase() === 'true' || passed('krbPrincipalExpiration'),
      // Whether failures lock is a matter of the person's policy, which the entry does not tell; a reset clears them anyway.
      isLocked: false,
      isProtected: false,
      mustChange: passed('krbPasswordExpiration'),
      marker: entry.first('krbLastPwdChange') ?? '',
      ...known({ lastLogin: timeOf(entry.first('krbLastSuccessfulAuth')), changedAt: timeOf(entry.first('krbLastPwdChange')) })
    }
  },

  unlocking,
  switches: {
    enabled: not(either('nsAccountLock', 'TRUE')),
    unlocked: (_, _entry, now) => unlocking(now),
    // When a password that was not reset would have run out, nobody knows.
    forceChange: (to, _, now) => (to ? [replaced('krbPasswordExpiration', toGeneralizedTime(now))] : undefined)
  },
  refusedRule: policyRule
}
