// Whether a password is nothing but names: of the person, of the organisation, once or several times, in any case, with the
// common substitutions, with years, up to four digits at the end and signs between. The whole value: a passphrase that happens
// to hold a name has other words too, and passes.
import { unaccented, unsubstituted } from './plain.ts'
import { isAscii } from './rule.ts'

const SHORTEST_WORD = 2

/** A value as one word, and the words that it is made of. */
const wordsOf = (value: string): string[] => {
  const text = unaccented(value).join('')
  const parts = text.match(isAscii(text) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? []
  return [...parts, parts.join('')].filter((part) => Array.from(part).length >= SHORTEST_WORD)
}

const isSign = (point: string): boolean => !/[\p{L}\p{N}]/u.test(point)
const startsWithYear = (points: readonly string[], at: number): boolean => /^(?:19|20)[0-9]{2}$/.test(points.slice(at, at + 4).join(''))
const isEnding = (points: readonly string[], at: number): boolean => /^[0-9]{0,4}[^\p{L}\p{N}]*$/u.test(points.slice(at).join(''))

/** Whether the password is made of these values alone. */
export function isMadeOf(password: string, values: readonly string[]): boolean {
  const points = unaccented(password)
  const plainPoints = unsubstituted(points)
  const words = [...new Set([...new Set(values)].flatMap(wordsOf))].map((word) => unsubstituted(Array.from(word)))

  // One pass over the positions that can be reached, so that no choice of names makes it slow: 0 not reached, 1 by years and
  // signs only, 2 with a name.
  const reached = new Uint8Array(points.length + 1)
  const reach = (at: number, how: number): void => {
    reached[at] = Math.max(reached[at] ?? 0, how)
  }
  reach(0, 1)
  for (const [at, point] of points.entries()) {
    const how = reached[at] ?? 0
    if (how === 0) continue
    if (how === 2 && isEnding(points, at)) return true
    if (isSign(point)) reach(at + 1, how)
    if (startsWithYear(points, at)) reach(at + 4, how)
    for (const word of words) if (word.every((letter, index) => plainPoints[at + index] === letter)) reach(at + word.length, 2)
  }
  return reached[points.length] === 2
}
