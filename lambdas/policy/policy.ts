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
  /** Nowhere in it, in any case. As text: separated by commas, as Oracle has it. */
  disallowedSubstrings: string | readonly string[]
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
  attributesDisallowed: string | readonly string[]
  /** Characters that the current password does not have; judged only where that is known. */
  minDifferentFromCurrent: number
  /** No word of it, in any case: the whole value. */
  dictionary: Dictionary
  mustMatch: readonly Pattern[]
  mustNotMatch: readonly Pattern[]
  /** How hard to guess, 0 to 4, as an estimator sees it. */
  minStrength: number
  /** None of the last so many; the current one is the first of them. */
  numPasswordsInHistory: number
  /** Days since the last change; a reset is not asked unless `minAgeAppliesToReset`. */
  minPasswordAge: number
}

/** Words as they are, or where they lie: a file, its words separated by one character (a line break unless told). */
export type Dictionary = { readonly words: readonly string[] } | { readonly location: string; readonly delimiter?: string | undefined }

/** A pattern (see pattern.ts) with what the person is told of it. */
export interface Pattern {
  readonly pattern: string
  readonly message: string
}

/** What a policy says of a password that was accepted, and of logins. Days, except where told. */
export interface Terms {
  minAgeAppliesToReset: boolean
  /** Counted from the password's creation. */
  passwordExpiresAfter: number
  /** Counted from the password's creation too, not back from its end. */
  passwordExpireWarning: number
  /** Wrong logins in a row. */
  maxIncorrectAttempts: number
  /** Minutes. */
  lockoutDuration: number
  permanentLockout: boolean
}

export type RuleName = keyof RuleValues

export type Policy = { readonly id: string /** UTF-8 bytes after NFC, 512 unless told. */; readonly maxBytes?: number | undefined } & {
  readonly [R in RuleName]?: RuleValues[R] | null | undefined
} & { readonly [T in keyof Terms]?: Terms[T] | null | undefined }

/** Which policy is for whom: of the assignments that hold for a person the one with the lowest priority number, else the default. */
export interface Policies {
  readonly default: Policy
  readonly groups: readonly Assigned[]
}

/** A policy for an identity store, or for one of its groups. */
export interface Assigned {
  /** Absent: every store. */
  readonly store?: string | undefined
  /** A DN, or the name that a DN begins with. Absent: everybody in the store. */
  readonly group?: string | undefined
  readonly priority: number
  readonly policy: Policy
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
  /** The words of a dictionary that lies elsewhere, in one spelling of case (see rules/dictionary.ts). */
  readonly dictionary?: ReadonlySet<string>
  /** What the estimator said of the password, 0 to 4. */
  readonly strength?: number
  /** How many passwords ago this one was used, 1 for the current one; absent where it is in no history. */
  readonly lastUsed?: number | undefined
  /** Days since the last change, where the policy wants to know. */
  readonly age?: number | undefined
}

/** A subject of whom nothing is known. */
export const NOBODY: Subject = { names: { username: [], given: [], family: [], mail: [] }, organisation: [], isCommon: () => false }
