/** The languages of the page and of every message, the fallback first. */
export declare const LOCALES: readonly ['en', 'ja'];
export type Locale = (typeof LOCALES)[number];
/** The first configured language that `languages` (a tag, or Accept-Language) asks for; the first configured one otherwise. */
export declare function localeFor(languages: string, configured: readonly Locale[]): Locale;
