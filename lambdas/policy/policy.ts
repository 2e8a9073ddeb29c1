// A password policy is data: the rules that are on, with their parameters. A rule that is absent or null is off; 0 is a value.
// Counted in code points of the NFC form; nothing is trimmed, folded or cut. docs/policy.md has every rule with its notes.
import type { PersonNames } from '../flow/flow.ts'

export type Params = Record<string, string | number>

/** One broken rule, with what it takes to say so in any language. */
export interface Violation {
  rule: string
  params: Params
}

/** A rule as it is told to the person before they type. */
export interface RuleView {
  rule: string
  params: Params
}

/** What each rule is set to. `upper`, `lower` and `letter` are ASCII; a special character is ASCII and neither letter nor digit. */
export interface RuleValues {
  minLength: number
  maxLength: number
  minUpperCase: number
  minLowerCase: number
  minAlphas: number
  minNumerals: number
  minAlphaNumerals: number
  minSpecialChars: number
  maxSpecialChars: number
  /** Code points above U+007F. */
  minUnicodeChars: number
  maxUnicodeChars: number
  /** Code points that occur exactly once. */
  minUniqueChars: number
  /** How often one code point may occur in all. */
  maxRepeatedChars: number
  /** Each of these characters must occur. */
  requiredChars: string
  /** None of these characters may occur. */
  disallowedChars: string
  /** Only these characters may occur. */
  allowedChars: string
  disallowedSubstrings: readonly string[]
  startsWithAlphabet: boolean
  lastNameDisallowed: boolean
  firstNameDisallowed: boolean
  userNameDisallowed: boolean
  /** The local part of any of the person's mail addresses. */
  emailDisallowed: boolean
  /** Common and breached passwords, and what is made of the person's and the organisation's names: the whole value. */
  blocklist: boolean
  /** Of upper case, lower case, digits, special and unicode characters. */
  minCharacterClasses: number
  specialNotAtEnds: boolean
  /** The longest run of one code point. */
  maxConsecutiveRepeats: number
  /** The longest run of neighbours in the alphabet, among the digits or on a keyboard. */
  maxSequenceLength: number
  palindromeDisallowed: boolean
  /** Names of directory attributes whose values must not be contained. */
  attributesDisallowed: readonly string[]
  /** Characters that the current password does not have; judged only where that is known. */
  minDifferentFromCurrent: number
}

export type RuleName = keyof RuleValues

export type Policy = { readonly id: string /** UTF-8 bytes after NFC, 512 unless told. */; readonly maxBytes?: number | undefined } & {
  readonly [R in RuleName]?: RuleValues[R] | null | undefined
}

/** Which policy is for whom: the lowest priority number whose group the person is in, else the default. */
export interface Policies {
  readonly default: Policy
  readonly groups: readonly { readonly group: string; readonly priority: number; readonly policy: Policy }[]
}

/** What a password is judged against, besides the policy. */
export interface Subject {
  readonly names: PersonNames
  /** What the organisation calls itself: its name, its brand. */
  readonly organisation: readonly string[]
  /** Whether a plain form (see plain.ts) is that of a common or breached password. */
  isCommon(plain: string): boolean
  /** Values of the attributes that a policy names, by attribute name. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  /** The password that is being replaced, where the person has just typed it. */
  readonly current?: string
}
