// Every rule by its name, in the order in which people are told.
import type { Policy, RuleName, RuleValues } from './policy.ts'
import type { Rule } from './rule.ts'
import { allowedChars } from './rules/allowedChars.ts'
import { attributesDisallowed } from './rules/attributesDisallowed.ts'
import { blocklist } from './rules/blocklist.ts'
import { dictionary } from './rules/dictionary.ts'
import { disallowedChars } from './rules/disallowedChars.ts'
import { disallowedSubstrings } from './rules/disallowedSubstrings.ts'
import { emailDisallowed } from './rules/emailDisallowed.ts'
import { firstNameDisallowed } from './rules/firstNameDisallowed.ts'
import { lastNameDisallowed } from './rules/lastNameDisallowed.ts'
import { maxConsecutiveRepeats } from './rules/maxConsecutiveRepeats.ts'
import { maxLength } from './rules/maxLength.ts'
import { maxRepeatedChars } from './rules/maxRepeatedChars.ts'
import { maxSequenceLength } from './rules/maxSequenceLength.ts'
import { maxSpecialChars } from './rules/maxSpecialChars.ts'
import { maxUnicodeChars } from './rules/maxUnicodeChars.ts'
import { minAlphaNumerals } from './rules/minAlphaNumerals.ts'
import { minAlphas } from './rules/minAlphas.ts'
import { minCharacterClasses } from './rules/minCharacterClasses.ts'
import { minDifferentFromCurrent } from './rules/minDifferentFromCurrent.ts'
import { minLength } from './rules/minLength.ts'
import { minLowerCase } from './rules/minLowerCase.ts'
import { minNumerals } from './rules/minNumerals.ts'
import { minPasswordAge } from './rules/minPasswordAge.ts'
import { minSpecialChars } from './rules/minSpecialChars.ts'
import { minStrength } from './rules/minStrength.ts'
import { minUnicodeChars } from './rules/minUnicodeChars.ts'
import { minUniqueChars } from './rules/minUniqueChars.ts'
import { minUpperCase } from './rules/minUpperCase.ts'
import { mustMatch } from './rules/mustMatch.ts'
import { mustNotMatch } from './rules/mustNotMatch.ts'
import { numPasswordsInHistory } from './rules/numPasswordsInHistory.ts'
import { palindromeDisallowed } from './rules/palindromeDisallowed.ts'
import { requiredChars } from './rules/requiredChars.ts'
import { specialNotAtEnds } from './rules/specialNotAtEnds.ts'
import { startsWithAlphabet } from './rules/startsWithAlphabet.ts'
import { userNameDisallowed } from './rules/userNameDisallowed.ts'

export const RULES: { readonly [R in RuleName]: Rule<RuleValues[R]> } = {
  minLength,
  maxLength,
  minCharacterClasses,
  minUpperCase,
  minLowerCase,
  minAlphas,
  minNumerals,
  minAlphaNumerals,
  minSpecialChars,
  maxSpecialChars,
  minUnicodeChars,
  maxUnicodeChars,
  minUniqueChars,
  maxRepeatedChars,
  maxConsecutiveRepeats,
  maxSequenceLength,
  requiredChars,
  disallowedChars,
  allowedChars,
  startsWithAlphabet,
  specialNotAtEnds,
  palindromeDisallowed,
  disallowedSubstrings,
  userNameDisallowed,
  firstNameDisallowed,
  lastNameDisallowed,
  emailDisallowed,
  attributesDisallowed,
  mustMatch,
  mustNotMatch,
  dictionary,
  blocklist,
  minStrength,
  minDifferentFromCurrent,
  numPasswordsInHistory,
  minPasswordAge
}

const isSet = (value: unknown): boolean =>
  typeof value === 'string' || Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== false

interface SetRule {
  readonly name: RuleName
  readonly rule: Rule<unknown>
  readonly value: unknown
}

const known = new WeakMap<Policy, readonly SetRule[]>()

/** The rules that a policy has on, with what they are set to; null, false and empty lists are off, 0 is not. */
export function rulesOf(policy: Policy): readonly SetRule[] {
  const found =
    known.get(policy) ??
    (Object.keys(RULES) as RuleName[])
      .filter((name) => isSet(policy[name]))
      .map((name) => ({ name, rule: RULES[name] as Rule<unknown>, value: policy[name] }))
  known.set(policy, found)
  return found
}

/** A policy without the rules that need something read or reckoned first: what can be judged here and now. */
export const judgeableHere = (policy: Policy): Policy => ({
  ...policy,
  ...Object.fromEntries(rulesOf(policy).flatMap(({ name, rule, value }) => (rule.isElsewhere?.(value) ? [[name, null]] : [])))
})
