// What in a policy speaks against itself, each with its reason in words for the administrator. These are the contradictions that can
// be read off the rules; validate.ts also looks for a password that keeps them all.
import { KINDS } from './kinds.ts'
import { isElsewhere, objectAt } from './location.ts'
import { BadPattern, patternOf } from './pattern.ts'
import type { Dictionary, Pattern, Policy } from './policy.ts'
import { allowedPoints, leastLength, type Pool, pointsOf, poolsOf } from './pools.ts'
import { anyCase } from './rule.ts'
import { partsOf } from './rules/disallowedSubstrings.ts'

const MOST = 999
const HIGHEST: Readonly<Record<string, number>> = { count: MOST, level: 4 }

/** Everything in a policy that cannot hold together, as sentences. `bucket` is where dictionaries may lie beside files. */
export function contradictionsOf(policy: Policy, bucket?: string): string[] {
  const unreadable = [...outOfRange(policy), ...patterns(policy)]
  // Numbers that are none and patterns that match nothing cannot be reckoned with.
  if (unreadable.length > 0) return unreadable
  const words = dictionary(policy.dictionary, bucket)
  return [...limits(policy), ...characters(policy), ...counts(policy), ...lists(policy), ...words, ...terms(policy)]
}

/** Sentences whose condition holds. */
const told = (...claims: readonly (readonly [boolean, string])[]): string[] =>
  claims.filter(([holds]) => holds).map(([, sentence]) => sentence)

const isOver = (low: number | null | undefined, high: number | null | undefined): boolean => (low ?? 0) > (high ?? Number.POSITIVE_INFINITY)

function outOfRange(policy: Policy): string[] {
  return Object.entries(KINDS).flatMap(([name, kind]) => {
    const [value, highest] = [policy[name as keyof Policy], HIGHEST[kind]]
    if (highest === undefined || value === undefined || value === null) return []
    const isWithin = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= highest
    return isWithin ? [] : [`${name} is ${String(value)}: it must be a whole number, 0 to ${highest}`]
  })
}

const limits = (p: Policy): string[] =>
  told(
    [isOver(p.minLength, p.maxLength), `minLength ${p.minLength} is above maxLength ${p.maxLength}`],
    [isOver(p.minLength, p.maxBytes ?? 512), `minLength ${p.minLength} is above what maxBytes ${p.maxBytes ?? 512} can hold`],
    [p.maxLength === 0, 'maxLength 0 lets no password pass'],
    [isOver(p.minSpecialChars, p.maxSpecialChars), `minSpecialChars ${p.minSpecialChars} is above maxSpecialChars ${p.maxSpecialChars}`],
    [isOver(p.minUnicodeChars, p.maxUnicodeChars), `minUnicodeChars ${p.minUnicodeChars} is above maxUnicodeChars ${p.maxUnicodeChars}`],
    [isOver(p.minUniqueChars, p.maxLength), `minUniqueChars ${p.minUniqueChars} is above maxLength ${p.maxLength}`],
    [
      isOver(p.minDifferentFromCurrent, p.maxLength),
      `minDifferentFromCurrent ${p.minDifferentFromCurrent} is above maxLength ${p.maxLength}`
    ],
    [isOver(p.minCharacterClasses, p.maxLength), `minCharacterClasses ${p.minCharacterClasses} is above maxLength ${p.maxLength}`],
    [p.maxRepeatedChars === 0, 'maxRepeatedChars 0 lets no character occur at all'],
    [p.maxConsecutiveRepeats === 0, 'maxConsecutiveRepeats 0 lets no character occur at all: 1 refuses any character twice in a row'],
    [p.maxSequenceLength === 0, 'maxSequenceLength 0 lets no character occur at all: 1 refuses any two neighbours'],
    [Boolean(p.palindromeDisallowed) && p.maxLength === 1, 'palindromeDisallowed refuses every password of maxLength 1']
  )

function characters(p: Policy): string[] {
  const [required, refused, allowed] = [pointsOf(p.requiredChars), pointsOf(p.disallowedChars), pointsOf(p.allowedChars)]
  const both = (one: readonly string[], other: readonly string[]): string => one.filter((point) => other.includes(point)).join('')
  const missing = allowed.length > 0 ? required.filter((point) => !allowed.includes(point)).join('') : ''
  const parts = partsOf(p.disallowedSubstrings ?? []).map(anyCase)
  const forbidden = required.filter((point) => parts.includes(anyCase(point))).join('')
  const all = allowedPoints(p)
  return told(
    [both(required, refused) !== '', `requiredChars and disallowedChars share ${both(required, refused)}`],
    [missing !== '', `allowedChars lacks ${missing}, which requiredChars asks for`],
    [both(allowed, refused) !== '', `allowedChars and disallowedChars share ${both(allowed, refused)}`],
    [forbidden !== '', `requiredChars asks for ${forbidden}, which disallowedSubstrings forbids`],
    [isOver(required.length, p.maxLength), `requiredChars asks for ${required.length} characters, more than maxLength ${p.maxLength}`],
    [all.length === 0, 'no character is left that may occur'],
    [
      all.length === 1 && isOver(p.minLength, p.maxConsecutiveRepeats),
      `only ${all[0]} may occur, and maxConsecutiveRepeats ${p.maxConsecutiveRepeats} keeps it below minLength ${p.minLength}`
    ],
    [all.length === 1 && Boolean(p.palindromeDisallowed), `only ${all[0]} may occur, and palindromeDisallowed refuses what it can form`],
    [
      Boolean(p.startsWithAlphabet) && !all.some((point) => /^[A-Za-z]$/.test(point)),
      'startsWithAlphabet asks for a letter, and no letter may occur'
    ]
  )
}

const FIELDS = {
  lower: 'minLowerCase',
  upper: 'minUpperCase',
  digit: 'minNumerals',
  special: 'minSpecialChars',
  unicode: 'minUnicodeChars'
} as const

const counts = (p: Policy): string[] => [...kindByKind(p, poolsOf(p)), ...together(p, poolsOf(p))]

function kindByKind(p: Policy, pools: readonly Pool[]): string[] {
  const asked = (kind: Pool['kind']): number => p[FIELDS[kind]] ?? 0
  const short = pools.filter(({ kind, most }) => asked(kind) > most && asked(kind) <= ceiling(p, kind))
  const over = pools.filter(({ kind, least }) => least > ceiling(p, kind) && least > asked(kind))
  return [
    ...short.map(({ kind, most }) => `${FIELDS[kind]} ${asked(kind)} cannot be met: the characters that may occur give at most ${most}`),
    ...over.map(({ kind, least }) => `requiredChars holds ${least} ${kind} characters, more than the most that are allowed`)
  ]
}

function together(p: Policy, pools: readonly Pool[]): string[] {
  const capacity = (...kinds: readonly Pool['kind'][]): number =>
    pools.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).reduce((sum, { most }) => sum + most, 0)
  const [letters, plain] = [capacity('lower', 'upper'), capacity('lower', 'upper', 'digit')]
  const different = pools.reduce((sum, { points, most }) => sum + Math.min(points.length, most), 0)
  const classes = pools.filter(({ most }) => most > 0).length
  const least = leastLength({ ...p, minLength: null, minUniqueChars: null, minCharacterClasses: null }, pools)
  const isAllSpecial = pools.every(({ kind, points }) => kind === 'special' || points.length === 0)
  return told(
    [isOver(p.minAlphas, letters), `minAlphas ${p.minAlphas} cannot be met: at most ${letters} letters are possible`],
    [
      isOver(p.minAlphaNumerals, plain),
      `minAlphaNumerals ${p.minAlphaNumerals} cannot be met: at most ${plain} letters and digits are possible`
    ],
    [isOver(least, p.maxLength), `the characters that are asked for are ${least}, more than maxLength ${p.maxLength}`],
    [
      isOver(p.minLength, capacity()),
      `minLength ${p.minLength} cannot be met: the characters that may occur, as often as they may, are ${capacity()}`
    ],
    [
      isOver(p.minUniqueChars, different),
      `minUniqueChars ${p.minUniqueChars} cannot be met: only ${different} different characters may occur`
    ],
    [
      isOver(p.minCharacterClasses, classes),
      `minCharacterClasses ${p.minCharacterClasses} cannot be met: only ${classes} kinds of characters may occur`
    ],
    [
      Boolean(p.specialNotAtEnds) && isAllSpecial,
      'specialNotAtEnds asks for other characters at both ends, and only special characters may occur'
    ]
  )
}

const ceiling = (p: Policy, kind: Pool['kind']): number =>
  (kind === 'special' ? p.maxSpecialChars : kind === 'unicode' ? p.maxUnicodeChars : undefined) ?? Number.POSITIVE_INFINITY

const lists = ({ disallowedSubstrings: given }: Policy): string[] =>
  Array.isArray(given)
    ? given.filter((part) => part.includes(',')).map((part) => `disallowedSubstrings holds “${part}”: a part must not hold a comma`)
    : []

function patterns({ mustMatch, mustNotMatch }: Policy): string[] {
  const refused = new Set(mustNotMatch?.map(({ pattern }) => pattern))
  return [
    ...(mustMatch ?? []).flatMap((one) => broken('mustMatch', one)),
    ...(mustNotMatch ?? []).flatMap((one) => broken('mustNotMatch', one)),
    ...(mustMatch ?? []).filter(({ pattern }) => refused.has(pattern)).map(({ pattern }) => `mustMatch and mustNotMatch share ${pattern}`)
  ]
}

function broken(field: 'mustMatch' | 'mustNotMatch', { pattern, message }: Pattern): string[] {
  try {
    const { isIn, isAnchored } = patternOf(pattern)
    return told(
      [message.trim() === '', `${field} ${pattern} has no message for the person`],
      [field === 'mustNotMatch' && !isAnchored && isIn([]), `mustNotMatch ${pattern} is found in every password`]
    )
  } catch (error) {
    if (error instanceof BadPattern) return [`${field} ${pattern} ${error.message}`]
    throw error
  }
}

function dictionary(given: Dictionary | null | undefined, bucket: string | undefined): string[] {
  if (!given || 'words' in given) return given?.words.length === 0 ? ['dictionary holds no word'] : []
  const place = isElsewhere(given.location) ? objectAt(given.location, bucket) : ''
  return told(
    [Array.from(given.delimiter ?? '\n').length !== 1, 'the delimiter of the dictionary must be one character'],
    [typeof place === 'string' && place !== '', `the dictionary ${given.location} ${place}`],
    [given.location.trim() === '', 'the location of the dictionary is empty']
  )
}

const isReached = (days: number | null | undefined, end: number | null | undefined): boolean =>
  typeof days === 'number' && typeof end === 'number' && days >= end

const terms = (p: Policy): string[] =>
  told(
    [p.passwordExpiresAfter === 0, 'passwordExpiresAfter 0 lets every password expire at once: leave it out to let none expire'],
    [
      typeof p.passwordExpireWarning === 'number' && typeof p.passwordExpiresAfter !== 'number',
      `passwordExpireWarning ${p.passwordExpireWarning} warns of an end, and passwordExpiresAfter names none`
    ],
    [
      isReached(p.passwordExpireWarning, p.passwordExpiresAfter),
      `passwordExpireWarning ${p.passwordExpireWarning} must be below passwordExpiresAfter ${p.passwordExpiresAfter}: both count from the password's creation`
    ],
    [
      isReached(p.minPasswordAge, p.passwordExpiresAfter),
      `minPasswordAge ${p.minPasswordAge} must be below passwordExpiresAfter ${p.passwordExpiresAfter}, or a password expires before it may be changed`
    ],
    [Boolean(p.permanentLockout) && typeof p.lockoutDuration === 'number', 'permanentLockout has no end, and lockoutDuration names one'],
    [p.maxIncorrectAttempts === 0, 'maxIncorrectAttempts 0 locks everybody out: leave it out to lock nobody']
  )
