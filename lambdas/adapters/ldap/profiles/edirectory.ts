// NetIQ (once Novell) eDirectory with universal passwords. Whether a reset leaves a password that must be changed is the password
// policy's choice ("do not expire the user's password when the administrator sets it"), which no write of ours can make.
import { known, timeOf, toGeneralizedTime } from '../entry.ts'
import { either, replaced } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile, Refusal } from './profile.ts'
import { policyRule } from './refusals.ts'

/** NDS and NMAS errors stand in brackets at the end of the text. */
const RULES: Readonly<Record<string, string>> = {
  '-215': 'numPasswordsInHistory',
  '-216': 'minLength',
  '-1696': 'numPasswordsInHistory',
  '-16000': 'directoryQuality'
}
const NMAS_POLICY = /\((-160\d\d)\)/

const unlocking = () => [replaced('lockedByIntruder', 'FALSE'), replaced('loginIntruderAttempts', '0')]

export const edirectory: Profile = {
  defaults: { ...PEOPLE, filter: '(|(uid={})(cn={})(mail={}))', write: 'replace', groups: 'memberOf' },
  guid: { attribute: 'GUID', kind: 'uuid' },
  memberOf: 'groupMembership',
  attributes: ['loginDisabled', 'loginExpirationTime', 'lockedByIntruder', 'passwordExpirationTime', 'pwdChangedTime', 'loginTime'],
  takesHashes: false,

  standing(entry, now) {
    const passed = (attribute: string): boolean => (timeOf(entry.first(attribute)) ?? Number.POSITIVE_INFINITY) <= now
    return {
      isDisabled: entry.first('loginDisabled')?.toLowerCase() === 'true' || passed('loginExpirationTime'),
      isLocked: entry.first('lockedByIntruder')?.toLowerCase() === 'true',
      isProtected: false,
      mustChange: passed('passwordExpirationTime'),
      marker: entry.first('pwdChangedTime') ?? '',
      ...known({ lastLogin: timeOf(entry.first('loginTime')), changedAt: timeOf(entry.first('pwdChangedTime')) })
    }
  },

  unlocking,
  switches: {
    enabled: either('loginDisabled', 'FALSE', 'TRUE'),
    unlocked: unlocking,
    // When a password that was not reset would have run out, nobody knows.
    forceChange: (to, _, now) => (to ? [replaced('passwordExpirationTime', toGeneralizedTime(now))] : undefined)
  },
  refusedRule(refusal: Refusal) {
    const code = refusal.text.match(/\((-\d+)\)/)?.[1]
    return (code && RULES[code]) ?? (NMAS_POLICY.test(refusal.text) ? 'directoryQuality' : policyRule(refusal))
  }
}
