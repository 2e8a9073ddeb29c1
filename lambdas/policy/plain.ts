// The plain form of a password: what is left of it when case, accents and the common substitutions are undone. Two passwords
// with one plain form are one guess apart. Used to compare, never to count or to store.

// Letters that a digit or sign may stand for fall together with it: 1 may have been an i or an l.
const STANDS_FOR: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'l'],
  ['!', 'l'],
  ['|', 'l'],
  ['i', 'l'],
  ['3', 'e'],
  ['4', 'a'],
  ['@', 'a'],
  ['5', 's'],
  ['$', 's'],
  ['7', 't'],
  ['+', 't']
])

const SUBSTITUTES = /[01!|i34@5$7+]/g

/** Case and accents undone. */
export const unaccented = (text: string): string =>
  /[^\x00-\x7f]/.test(text) ? text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase() : text.toLowerCase()

/** What one character stands for. */
export const standsFor = (sign: string): string => STANDS_FOR.get(sign) ?? sign

/** Substitutions undone, each character for itself: the length stays. */
export const unsubstituted = (text: string): string => text.replace(SUBSTITUTES, standsFor)

/** The plain form. */
export const plain = (password: string): string => unsubstituted(unaccented(password))
