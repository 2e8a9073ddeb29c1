// "Your password was changed": to every address of a person, after every change. No password, no code, no link.
import { type MailContent, mailOf } from './letter.ts'
import { inOneSegment } from './segment.ts'
import { type Brand, spokenBrand, textsFor } from './texts.ts'

export interface Change {
  /** When, in epoch milliseconds. */
  at: number
  /** The client's network, never its whole address; may be empty. */
  area: string
  branding: Brand
  locale: string
}

export function changedMail({ at, area, branding, locale }: Change): MailContent {
  const { brand, contact } = spokenBrand(branding)
  return mailOf(textsFor(locale).changedMail({ at, area: area.trim(), brand, contact }), { brand, color: branding.color, locale })
}

export function changedSms({ at, area, branding, locale }: Change): string {
  const { brand, contact } = spokenBrand(branding)
  return inOneSegment(textsFor(locale).changedSms({ at, area: area.trim(), brand, contact }), brand)
}
