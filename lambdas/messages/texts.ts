// What a language must say, per purpose and channel. The words themselves lie in one folder per language.
import { texts as ar } from './ar/texts.ts'
import { texts as de } from './de/texts.ts'
import { texts as en } from './en/texts.ts'
import { texts as es } from './es/texts.ts'
import { texts as fr } from './fr/texts.ts'
import { texts as ja } from './ja/texts.ts'
import { LOCALES, type Locale } from './locales.ts'

/** How an organisation names itself to its people. */
export interface Brand {
  name: string
  /** Where people get help: a phone number, an address, a desk. */
  contact?: string | undefined
  /** Such as `#2446c8`. */
  color?: string | undefined
}

/** A mail without its looks: both its parts are made from this. */
export interface Letter {
  subject: string
  heading: string
  /** Paragraphs before the code, and after it; the last one says what to do if this was somebody else. */
  before: readonly string[]
  after: readonly string[]
}

/** The choices for an SMS, the fullest first: the first that fits into one segment is sent. `who` names the sender, or is empty. */
export type ShortTexts = readonly ((who: string) => string)[]

export interface CodeFacts {
  minutes: number
  brand: string
  host: string
  contact: string | undefined
}

export interface ChangeFacts {
  at: number
  /** The network that the change came from, or empty. */
  area: string
  brand: string
  contact: string | undefined
}

export interface PauseFacts {
  brand: string
  contact: string | undefined
}

export interface ExpiryFacts {
  /** When the password expires. */
  at: number
  brand: string
  contact: string | undefined
}

export interface Texts {
  codeMail(facts: CodeFacts): Letter
  codeSms(facts: { code: string; minutes: number }): ShortTexts
  changedMail(facts: ChangeFacts): Letter
  changedSms(facts: ChangeFacts): ShortTexts
  /** The link stands between its paragraphs. */
  expiryMail(facts: ExpiryFacts): Letter
  pausedMail(facts: PauseFacts): Letter
  pausedSms(facts: PauseFacts): ShortTexts
}

const TEXTS: Readonly<Record<Locale, Texts>> = { en, ja, de, fr, es, ar }

/** A flow's language as it was stored; one that is not spoken any more is answered in the first. */
export const textsFor = (locale: string): Texts => TEXTS[locale as Locale] ?? TEXTS[LOCALES[0]]

/** A configured word on one line, without marks that turn or hide what stands beside it. */
export const oneLine = (text: string): string => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()

/** A brand as messages say it. */
export const spokenBrand = ({ name, contact }: Brand): { brand: string; contact: string | undefined } => ({
  brand: oneLine(name),
  contact: contact === undefined ? undefined : oneLine(contact)
})
