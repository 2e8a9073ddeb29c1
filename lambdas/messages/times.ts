// Moments as messages tell them: always in UTC, and saying so, because nobody knows where the reader is.

/** `1 May 2026 at 10:20 UTC`, as a language has it. */
export const longTime = (at: number, language: string): string =>
  `${new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' }).format(at)} UTC`

/** `2026-05-01 10:20 UTC`, for an SMS in any language. */
export const shortTime = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
