import { LOCALES, type Locale } from '../locales.ts'
import { sentences as en } from './en.ts'
import { sentences as ja } from './ja.ts'

export type Params = Readonly<Record<string, string | number>>
/** What a rule asks for; with `found` in the parameters, also what the password has instead. */
export type Sentence = (params: Params) => string

const SENTENCES: Readonly<Record<Locale, Readonly<Record<string, Sentence>>>> = { en, ja }

/** A rule, or its violation, as a sentence for the person. Plain text; a rule without one is told as the directory's refusal. */
export function sentence(rule: string, params: Params, locale: string): string {
  const sentences = SENTENCES[locale as Locale] ?? SENTENCES[LOCALES[0]]
  const say = Object.hasOwn(sentences, rule) ? sentences[rule] : sentences['directoryQuality']
  return say?.(params) ?? ''
}

/** The rules that a language has sentences for. */
export const spokenRules = (locale: Locale): string[] => Object.keys(SENTENCES[locale])
