// What happens to a typed password before any rule: NFC, and the refusal of what directories and keyboards disagree about.
import type { Violation } from './policy.ts'

export type Normalised = { ok: true; password: string } | { ok: false; violations: Violation[] }

/** Why a character is refused, by kind; `blank` is a password of nothing but spaces, or of nothing. */
const REFUSED = {
  surrogate: /\p{Cs}/u,
  control: /\p{Cc}/u,
  unassigned: /\p{Cn}/u,
  space: /(?! )\p{Zs}/u,
  blank: /^ *$/
} as const

export type RefusedKind = keyof typeof REFUSED

// NFC makes at most three UTF-16 units into a character of two bytes, so what has more units than this is too long in the end.
const UNITS_PER_BYTE = 1.5

/** The NFC form of a typed password, or every reason why it is refused. Nothing is trimmed. */
export function normalised(typed: string, maxBytes = 512): Normalised {
  const tooLong = { rule: 'maxBytes', params: { allowed: maxBytes } }
  // Before normalisation, so that a megabyte costs nothing.
  if (typed.length > maxBytes * UNITS_PER_BYTE) return { ok: false, violations: [tooLong] }
  const password = typed.normalize('NFC')
  const violations: Violation[] = Object.entries(REFUSED)
    .filter(([, pattern]) => pattern.test(password))
    .map(([kind]) => ({ rule: 'characters', params: { kind } }))
  if (new TextEncoder().encode(password).length > maxBytes) violations.push(tooLong)
  return violations.length > 0 ? { ok: false, violations } : { ok: true, password }
}
