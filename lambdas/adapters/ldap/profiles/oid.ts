// Oracle Internet Directory: groups name their members and not the other way round, and one write of a flag unlocks.
import { known, timeOf } from '../entry.ts'
import { either, replaced } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile, Refusal } from './profile.ts'
import { policyRule } from './refusals.ts'

/** Its password policy answers with a number in the text (Oracle's administrator guide, "Password policy error messages"). */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/:?\s*9003\b/, 'minLength'],
  [/:?\s*9004\b/, 'directoryQuality'],
  [/:?\s*9012\b/, 'numPasswordsInHistory']
]

export const oid: Profile = {
  defaults: { ...PEOPLE, write: 'replace', groups: 'search' },
  guid: { attribute: 'orclGUID', kind: 'text' },
  memberOf: 'memberOf',
  attributes: ['orclIsEnabled', 'orclActiveEndDate', 'pwdAccountLockedTime', 'pwdChangedTime', 'pwdReset', 'orclLastLoginTime'],
  takesHashes: true,

  standing(entry, now) {
    return {
      isDisabled:
        entry.first('orclIsEnabled')?.toUpperCase() === 'DISABLED' ||
        (timeOf(entry.first('orclActiveEndDate')) ?? Number.POSITIVE_INFINITY) <= now,
      isLocked: entry.first('pwdAccountLockedTime') !== undefined,
      isProtected: false,
      mustChange: /^(true|1)$/i.test(entry.first('pwdReset') ?? ''),
      marker: entry.first('pwdChangedTime') ?? '',
      ...known({ lastLogin: timeOf(entry.first('orclLastLoginTime')), changedAt: timeOf(entry.first('pwdChangedTime')) })
    }
  },

  unlocking: () => [replaced('orclPwdAccountUnlock', '1'), replaced('pwdReset', '0')],
  switches: {
    enabled: either('orclIsEnabled', 'ENABLED', 'DISABLED'),
    unlocked: () => [replaced('orclPwdAccountUnlock', '1')],
    forceChange: either('pwdReset', '1', '0')
  },
  refusedRule: (refusal: Refusal) => RULES.find(([words]) => words.test(refusal.text))?.[1] ?? policyRule(refusal)
}
