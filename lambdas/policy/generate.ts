// A password that keeps a policy. Words that can be said where the policy lets them; else characters, as many of each kind as are asked
// for. Every suggestion is judged by the rules themselves, so what is offered passes.
import { arranged } from './arrange.ts'
import { type Chance, type Pick, picking, shuffled } from './chance.ts'
import { judge } from './judge.ts'
import { normalised } from './normalised.ts'
import { patternOf } from './pattern.ts'
import { NOBODY, type Policy, type Subject } from './policy.ts'
import { leastLength, type Pool, pointsOf, poolsOf } from './pools.ts'
import { judgeableHere } from './rules.ts'

export type { Chance } from './chance.ts'

const LONG_ENOUGH = 16
/** Short passwords are tried more often: they are soon tried, and few of them may be right. */
const triesFor = (length: number): number => Math.min(200, Math.max(10, Math.floor(6000 / length)))

/** A password that keeps every rule of a policy, words where the policy lets them; undefined where none was found. */
export function generate(policy: Policy, random: Chance, subject: Subject = NOBODY): string | undefined {
  const here = judgeableHere(policy)
  const pick = picking(random)
  const keeps = (password: string): boolean => {
    const form = normalised(password, policy.maxBytes)
    return form.ok && form.password === password && judge(here, password, subject).length === 0
  }
  for (const template of TEMPLATES) {
    const said = saying(policy, template, pick)
    if (said !== undefined && keeps(said)) return said
  }
  const pools = poolsOf(policy)
  const tries = triesFor(leastLength(policy, pools))
  for (let attempt = 0; attempt < tries; attempt++) {
    const drawn = drawing(policy, pools, attempt, pick)
    if (drawn === undefined) continue
    const found = withPatterns(policy, drawn, attempt, pick).find(keeps)
    if (found !== undefined) return found
  }
  return undefined
}

// --- Words ------------------------------------------------------------------------------------------------------------------

const SYLLABLES = [...'bdfghjklmnprstvz'].flatMap((consonant) => [...'aeiou'].map((vowel) => consonant + vowel))
// Ten syllables are 63 bits, which nobody guesses.
const SHORTEST_PHRASE = 20

const TEMPLATES = [
  { between: '-', isTall: false },
  { between: '-', isTall: true },
  { between: '', isTall: true },
  { between: '', isTall: false }
].flatMap((template) => Array.from({ length: 3 }, () => template))

/** Invented words; with capitals and digits at their ends as a policy asks for. */
function saying(policy: Policy, { between, isTall }: { between: string; isTall: boolean }, pick: Pick): string | undefined {
  const goal = Math.max(policy.minLength ?? 0, SHORTEST_PHRASE)
  const digits = Math.max(policy.minNumerals ?? 0, isTall ? 2 : 0)
  const extra = Array.from({ length: digits }, () => String(pick(10))).join('') + pointsOf(policy.requiredChars).join('')
  if (goal > Math.min(policy.maxLength ?? 128, 128)) return undefined
  const words: string[] = []
  while ([...words, extra].join(between).length < goal) {
    const word = Array.from({ length: 2 + pick(2) }, () => SYLLABLES[pick(SYLLABLES.length)]).join('')
    words.push(isTall ? word.slice(0, 1).toUpperCase() + word.slice(1) : word)
  }
  return (extra === '' ? words : [...words.slice(0, -1), `${words.at(-1)}${extra}`]).join(between)
}

// --- Characters -------------------------------------------------------------------------------------------------------------

/** Characters of every kind that is asked for, in an order that the rules let stand. */
function drawing(policy: Policy, pools: readonly Pool[], attempt: number, pick: Pick): string | undefined {
  const least = leastLength(policy, pools)
  const most = Math.min(policy.maxLength ?? Number.POSITIVE_INFINITY, Math.max(least, LONG_ENOUGH) + attempt)
  // Some rules can be kept at some lengths only, so every try has another; the first is long enough to be good.
  const length = attempt === 0 ? Math.min(most, Math.max(least, LONG_ENOUGH)) : least + pick(most - least + 1)
  const filling = FILLINGS[attempt % FILLINGS.length] ?? 'even'
  const counts = countsOf(policy, pools, length, filling, pick)
  if (!counts) return undefined
  const points = pools.flatMap((pool, index) => filled(policy, pool, counts[index] ?? 0, filling, pick))
  return arranged(policy, points, pick)?.join('')
}

/** How many of each pool make a password of a length. */
function countsOf(policy: Policy, pools: readonly Pool[], length: number, filling: Filling, pick: Pick): number[] | undefined {
  const counts = pools.map(({ least }) => least)
  const different = (): number => pools.reduce((all, { points }, index) => all + Math.min(points.length, counts[index] ?? 0), 0)
  const room = (index: number): boolean => (counts[index] ?? 0) < (pools[index]?.most ?? 0)
  const sum = (indices: readonly number[]): number => indices.reduce((all, index) => all + (counts[index] ?? 0), 0)
  const isEasy = (index: number): boolean => filling === 'uneven' || pools[index]?.kind !== 'unicode'
  const isFresh = (index: number): boolean => (counts[index] ?? 0) < (pools[index]?.points.length ?? 0)
  /** Where the next character comes from: what every keyboard has and is not used yet, as long as there is some. */
  const sources = (open: readonly number[]): readonly number[] => {
    if (filling === 'few') return open
    const wanted = different() < (policy.minUniqueChars ?? 0) ? isFresh : isEasy
    const inOrder = [open.filter((index) => isEasy(index) && isFresh(index)), open.filter(wanted), open.filter(isEasy)]
    return inOrder.find(({ length: found }) => found > 0) ?? open
  }
  /** Adds characters of some pools until they are so many. */
  const raise = (to: number, indices: readonly number[]): void => {
    for (let missing = to - sum(indices); missing > 0; missing--) {
      const from = sources(indices.filter(room))
      const next = from[pick(from.length)]
      if (next === undefined) return
      counts[next] = (counts[next] ?? 0) + 1
    }
  }
  const indicesOf = (...kinds: readonly Pool['kind'][]): number[] =>
    [...pools.keys()].filter((index) => kinds.includes(pools[index]?.kind ?? 'lower'))
  const missing = [...pools.keys()].filter((index) => counts[index] === 0 && room(index))
  const classes = counts.filter((count) => count > 0).length
  for (const index of missing.slice(0, Math.max(0, (policy.minCharacterClasses ?? 0) - classes))) counts[index] = 1
  raise(Math.max(policy.minAlphas ?? 0, policy.startsWithAlphabet ? 1 : 0), indicesOf('lower', 'upper'))
  raise(policy.minAlphaNumerals ?? 0, indicesOf('lower', 'upper', 'digit'))
  if (policy.specialNotAtEnds) raise(Math.min(length, 2), indicesOf('lower', 'upper', 'digit', 'unicode'))
  raise(length, [...pools.keys()])
  return sum([...pools.keys()]) === length ? counts : undefined
}

/** How a pool is used that has fewer characters than are wanted: each again, a few again and again, or few from the first. */
const FILLINGS = ['even', 'uneven', 'few'] as const
type Filling = (typeof FILLINGS)[number]

/** So many characters of a pool, the required ones first; different ones as long as there are any, unless few are wanted. */
function filled(policy: Policy, { points }: Pool, count: number, filling: Filling, pick: Pick): string[] {
  if (count === 0) return []
  const required = new Set(pointsOf(policy.requiredChars))
  const drawn = shuffled(points, pick)
  const all = [...drawn.filter((point) => required.has(point)), ...drawn.filter((point) => !required.has(point))]
  const order = filling === 'few' ? all.slice(0, 1 + pick(Math.max(1, all.length))) : all
  const first = order.slice(0, count)
  const extras = count - first.length
  const repeats = Math.min(extras, (policy.maxRepeatedChars ?? Number.POSITIVE_INFINITY) - 1)
  const again = (point: string): string[] => Array.from({ length: Math.max(0, repeats) }, () => point)
  const rest = filling === 'uneven' ? order.flatMap(again) : Array.from({ length: extras }, (_, index) => order[index % order.length] ?? '')
  return [...first, ...rest.slice(0, extras)]
}

/** The characters alone, or with samples of the patterns that must match. */
function withPatterns({ mustMatch }: Policy, drawn: string, attempt: number, pick: Pick): string[] {
  if (!mustMatch || mustMatch.length === 0) return [drawn]
  const samples = mustMatch.map(({ pattern }) => patternOf(pattern).sample(pick)).join('')
  const cut = Array.from(drawn)
    .slice(0, Math.max(0, Array.from(drawn).length - Array.from(samples).length))
    .join('')
  return attempt % 2 ? [samples, samples + cut, cut + samples] : [drawn, samples + drawn, drawn + samples, samples]
}
