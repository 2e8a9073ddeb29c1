// The messages that carry a code.
import { type MailContent, mailOf } from './letter.ts'
import { inOneSegment } from './segment.ts'
import { type Brand, spokenBrand, textsFor } from './texts.ts'

export interface CodeMessage {
  code: string
  /** Whether the subject shows the code too: handy, and seen on locked screens. */
  isCodeInSubject: boolean
  /** How long the code is good for, from now. */
  minutes: number
  branding: Brand
  /** The public origin: where alone the code is good for anything. */
  origin: string
  locale: string
}

export function codeMail({ code, isCodeInSubject, minutes, branding, origin, locale }: CodeMessage): MailContent {
  const { brand, contact } = spokenBrand(branding)
  const letter = textsFor(locale).codeMail({ minutes, brand, contact, host: new URL(origin).hostname })
  const subject = isCodeInSubject ? `${code} · ${letter.subject}` : letter.subject
  return mailOf({ ...letter, subject }, { brand, color: branding.color, locale, code })
}

/** The last line binds the code to the origin, so that browsers offer it there and nowhere else (WICG, origin-bound one-time codes). */
export function codeSms({ code, minutes, branding, origin, locale }: Omit<CodeMessage, 'isCodeInSubject'>): string {
  const { brand } = spokenBrand(branding)
  return inOneSegment(textsFor(locale).codeSms({ code, minutes }), brand, `\n\n@${new URL(origin).hostname} #${code}`)
}
