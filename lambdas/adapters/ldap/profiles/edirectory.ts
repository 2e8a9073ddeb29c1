// NetIQ (once Novell) eDirectory with universal passwords. Whether a reset leaves a password that must be changed is the password
// policy's choice ("do not expire the user's password when the administrator sets it"), which no write of ours can make.
import { timeOf } from '../entry.ts'
import { replaced } from '../write.ts'
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

export const edirectory: Profile = {
  defaults: { ...PEOPLE, filter: '(|(uid={})(cn={})(mail={}))', write: 'replace', groups: 'memberOf' },
  guid: { attribute: 'GUID', kind: 'uuid' },
  memberOf: 'groupMembership',
  attributes: ['loginDisabled', 'loginExpirationTime', 'lockedByIntruder', 'passwordExpirationTime', 'pwdChangedTime', 'loginTime'],
  takesHashes: false,

  standing(entry, now) {
    const passed = (attribute: string): boolean => (timeOf(entry.first(attribute)) ?? Number.POSITIVE_INFINITY) <= now
    const lastLogin = timeOf(entry.first('loginTime'))
    return {
      isDisabled: entry.first('loginDisabled')?.toLowerCase() === 'true' || passed('loginExpirationTime'),
      isLocked: entry.first('lockedByIntruder')?.toLowerCase() === 'true',
      isProtected: false,
      mustChange: passed('passwordExpirationTime'),
      marker: entry.first('pwdChangedTime') ?? '',
      ...(lastLogin === undefined ? {} : { lastLogin })
    }
  },

  unlocking: () => [replaced('lockedByIntruder', 'FALSE'), replaced('loginIntruderAttempts', '0')],
  refusedRule(refusal: Refusal) {
    const code = refusal.text.match(/\((-\d+)\)/)?.[1]
    return (code && RULES[code]) ?? (NMAS_POLICY.test(refusal.text) ? 'directoryQuality' : policyRule(refusal))
  }
}
