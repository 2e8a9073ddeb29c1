// A code as people type it: read by the page while it is typed, and by the server however it was sent.

const isDigit = (point: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(point))

/** Every script has its ten digits in one row, zero first, and a row begins where another ends (Unicode, 4.6). */
function worth(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  let before = 0
  while (isDigit(point - before - 1)) before++
  return String(before % 10)
}

/** Digits of every script as ours: what a keyboard gives is not what a message shows. */
export const plainDigits = (text: string): string => text.replace(/(?!\d)\p{Nd}/gu, worth)

// Spaces and dashes of every script, the soft hyphen and the minus.
const GAP = '\\p{Zs}\\p{Pd}\\u00ad\\u2212'

const GAPS = new RegExp(`[\\s${GAP}]`, 'gu')

/** A code without what may stand between its groups of digits; all else stays, so that it is refused. */
export const typedCode = (text: string): string => plainDigits(text.replace(GAPS, ''))

/**
 * The code of `length` digits in a text: behind the `#` of an origin-bound message, else the one run of digits, spaces and dashes that has
 * this length. Undefined where there is none, or more than one to choose from.
 */
export function codeIn(text: string, length: number): string | undefined {
  const plain = plainDigits(text)
  const bound = new RegExp(`#(\\d{${length}})(?!\\d)`).exec(plain)?.[1]
  if (bound) return bound
  const runs = plain.match(new RegExp(`\\d(?:[${GAP}]?\\d)*`, 'gu')) ?? []
  const codes = new Set(runs.map((run) => run.replace(/\D/g, '')).filter((digits) => digits.length === length))
  return codes.size === 1 ? [...codes][0] : undefined
}

/** True where a text is a code, or the beginning of one, and nothing else. */
export const isBareCode = (text: string): boolean => /^\d*$/.test(typedCode(text))
