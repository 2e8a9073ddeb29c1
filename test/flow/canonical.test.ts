import { describe, expect, test } from 'vitest'
import { canonical, initialOf } from '../../lambdas/flow/canonical.ts'
import { fc } from '../support/cases.ts'

const known = { domains: ['example.com'], prefixes: ['CORP'] }

describe('the canonical form', () => {
  test.each([
    'alice',
    'Alice',
    'ALICE',
    ' alice ',
    'a l i c e',
    'alice\u3000',
    'ａｌｉｃｅ',
    'álicè',
    'a\u0301lice',
    'al\u00adice',
    'alice\u200b',
    'alice\ufeff',
    '\\61lice',
    '\\61\\6c\\69\\63\\65',
    'alice@example.com',
    'Alice@EXAMPLE.com',
    'CORP\\alice',
    'corp\\Alice',
    'alıce',
    'ALİCE',
    '𝐚𝐥𝐢𝐜𝐞',
    '\tali\nce',
    'a\\lice'
  ])('ENU-10: folds %j into one budget', (spelling) => {
    expect(canonical(spelling, known)).toBe('alice')
  })

  test.each([
    ['straße', 'STRASSE'],
    ['ſam', 'sam'],
    ['K', 'k'],
    ['ﬁn', 'fin'],
    ['が', 'か']
  ])('folds %s and %s together', (a, b) => {
    expect(canonical(a, known)).toBe(canonical(b, known))
  })

  test.each(['alice', 'Alice', ' ALICE', 'álicè', 'ａlice', '\\61lice', 'CORP\\alice', 'corp\\ Alice@example.com', '\u200balice'])(
    'ENU-4: %j begins with one letter, or a decoy would change with the spelling',
    (spelling) => {
      expect(initialOf(spelling)).toBe('a')
    }
  )

  test('keeps different people apart', () => {
    expect(new Set(['alice', 'alicia', 'bob', 'alice@example.org', 'alice2'].map((who) => canonical(who, known))).size).toBe(5)
  })

  test('is its own canonical form, for anything typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (who) => {
        const once = canonical(who, { domains: [], prefixes: [] })
        expect(canonical(once, { domains: [], prefixes: [] })).toBe(once)
      })
    )
  })

  test('survives lone surrogates and broken escapes', () => {
    for (const who of ['\ud800', '\\', '\\6', '\\zz', '\\ff', '']) expect(() => canonical(who, known)).not.toThrow()
  })
})
