// OpenLDAP with the ppolicy and memberof overlays. A password write deletes pwdAccountLockedTime, pwdFailureTime and pwdReset
// by itself (seen on 2.5), so there is nothing else to write; and that is why a disabled person must be refused before it.
import { Attribute, BerWriter, Change, PasswordPolicyControl, ResultCodeError } from 'ldapts'
import type { Violation } from '../../../policy/policy.ts'
import { Misconfigured } from '../../../ports.ts'
import { type Entry, timeOf } from '../entry.ts'
import type { Profile } from './profile.ts'

/** pwdAccountLockedTime of an account that only an administrator unlocks (draft-behera-ldap-password-policy 5.3.3). */
const LOCKED_FOR_EVER = '000001010000Z'

const PASSWORD_MODIFY = '1.3.6.1.4.1.4203.1.11.1'
const CONSTRAINT_VIOLATION = 19

/** `{SSHA}…` is taken for a password that is hashed already: it would be stored as it is, and another one would open. */
const LOOKS_HASHED = /^\{[^{}]*\}/

const OLD_PASSWORD_WANTED = 4

/** The control's error, in the words of our rules; others are about rights, not about the password. */
const RULES: Readonly<Record<number, string>> = {
  5: 'directoryQuality',
  6: 'minLength',
  7: 'minPasswordAge',
  8: 'numPasswordsInHistory',
  9: 'maxLength'
}

export const openldap: Profile = {
  guid: 'entryUUID',
  attributes: ['memberOf', 'pwdChangedTime', 'pwdAccountLockedTime', 'pwdLastSuccess', 'authTimestamp'],

  standing(entry: Entry) {
    const first = (attribute: string): string | undefined => entry.values(attribute)[0]
    const locked = first('pwdAccountLockedTime')
    const lastLogin = timeOf(first('pwdLastSuccess') ?? first('authTimestamp'))
    return {
      groups: entry.values('memberOf'),
      isDisabled: locked === LOCKED_FOR_EVER,
      isLocked: locked !== undefined && locked !== LOCKED_FOR_EVER,
      marker: first('pwdChangedTime') ?? '',
      ...(lastLogin === undefined ? {} : { lastLogin })
    }
  },

  async write(client, dn, password, how) {
    if (LOOKS_HASHED.test(password)) return [{ rule: 'directoryQuality', params: {} }]
    const policy = new PasswordPolicyControl()
    try {
      if (how === 'exop') await client.exop(PASSWORD_MODIFY, passwordModify(dn, password), policy)
      else await client.modify(dn, replaced(password), policy)
      return []
    } catch (error) {
      const violations = refused(error, policy.value?.error)
      if (violations) return violations
      throw error
    }
  }
}

function refused(error: unknown, policyError: number | undefined): Violation[] | undefined {
  if (policyError === OLD_PASSWORD_WANTED)
    throw new Misconfigured('the password policy wants the old password at every change: set pwdSafeModify to FALSE', error)
  const rule = policyError === undefined ? undefined : RULES[policyError]
  if (rule) return [{ rule, params: {} }]
  // A password-check module may refuse without saying why.
  if (policyError === undefined && error instanceof ResultCodeError && error.code === CONSTRAINT_VIOLATION)
    return [{ rule: 'directoryQuality', params: {} }]
  return undefined
}

const replaced = (password: string): Change =>
  new Change({ operation: 'replace', modification: new Attribute({ type: 'userPassword', values: [password] }) })

/** PasswdModifyRequestValue of RFC 3062, without an old password. */
function passwordModify(dn: string, password: string): Buffer {
  const value = new BerWriter()
  value.startSequence()
  value.writeString(dn, 0x80)
  value.writeString(password, 0x82)
  value.endSequence()
  return value.buffer
}
