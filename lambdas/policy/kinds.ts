// What each field of a policy holds, apart from the rules themselves: the schema needs it in functions that judge nothing.
import type { Dictionary, Pattern, RuleValues, Terms } from './policy.ts'

/** The values of each kind; docs/policy.md says their ranges. */
export interface Kinds {
  /** 0 to 999. */
  count: number
  /** 0 to 4. */
  level: number
  flag: boolean
  text: string
  list: string | readonly string[]
  dictionary: Dictionary
  patterns: readonly Pattern[]
}

export type Kind = keyof Kinds
export type Fields = RuleValues & Terms
type KindOf<Value> = { [K in Kind]: Kinds[K] extends Value ? (Value extends Kinds[K] ? K : never) : never }[Kind]

/** Rules, then terms; the compiler holds each against the value that the policy has for it. */
export const KINDS: { readonly [F in keyof Fields]: KindOf<Fields[F]> } = {
  minLength: 'count',
  maxLength: 'count',
  minCharacterClasses: 'count',
  minUpperCase: 'count',
  minLowerCase: 'count',
  minAlphas: 'count',
  minNumerals: 'count',
  minAlphaNumerals: 'count',
  minSpecialChars: 'count',
  maxSpecialChars: 'count',
  minUnicodeChars: 'count',
  maxUnicodeChars: 'count',
  minUniqueChars: 'count',
  maxRepeatedChars: 'count',
  maxConsecutiveRepeats: 'count',
  maxSequenceLength: 'count',
  requiredChars: 'text',
  disallowedChars: 'text',
  allowedChars: 'text',
  startsWithAlphabet: 'flag',
  specialNotAtEnds: 'flag',
  palindromeDisallowed: 'flag',
  disallowedSubstrings: 'list',
  userNameDisallowed: 'flag',
  firstNameDisallowed: 'flag',
  lastNameDisallowed: 'flag',
  emailDisallowed: 'flag',
  attributesDisallowed: 'list',
  mustMatch: 'patterns',
  mustNotMatch: 'patterns',
  dictionary: 'dictionary',
  blocklist: 'flag',
  minStrength: 'level',
  minDifferentFromCurrent: 'count',
  numPasswordsInHistory: 'count',
  minPasswordAge: 'count',
  minAgeAppliesToReset: 'flag',
  passwordExpiresAfter: 'count',
  passwordExpireWarning: 'count',
  maxIncorrectAttempts: 'count',
  lockoutDuration: 'count',
  permanentLockout: 'flag'
}
