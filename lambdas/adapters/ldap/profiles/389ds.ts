// 389 Directory Server (Red Hat Directory Server). Its password policy counts for everybody but Directory Manager and the
// password administrators, so the reset identity must be neither.
import { known, timeOf, toGeneralizedTime } from '../entry.ts'
import { either, not, replaced } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile } from './profile.ts'
import { policyRule } from './refusals.ts'

/** accountUnlockTime of an account that only an administrator unlocks, and passwordExpirationTime of one that must change. */
const NEVER = 0
/** passwordExpirationTime of a password that does not expire and was reset by somebody else (seen on 2.3). */
const NO_EXPIRY = 1000

const unlocking = () => [replaced('accountUnlockTime'), replaced('passwordRetryCount', '0')]

// It answers a write before pwdUpdateTime stands in the entry: a look right after may show the one before, and only a bind tells.
// Not by RFC 3062: then it refuses without a reason, and leaves "must change" where it was (seen on 2.3).
export const ds389: Profile = {
  defaults: { ...PEOPLE, write: 'replace', groups: 'search' },
  guid: { attribute: 'nsUniqueId', kind: 'text' },
  // Of a plug-in that is off at first; it writes nested groups too.
  memberOf: 'memberOf',
  attributes: ['nsAccountLock', 'accountUnlockTime', 'passwordExpirationTime', 'pwdUpdateTime', 'pwdReset', 'lastLoginTime'],
  takesHashes: true,

  standing(entry, now) {
    const unlocks = timeOf(entry.first('accountUnlockTime'))
    const expires = timeOf(entry.first('passwordExpirationTime'))
    return {
      isDisabled: entry.first('nsAccountLock')?.toLowerCase() === 'true',
      isLocked: unlocks !== undefined && (unlocks === NEVER || unlocks > now),
      isProtected: false,
      mustChange:
        entry.first('pwdReset')?.toLowerCase() === 'true' ||
        expires === NEVER ||
        (expires !== undefined && expires > NO_EXPIRY && expires <= now),
      marker: entry.first('pwdUpdateTime') ?? '',
      ...known({
        lockedUntil: unlocks !== undefined && unlocks > now ? unlocks : undefined,
        lastLogin: timeOf(entry.first('lastLoginTime')),
        changedAt: timeOf(entry.first('pwdUpdateTime'))
      })
    }
  },

  unlocking,
  switches: {
    enabled: not(either('nsAccountLock', 'true')),
    unlocked: unlocking,
    forceChange: (to) => [replaced('passwordExpirationTime', toGeneralizedTime(to ? NEVER : NO_EXPIRY))]
  },
  refusedRule: policyRule
}
