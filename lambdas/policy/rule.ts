// What a rule is, and the shapes that many of them share.
import type { Params, Subject } from './policy.ts'

export type PointKind = 'upper' | 'lower' | 'digit' | 'special' | 'unicode'

/** A normalised password, with what many rules look at. */
export interface Candidate {
  readonly password: string
  readonly points: readonly string[]
  /** The password in one spelling of case. */
  readonly folded: string
  /** How many code points are of a kind. */
  readonly counts: Readonly<Record<PointKind, number>>
  /** How often the code point occurs that occurs most often. */
  readonly most: number
  /** How many code points occur exactly once. */
  readonly once: number
}

/** Looked at once for all rules. */
export function candidateOf(password: string): Candidate {
  const points = Array.from(password)
  return { password, points, folded: anyCase(password), counts: countsOf(points), ...repeatsIn(points) }
}

/** Of a normalised password, so no control characters. */
function countsOf(points: readonly string[]): Candidate['counts'] {
  let upper = 0
  let lower = 0
  let digit = 0
  let special = 0
  let unicode = 0
  for (const point of points) {
    const code = point.charCodeAt(0)
    if (code > 0x7f) unicode++
    else if (code >= 0x61 && code <= 0x7a) lower++
    else if (code >= 0x41 && code <= 0x5a) upper++
    else if (code >= 0x30 && code <= 0x39) digit++
    else special++
  }
  return { upper, lower, digit, special, unicode }
}

/** A row of numbers for ASCII: a Map that grows with each password would be most of what judging costs. */
function repeatsIn(points: readonly string[]): Pick<Candidate, 'most' | 'once'> {
  const ascii = Array<number>(128).fill(0)
  const others = new Map<string, number>()
  let most = 0
  let once = 0
  for (const point of points) {
    const code = point.charCodeAt(0)
    const times = (ascii[code] ?? others.get(point) ?? 0) + 1
    if (code < ascii.length) ascii[code] = times
    else others.set(point, times)
    if (times > most) most = times
    if (times === 1) once++
    else if (times === 2) once--
  }
  return { most, once }
}

export type Judgement = (candidate: Candidate, subject: Subject) => Params | undefined

export interface Rule<Value> {
  /** What the person is told before they type. */
  describe(value: Value): Params
  /** The judgement under a value, made once for many passwords: what to tell where the rule is broken; undefined where it is kept. */
  judge(value: Value): Judgement
  /** What it is set to, from what `describe` told: only for rules that need nothing but the password, so a page can judge them. */
  told?(params: Params): Value
  /** Whether judging needs something that must be read or reckoned first; without it `judge` throws, so that nothing passes unseen. */
  isElsewhere?(value: Value): boolean
}

type Measure = (candidate: Candidate) => number

/** A rule that wants a measure to reach a number. */
export const atLeast = (measure: Measure): Rule<number> => ({
  describe: (required) => ({ required }),
  told: ({ required }) => Number(required),
  judge: (required) => (candidate) => {
    const found = measure(candidate)
    return found < required ? { required, found } : undefined
  }
})

/** A rule that wants a measure not to pass a number. */
export const atMost = (measure: Measure): Rule<number> => ({
  describe: (allowed) => ({ allowed }),
  told: ({ allowed }) => Number(allowed),
  judge: (allowed) => (candidate) => {
    const found = measure(candidate)
    return found > allowed ? { allowed, found } : undefined
  }
})

/** A rule without a number, about the person: on, it refuses what is told. */
export const refusing = (isBroken: (candidate: Candidate, subject: Subject) => boolean): Rule<boolean> => ({
  describe: () => ({}),
  judge: (isOn) => (candidate, subject) => (isOn && isBroken(candidate, subject) ? {} : undefined)
})

/** A rule without a number, about the password alone. */
export const refusingForm = (isBroken: (candidate: Candidate) => boolean): Rule<boolean> => ({
  ...refusing(isBroken),
  told: () => true
})

export const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text)

/** A sigma is lower-cased by where it stands: at the end of a word to another letter than within one. */
export const sigmaless = (text: string): string => text.replaceAll('ς', 'σ')

/** One spelling for all cases of a text. Upper case first: it also unites letters such as the sharp s with what they stand for. */
export const anyCase = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : sigmaless(text.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC'))

// Shorter values occur in too many passwords by chance: with them, nearly everything would be refused.
const IS_LONG_ENOUGH = /.{3}/su

/** Whether any of some values is contained, in any case. */
export const containsAny = ({ folded }: Candidate, values: readonly string[]): boolean =>
  values.some((value) => IS_LONG_ENOUGH.test(value) && folded.includes(anyCase(value)))

/** The code points of a text that a policy holds. */
export const setOf = (text: string): ReadonlySet<string> => new Set(text.normalize('NFC'))

/** Code points that are of ASCII's kinds, and the rest. */
export const UPPER = /^[A-Z]$/
export const LOWER = /^[a-z]$/
export const LETTER = /^[A-Za-z]$/
export const DIGIT = /^[0-9]$/
export const SPECIAL = /^[\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]$/
export const UNICODE = /^[^\x00-\x7f]$/u

/** How often each code point occurs. */
export function occurrences(points: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const point of points) counts.set(point, (counts.get(point) ?? 0) + 1)
  return counts
}

/** The longest stretch in which each code point continues from the one before it. */
export function longestRun(points: readonly string[], continues: (before: string, point: string) => boolean): number {
  let longest = Math.min(points.length, 1)
  let run = 1
  for (let at = 1; at < points.length; at++) {
    run = continues(points[at - 1] ?? '', points[at] ?? '') ? run + 1 : 1
    if (run > longest) longest = run
  }
  return longest
}
