// "Your password expires soon": with the link to where a new one is set, and never a code.
import { type MailContent, mailOf } from './letter.ts'
import { type Brand, spokenBrand, textsFor } from './texts.ts'

export interface Expiry {
  /** When the password expires, in epoch milliseconds. */
  at: number
  /** Where a new one is set. */
  link: string
  branding: Brand
  locale: string
}

export function expiryMail({ at, link, branding, locale }: Expiry): MailContent {
  const { brand, contact } = spokenBrand(branding)
  return mailOf(textsFor(locale).expiryMail({ at, brand, contact }), { brand, color: branding.color, locale, link })
}
