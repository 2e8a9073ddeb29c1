// Whether a password is nothing but names: of the person, of the organisation, once or several times, in any case, with the
// common substitutions, with years, up to four digits at the end and signs between. The whole value: a passphrase that happens
// to hold a name has other words too, and passes.
import { unaccented, unsubstituted } from './plain.ts'
import { isAscii } from './rule.ts'

const LATIN_WORDS = /[a-z0-9]+/g
const ANY_WORDS = /[\p{L}\p{N}]+/gu
/** One letter makes no word: with it, nearly everything would be made of names. */
const TWO_POINTS = /../su

/** What some values are made of, each also as one word, with substitutions undone: as they are compared. */
function wordsIn(values: readonly string[]): string[] {
  const found: string[] = []
  for (const value of new Set(values)) {
    const text = unaccented(value)
    const words: string[] = text.match(isAscii(text) ? LATIN_WORDS : ANY_WORDS) ?? []
    if (words.length > 1) words.push(words.join(''))
    for (const word of words) if (TWO_POINTS.test(word)) found.push(unsubstituted(word))
  }
  return found
}

const isSign = (point: string): boolean => !/[\p{L}\p{N}]/u.test(point)
const YEAR = /(?:19|20)[0-9]{2}/y
const ENDING = /[0-9]{0,4}[^\p{L}\p{N}]*$/uy

const isAt = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** Letters for which nothing is substituted. */
const PLAIN_LETTERS = 'bcdfghjkmnpqruvwxyz'

/** Whether a text has a letter that none of the values has. Nearly every password does, and needs no closer look. */
function hasOwnLetter(text: string, values: readonly string[]): boolean {
  const theirs = unaccented(values.join(' '))
  for (const letter of text) if (PLAIN_LETTERS.includes(letter) && !theirs.includes(letter)) return true
  return false
}

/** Whether a password, with case and accents undone, is made of these values alone. */
export function isMadeOf(text: string, values: readonly string[], plainText = unsubstituted(text)): boolean {
  if (hasOwnLetter(text, values)) return false
  const words = wordsIn(values)

  // One pass over the positions that can be reached, so that no choice of names makes it slow: 0 not reached, 1 by years and
  // signs only, 2 with a name.
  const reached = new Uint8Array(text.length + 5)
  const reach = (at: number, how: number): void => {
    reached[at] = Math.max(reached[at] ?? 0, how)
  }
  reach(0, 1)
  for (let at = 0; at < text.length; at++) {
    const how = reached[at] ?? 0
    if (how === 0) continue
    if (how === 2 && isAt(ENDING, text, at)) return true
    const point = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (isSign(point)) reach(at + point.length, how)
    if (isAt(YEAR, text, at)) reach(at + 4, how)
    for (const word of words) if (plainText.startsWith(word, at)) reach(at + word.length, 2)
  }
  return reached[text.length] === 2
}
