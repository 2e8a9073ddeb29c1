// The page's texts: every language says everything, and says it with the same parts.
import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { en } from '../../lambdas/messages/page/en.ts'
import { PAGES } from '../../lambdas/messages/page/index.ts'
import { LOCALE_NAMES } from '../../lambdas/messages/page/names.ts'
import { loadWords } from '../../lambdas/page/words.ts'
import { documentOf } from '../../lambdas/view/document.ts'
import { footer } from '../../lambdas/view/frame.ts'
import { html } from '../../lambdas/view/html.ts'
import { firstScreen, frameOf } from '../../lambdas/view/start.ts'

const CONFIG = { locales: LOCALES, codeLength: 8, branding: { name: 'Acme' } }

/** Every text of a language by its path; a plural sentence as its forms. */
const texts = (words: object, path = ''): [string, string | Record<string, string>][] =>
  Object.entries(words).flatMap(([key, value]): [string, string | Record<string, string>][] =>
    typeof value === 'object' && !('other' in value) ? texts(value, `${path}${key}.`) : [[`${path}${key}`, value]]
  )
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

describe.each(LOCALES)('in %s', (locale) => {
  const words = PAGES[locale]
  const said = new Map(texts(words))

  test('every sentence fills the placeholders that it fills in English', () => {
    const filled = (of: typeof said): unknown =>
      [...of].map(([path, text]) => [path, placeholders(typeof text === 'string' ? text : (text['other'] ?? ''))])
    expect(filled(said)).toEqual(filled(new Map(texts(en))))
  })

  test('a sentence with a number has the form of each number, and no other', () => {
    const forms = [...new Set(Array.from({ length: 200 }, (_, n) => new Intl.PluralRules(locale).select(n)))].sort()
    for (const [path, text] of said) {
      if (typeof text === 'string') continue
      expect([path, Object.keys(text).sort()]).toEqual([path, forms])
      // One and two are words in some languages, but what stands for many numbers names them.
      for (const form of ['few', 'many', 'other']) expect(placeholders(text[form] ?? '{n}')).toEqual(['{n}'])
    }
  })

  test('no text is empty, none has a space at its end, and only names are left in English', () => {
    const SAME = /^(locale|formats|sentenceGap|title|choose\.(sms|email))$/
    for (const [path, text] of said)
      for (const each of typeof text === 'string' ? [text] : Object.values(text)) {
        if (path !== 'sentenceGap') expect([path, each]).toEqual([path, each.trim() || 'a text'])
        if (locale !== 'en' && !SAME.test(path)) expect([path, each]).not.toEqual([path, new Map(texts(en)).get(path)])
      }
  })

  test('the page fetches its texts, and shows itself in its direction', async () => {
    expect(await loadWords(locale, en)).toBe(words)
    expect(words.locale).toBe(locale)
    expect(documentOf(firstScreen, frameOf(CONFIG, locale), words, { head: html`` }).text).toContain(
      `<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`
    )
  })

  test('the switch names every language in its own words and marks this one', () => {
    const markup = footer({ brand: 'Acme', locale, locales: LOCALES }, words).text
    for (const each of LOCALES)
      expect(markup).toMatch(
        new RegExp(`value="${each}" lang="${each}" [^>]*aria-pressed="${each === locale}">${LOCALE_NAMES[each]}</button>`)
      )
  })
})
