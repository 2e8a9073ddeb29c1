// Instead of a code, for an account whose self-service is paused: only its owner learns of it.
import { type MailContent, mailOf } from './letter.ts'
import { inOneSegment } from './segment.ts'
import { type Brand, spokenBrand, textsFor } from './texts.ts'

export interface Pause {
  branding: Brand
  locale: string
}

export function pausedMail({ branding, locale }: Pause): MailContent {
  const { brand, contact } = spokenBrand(branding)
  return mailOf(textsFor(locale).pausedMail({ brand, contact }), { brand, color: branding.color, locale })
}

export function pausedSms({ branding, locale }: Pause): string {
  const { brand, contact } = spokenBrand(branding)
  return inOneSegment(textsFor(locale).pausedSms({ brand, contact }), brand)
}
