// The plain form of a password: what is left of it when case, accents and the common substitutions are undone. Two passwords
// with one plain form are one guess apart. Used to compare, never to count or to store.

import { sigmaless } from './rule.ts'

// Letters that a digit or sign may stand for fall together with it: 1 may have been an i or an l.
const STANDS_FOR: string[] = []
for (const [letter, signs] of Object.entries({ o: '0', l: '1!|i', e: '3', a: '4@', s: '5$', t: '7+' }))
  for (const sign of signs) STANDS_FOR[sign.charCodeAt(0)] = letter

/** Case and accents undone. */
export const unaccented = (text: string): string =>
  sigmaless(
    text
      .replace(/[^\x00-\x7f]+/g, (letters) => letters.normalize('NFKD').replace(/\p{M}/gu, ''))
      .toUpperCase()
      .toLowerCase()
  )

/** Substitutions undone, each character for itself: the length stays. */
export function unsubstituted(text: string): string {
  let plainText = ''
  for (let at = 0; at < text.length; at++) plainText += STANDS_FOR[text.charCodeAt(at)] ?? text.charAt(at)
  return plainText
}

/** The plain form. */
export const plain = (password: string): string => unsubstituted(unaccented(password))
