// The page's texts come with it in the person's language; each other language is a file that is fetched when wanted.
import type { Locale } from '../messages/locales.ts'
import type { PageWords } from '../messages/page/en.ts'

const FILES: Readonly<Record<Locale, () => Promise<PageWords>>> = {
  en: async () => (await import('../messages/page/en.ts')).en,
  ja: async () => (await import('../messages/page/ja.ts')).ja,
  de: async () => (await import('../messages/page/de.ts')).de,
  fr: async () => (await import('../messages/page/fr.ts')).fr,
  es: async () => (await import('../messages/page/es.ts')).es,
  ar: async () => (await import('../messages/page/ar.ts')).ar
}

/** The texts of a language; `otherwise` where its file cannot be had. */
export const loadWords = (locale: Locale, otherwise: PageWords): Promise<PageWords> => FILES[locale]().catch(() => otherwise)
