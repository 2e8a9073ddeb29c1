// Finding the code in what was typed, pasted or read from a message.

/** Digits of other scripts as ours: full-width by NFKC, Arabic-Indic and its eastern form by position. */
const plainDigits = (text: string): string =>
  text.normalize('NFKC').replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))

const JOINER = '[ \\u2010-\\u2015-]?'

/**
 * The code of `length` digits in a text: behind the `#` of an origin-bound message, else the one run of digits, spaces and dashes that has
 * this length. Undefined where there is none, or more than one to choose from.
 */
export function codeIn(text: string, length: number): string | undefined {
  const plain = plainDigits(text)
  const bound = new RegExp(`#(\\d{${length}})(?!\\d)`).exec(plain)?.[1]
  if (bound) return bound
  const runs = plain.match(new RegExp(`\\d(?:${JOINER}\\d)*`, 'g')) ?? []
  const codes = new Set(runs.map((run) => run.replace(/\D/g, '')).filter((digits) => digits.length === length))
  return codes.size === 1 ? [...codes][0] : undefined
}

/** True where a text is a code, or the beginning of one, and nothing else. */
export const isBareCode = (text: string): boolean => /^[\d \u2010-\u2015-]*$/.test(plainDigits(text))
