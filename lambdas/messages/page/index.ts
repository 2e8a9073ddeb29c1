import type { Locale } from '../locales.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en, type PageWords } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'

/** The page in every language, for those who need not fetch it. */
export const PAGES: Readonly<Record<Locale, PageWords>> = { en, ja, de, fr, es, ar }
