// An SMS is one segment: 160 characters of GSM 03.38, or 70 UTF-16 units as soon as one is not of that alphabet.
import type { ShortTexts } from './texts.ts'

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '\f^{}\\[~]|€'
const GSM = new Map([...Array.from(BASIC, (sign) => [sign, 1] as const), ...Array.from(EXTENDED, (sign) => [sign, 2] as const)])

/** Whether a text goes into one segment. */
export function isOneSegment(text: string): boolean {
  const sizes = Array.from(text, (sign) => GSM.get(sign))
  if (sizes.some((size) => size === undefined)) return text.length <= 70
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) <= 160
}

/** A name as an SMS begins with it: without the signs that the line for browsers is made of. */
const spoken = (brand: string): string => brand.replace(/[@#\s]+/g, ' ').trim()

/** The fullest of some texts that fits into one segment with `ending`; the sender's name is cut, and at last left out, before that fails. */
export function inOneSegment(texts: ShortTexts, brand: string, ending = ''): string {
  const letters = Array.from(spoken(brand))
  for (let kept = letters.length; kept >= 0; kept--) {
    const name = letters.slice(0, kept).join('').trim()
    for (const text of texts) {
      const whole = text(name && `${name}: `) + ending
      if (isOneSegment(whole)) return whole
    }
  }
  // Only a host of more than a hundred characters comes here: the code still arrives, in more than one segment.
  return (texts.at(-1)?.('') ?? '') + ending
}
