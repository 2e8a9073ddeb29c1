// Puts characters into an order that the rules of order let stand: what stands at the ends, runs, sequences, forbidden parts.
import { drawnFrom, type Pick, shuffled } from './chance.ts'
import type { Policy } from './policy.ts'
import { anyCase, LETTER, longestRun, occurrences, SPECIAL } from './rule.ts'
import { partsOf } from './rules/disallowedSubstrings.ts'
import { longestSequence } from './rules/maxSequenceLength.ts'

/** An order of the characters, or undefined where none was found with reasonable effort. */
export function arranged(policy: Policy, points: readonly string[], pick: Pick): string[] | undefined {
  const ends = endsOf(policy, points, pick)
  if (!ends) return undefined
  const left = occurrences(points)
  const take = (point: string, count: 1 | -1): void => void left.set(point, (left.get(point) ?? 0) - count)
  const order: string[] = [ends.first]
  take(ends.first, 1)
  if (ends.last !== undefined) take(ends.last, 1)
  const stands = standing(policy)
  let effort = 2000 + 20 * points.length

  function place(): boolean {
    if (order.length >= points.length - 1) return ends?.last === undefined || stands([...order, ends.last])
    if (effort-- <= 0) return false
    for (const point of candidates(policy, left, pick)) {
      order.push(point)
      take(point, 1)
      if (stands(order) && place()) return true
      order.pop()
      take(point, -1)
    }
    return false
  }

  if (!place()) return undefined
  return ends.last === undefined ? order : [...order, ends.last]
}

/** What comes next, at random; where runs are limited, what is left most often comes first, or it would be left over. */
function candidates(policy: Policy, left: ReadonlyMap<string, number>, pick: Pick): Iterable<string> {
  const open = [...left].filter(([, count]) => count > 0)
  const most = Math.max(...open.map(([, count]) => count))
  const points = (some: readonly (readonly [string, number])[]): string[] => some.map(([point]) => point)
  if (typeof policy.maxConsecutiveRepeats !== 'number' || most === 1) return drawnFrom(points(open), pick)
  const isMost = ([, count]: readonly [string, number]): boolean => count === most
  return [...shuffled(points(open.filter(isMost)), pick), ...shuffled(points(open.filter((one) => !isMost(one))), pick)]
}

function endsOf(policy: Policy, points: readonly string[], pick: Pick): { first: string; last: string | undefined } | undefined {
  const may = (point: string): boolean => !policy.specialNotAtEnds || !SPECIAL.test(point)
  const drawn = shuffled(points, pick)
  const at = drawn.findIndex((point) => may(point) && (!policy.startsWithAlphabet || LETTER.test(point)))
  const first = drawn[at]
  if (first === undefined) return undefined
  const last = drawn.toSpliced(at, 1).find(may)
  return last === undefined && points.length > 1 ? undefined : { first, last }
}

/** Whether the last character of an order may stand where it stands. */
function standing(policy: Policy): (order: readonly string[]) => boolean {
  const run = policy.maxConsecutiveRepeats ?? Number.POSITIVE_INFINITY
  const sequence = policy.maxSequenceLength ?? Number.POSITIVE_INFINITY
  const parts = partsOf(policy.disallowedSubstrings ?? []).map(anyCase)
  const longest = Math.max(0, ...parts.map(({ length }) => length))
  return (order) => {
    if (run < order.length && longestRun(order.slice(-1 - run), (before, point) => before === point) > run) return false
    if (sequence < order.length && longestSequence(anyCase(order.slice(-1 - sequence).join(''))) > sequence) return false
    const end = longest > 0 ? anyCase(order.slice(-longest).join('')) : ''
    return !parts.some((part) => end.endsWith(part))
  }
}
