/** The languages of the page and of every message, the fallback first. */
export const LOCALES = ['en', 'ja', 'de', 'fr', 'es', 'ar'] as const
export type Locale = (typeof LOCALES)[number]

const RIGHT_TO_LEFT: readonly string[] = ['ar'] satisfies Locale[]

/** Which way a language is written, as HTML's `dir` has it. */
export const directionOf = (locale: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.includes(locale) ? 'rtl' : 'ltr')

/** The first configured language that `languages` (a tag, or Accept-Language) asks for; the first configured one otherwise. */
export function localeFor(languages: string, configured: readonly Locale[]): Locale {
  const wanted = languages
    .split(',')
    .map((part) => {
      const quality = /;\s*q=([^;]*)/.exec(part)?.[1]
      return { language: part.split(/[-;]/)[0]?.trim().toLowerCase(), quality: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .sort((a, b) => b.quality - a.quality)
  for (const { language, quality } of wanted) {
    const match = configured.find((locale) => locale === language)
    if (match && quality > 0) return match
  }
  return configured[0] ?? LOCALES[0]
}
