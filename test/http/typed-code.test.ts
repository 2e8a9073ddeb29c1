// A code as people type it: in the digits of their keyboard, in groups, or with a message around it.
import { describe, expect, test } from 'vitest'
import { codeIn, isBareCode, plainDigits, typedCode } from '../../lambdas/messages/typed-code.ts'

/** Ten digits in each script that this machine can write numbers in. */
const SCRIPTS = Intl.supportedValuesOf('numberingSystem')
  .map((system) => [system, new Intl.NumberFormat('en', { numberingSystem: system, useGrouping: false }).format(9876543210)] as const)
  .filter(([, digits]) => /^\p{Nd}{10}$/u.test(digits))

test.each(SCRIPTS)('digits in %s (%s) are ours', (_, digits) => expect(plainDigits(digits)).toBe('9876543210'))

test('every digit of Unicode is worth what it stands for, and nothing else is a digit', () => {
  const points = Array.from({ length: 0x110000 }, (_, point) => point).filter((point) => /\p{Nd}/u.test(String.fromCodePoint(point)))
  expect(points.length).toBeGreaterThan(600)
  expect(points.map((point) => plainDigits(String.fromCodePoint(point))).join('')).toBe('0123456789'.repeat(points.length / 10))
  for (const other of ['Ⅷ', '八', '⑧', '²', '½', 'a', '-', '😀']) expect(plainDigits(other)).toBe(other)
})

describe('a typed code', () => {
  test.each([
    '1234 5678',
    ' 12345678\n',
    '12-34-56-78',
    '1234\u00a05678',
    '1234\u20135678',
    '1234\u22125678',
    '1234\u00ad5678',
    '１２３４－５６７８',
    '１２３４　５６７８',
    '١٢٣٤ ٥٦٧٨',
    '۱۲۳۴۵۶۷۸',
    '१२३४-५६७८',
    '๑๒๓๔๕๖๗๘',
    '12٣٤56７８'
  ])('is read from %j', (typed) => {
    expect(typedCode(typed)).toBe('12345678')
    expect(isBareCode(typed)).toBe(true)
    expect(codeIn(typed, 8)).toBe('12345678')
  })

  test.each(['+12345678', '12345678.0', '1e7', '⑫345678', '1234567²', '12345678‮', 'abcdefgh', '1234/5678'])(
    '19: keeps whatever else is in %j, so that it is refused',
    (typed) => {
      expect(typedCode(typed)).not.toMatch(/^\d{8}$/)
      expect(isBareCode(typed)).toBe(false)
    }
  )
})
