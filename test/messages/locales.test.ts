import { expect, test } from 'vitest'
import { directionOf, LOCALES, type Locale, localeFor } from '../../lambdas/messages/locales.ts'
import { LOCALE_NAMES } from '../../lambdas/messages/page/names.ts'

test.each<[string, Locale]>([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr-CA', 'fr'],
  ['es-419,es;q=0.9', 'es'],
  ['AR', 'ar'],
  ['pt-BR,pt;q=0.9,es;q=0.5', 'es'],
  ['en;q=0.3, ja;q=0.7', 'ja'],
  ['pt', 'en'],
  ['de;q=0', 'en'],
  ['de;q=nonsense', 'en'],
  ['', 'en'],
  ['*', 'en']
])('%j is answered in %s', (languages, expected) => {
  expect(localeFor(languages, LOCALES)).toBe(expected)
})

test('only what is configured is spoken, and its first is the fallback', () => {
  expect(localeFor('de,fr', ['ja', 'fr'])).toBe('fr')
  expect(localeFor('de', ['ja', 'fr'])).toBe('ja')
})

test('each language is written in the direction that Unicode knows for its script', () => {
  for (const locale of LOCALES) {
    const isRightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(LOCALE_NAMES[locale])
    expect([locale, directionOf(locale)]).toEqual([locale, isRightToLeft ? 'rtl' : 'ltr'])
  }
})
