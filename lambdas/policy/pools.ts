// Which characters a policy leaves, by kind, and how many of each kind a password may and must have. What cannot be met shows here
// first, and what is suggested is drawn from here.
import { patternOf } from './pattern.ts'
import type { Policy } from './policy.ts'
import { anyCase, DIGIT, LOWER, SPECIAL, UNICODE, UPPER } from './rule.ts'
import { partsOf } from './rules/disallowedSubstrings.ts'

export const KINDS = ['lower', 'upper', 'digit', 'special', 'unicode'] as const
export type KindName = (typeof KINDS)[number]

const PATTERNS: Readonly<Record<KindName, RegExp>> = { lower: LOWER, upper: UPPER, digit: DIGIT, special: SPECIAL, unicode: UNICODE }

/** One kind of characters: which there are, how many there must be, and how many there may be. */
export interface Pool {
  readonly kind: KindName
  readonly points: readonly string[]
  readonly least: number
  readonly most: number
}

const between = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index))

const isStable = (point: string): boolean => point.normalize('NFC') === point
const LATIN = between(0xc0, 0x17f).filter((point) => /\p{L}/u.test(point) && isStable(point))
const ASCII = between(0x20, 0x7e)

/** Letters that many keyboards have; ideographs too where a policy asks for hundreds of different characters. */
const unicodeFor = ({ minLength, minUniqueChars, minUnicodeChars }: Policy): string[] =>
  Math.max(minLength ?? 0, minUniqueChars ?? 0, minUnicodeChars ?? 0) > LATIN.length / 2 ? [...LATIN, ...between(0x4e00, 0x53ff)] : LATIN

/** The code points of a text that a policy holds. */
export const pointsOf = (text: string | null | undefined): string[] => [...new Set((text ?? '').normalize('NFC'))]

/** Every character that may occur in a password under a policy. */
export function allowedPoints(policy: Policy): string[] {
  const single = new Set(
    partsOf(policy.disallowedSubstrings ?? [])
      .map(anyCase)
      .filter((part) => Array.from(part).length === 1)
  )
  const refused = new Set(pointsOf(policy.disallowedChars))
  const named = pointsOf(policy.allowedChars)
  const all = named.length > 0 ? named : [...new Set([...ASCII, ...pointsOf(policy.requiredChars), ...unicodeFor(policy)])]
  const patterns = (policy.mustNotMatch ?? []).map(({ pattern }) => patternOf(pattern)).filter(({ isAnchored }) => !isAnchored)
  return all.filter((point) => !refused.has(point) && !single.has(anyCase(point)) && !patterns.some(({ isIn }) => isIn([point])))
}

/** The pools of a policy, in the order in which they are drawn from where nothing else decides. */
export function poolsOf(policy: Policy): Pool[] {
  const points = allowedPoints(policy)
  const required = pointsOf(policy.requiredChars)
  const repeats = policy.maxRepeatedChars ?? Number.POSITIVE_INFINITY
  const least: Record<KindName, number | null | undefined> = {
    lower: policy.minLowerCase,
    upper: policy.minUpperCase,
    digit: policy.minNumerals,
    special: policy.minSpecialChars,
    unicode: policy.minUnicodeChars
  }
  const most: Partial<Record<KindName, number | null | undefined>> = { special: policy.maxSpecialChars, unicode: policy.maxUnicodeChars }
  return KINDS.map((kind) => {
    const own = points.filter((point) => PATTERNS[kind].test(point))
    return {
      kind,
      points: own,
      least: Math.max(least[kind] ?? 0, required.filter((point) => PATTERNS[kind].test(point)).length),
      most: own.length === 0 ? 0 : Math.min(most[kind] ?? Number.POSITIVE_INFINITY, own.length * repeats)
    }
  })
}

/** The fewest characters with which the least of every kind, and of kinds together, can be met. */
export function leastLength(policy: Policy, pools: readonly Pool[]): number {
  const of = (...kinds: KindName[]): number => pools.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { least }) => sum + least, 0)
  const letters = Math.max(policy.minAlphas ?? 0, of('lower', 'upper'), policy.startsWithAlphabet ? 1 : 0)
  const plain = Math.max(policy.minAlphaNumerals ?? 0, letters + of('digit'))
  const specials = of('special')
  const ends = policy.specialNotAtEnds && specials > 0 ? 2 : 0
  return Math.max(
    1,
    policy.minLength ?? 0,
    policy.minUniqueChars ?? 0,
    policy.minCharacterClasses ?? 0,
    Math.max(plain + of('unicode'), ends) + specials
  )
}
