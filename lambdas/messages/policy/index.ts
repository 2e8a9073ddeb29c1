import { LOCALES, type Locale } from '../locales.ts'
import { sentences as ar } from './ar.ts'
import { sentences as de } from './de.ts'
import { sentences as en } from './en.ts'
import { sentences as es } from './es.ts'
import { sentences as fr } from './fr.ts'
import { sentences as ja } from './ja.ts'

export type Params = Readonly<Record<string, string | number>>
/** What a rule asks for; with `found` in the parameters, also what the password has instead. */
export type Sentence = (params: Params) => string

/** What every language has a sentence for: a missing one does not compile. */
export type Sentences = Readonly<Record<keyof typeof en, Sentence>>

const SENTENCES: Readonly<Record<Locale, Sentences>> = { en, ja, de, fr, es, ar }

const isSpoken = (rule: string): rule is keyof Sentences => Object.hasOwn(en, rule)

/** A rule, or its violation, as a sentence for the person. Plain text; a rule without one is told as the directory's refusal. */
export function sentence(rule: string, params: Params, locale: string): string {
  const sentences = SENTENCES[locale as Locale] ?? SENTENCES[LOCALES[0]]
  return (isSpoken(rule) ? sentences[rule] : sentences.directoryQuality)(params)
}

/** The rules that a language has sentences for. */
export const spokenRules = (locale: Locale): string[] => Object.keys(SENTENCES[locale])
