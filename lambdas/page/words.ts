// Which language, and its texts. English comes with the page; each other language is a file that is fetched when wanted.
import { LOCALES, type Locale } from '../messages/locales.ts'
import { en, type PageWords } from '../messages/page/en.ts'

const FILES: Readonly<Record<Locale, () => Promise<PageWords>>> = {
  en: async () => en,
  ja: async () => (await import('../messages/page/ja.ts')).ja,
  de: async () => (await import('../messages/page/de.ts')).de,
  fr: async () => (await import('../messages/page/fr.ts')).fr,
  es: async () => (await import('../messages/page/es.ts')).es,
  ar: async () => (await import('../messages/page/ar.ts')).ar
}

/** The texts of a language; `otherwise` where its file cannot be had. */
export const loadWords = (locale: Locale, otherwise: PageWords = en): Promise<PageWords> => FILES[locale]().catch(() => otherwise)

/** The first of the person's languages that is offered. */
export function pickLocale(wanted: readonly string[], offered: readonly Locale[]): Locale {
  const languages = wanted.map((tag) => tag.toLowerCase().split('-')[0])
  const picked = languages.map((language) => offered.find((locale) => locale === language)).find((locale) => locale !== undefined)
  return picked ?? offered[0] ?? LOCALES[0]
}
