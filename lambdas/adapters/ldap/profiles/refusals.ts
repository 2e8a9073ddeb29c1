// What directories that speak the password policy draft (draft-behera-ldap-password-policy) say when they refuse a password.
import { Misconfigured } from '../../../ports.ts'
import type { Refusal } from './profile.ts'

export const CONSTRAINT_VIOLATION = 19
export const UNWILLING = 53

const OLD_PASSWORD_WANTED = 4

/** The control's error, in the words of our rules; others are about rights, not about the password. */
const RULES: Readonly<Record<number, string>> = {
  5: 'directoryQuality',
  6: 'minLength',
  7: 'minPasswordAge',
  8: 'numPasswordsInHistory',
  9: 'maxLength'
}

/** The rule that the control names; without it, whatever a constraint violation says in words. */
export function policyRule({ code, text, policyError, error }: Refusal): string | undefined {
  if (policyError === OLD_PASSWORD_WANTED)
    throw new Misconfigured('the password policy wants the old password at every change: set pwdSafeModify to FALSE', error)
  const rule = policyError === undefined ? undefined : RULES[policyError]
  if (rule && rule !== 'directoryQuality') return rule
  if (rule || (policyError === undefined && code === CONSTRAINT_VIOLATION)) return ruleInWords(text)
  return undefined
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/history|already (been )?used|previously used|reuse/i, 'numPasswordsInHistory'],
  [/too young|minimum age|within .*minimum|too (soon|recent)/i, 'minPasswordAge'],
  [/too short|at least \d+ characters|minimum length/i, 'minLength'],
  [/too long|maximum length/i, 'maxLength']
]

/** A password-check module may refuse without saying why: then it is the directory's own idea of quality. */
export const ruleInWords = (text: string): string => WORDS.find(([words]) => words.test(text))?.[1] ?? 'directoryQuality'
