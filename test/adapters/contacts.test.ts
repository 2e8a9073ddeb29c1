import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createContactRules } from '../../lambdas/adapters/contacts/index.ts'
import { Misconfigured } from '../../lambdas/ports.ts'

const file = new URL('../../node_modules/libphonenumber-js/metadata.max.json', import.meta.url)
const examplesFile = new URL('./examples.mobile.json', file)
const metadata = (): { countries: Record<string, string[]> } => JSON.parse(readFileSync(file, 'utf8'))

const loaded = metadata()
const rulesFor = (...countries: string[]) => createContactRules({ countries, metadata: () => loaded })
const mobile = (value: string, ...countries: string[]) => rulesFor(...countries).mobile(value)?.address

describe('mobile', () => {
  test.each([
    ['+12025550142', '+12025550142'],
    ['+1 202 555 0100', '+12025550100'],
    ['+1 (202) 555-0199', '+12025550199'],
    ['+81 90-1234-5678', '+819012345678'],
    ['+81.70.1234.5678', '+817012345678']
  ])('%j of an allowed country is taken as %s', (value, expected) => {
    expect(rulesFor('US', 'JP').mobile(value)).toEqual({ channel: 'sms', address: expected })
  })

  test('the numbers of the demo people, 202 555 0100 to 0199, are taken', () => {
    const rules = rulesFor('US')
    for (let last = 100; last <= 199; last++) expect(rules.mobile(`+12025550${last}`)?.address).toBe(`+12025550${last}`)
  })

  test.each([
    ['another country', '+447400123456'],
    ['another country with the same calling code', '+1 876 555 0142'],
    ['premium rate in the US', '+1 900 555 0142'],
    ['toll free in the US', '+1 800 555 0142'],
    ['a fixed line in Japan', '+81 3 1234 5678'],
    ['premium rate in Japan', '+81 990 123 456'],
    ['IP telephony in Japan', '+81 50 1234 5678'],
    ['a pager in Japan', '+81 20 1234 5678'],
    ['an international prefix', '001 202 555 0142'],
    ['an international prefix in brackets', '(00) 1 202 555 0142'],
    ['a country code that begins with 0', '+0 202 555 0142'],
    ['letters', '+1 202 555 CODE'],
    ['sixteen digits', '+1202555014212345'],
    ['an extension', '+1 202 555 0142 ext. 7'],
    ['an extension by sign', '+1 202 555 0142;ext=7'],
    ['a pause', '+1 202 555 0142,,7'],
    ['a direction mark', '\u200f+12025550142'],
    ['an embedded direction', '+1202\u202e5550142'],
    ['full-width digits', '+１２０２５５５０１４２'],
    ['Arabic digits', '+١٢٠٢٥٥٥٠١٤٢'],
    ['a full-width plus', '＋12025550142'],
    ['two numbers', '+12025550142 +12025550143'],
    ['a URI', 'tel:+12025550142'],
    ['a line break', '+12025550142\n'],
    ['nothing', ''],
    ['a plus', '+'],
    ['too few digits', '+1 202']
  ])('refuses %s', (_, value) => {
    expect(rulesFor('US', 'JP').mobile(value)).toBeUndefined()
  })

  test('a number without a country code is taken where a single country is allowed', () => {
    expect(mobile('090-1234-5678', 'JP')).toBe('+819012345678')
    expect(mobile('(202) 555-0142', 'US')).toBe('+12025550142')
    expect(mobile('1 202 555 0142', 'US')).toBe('+12025550142')
  })

  test('refuses a number without a country code where several countries are allowed', () => {
    expect(mobile('090-1234-5678', 'JP', 'US')).toBeUndefined()
  })

  test('DEL-6: refuses a number dialled abroad, also from a single allowed country', () => {
    expect(mobile('011 1 202 555 0142', 'US')).toBeUndefined()
    expect(mobile('0044 7400 123456', 'GB')).toBeUndefined()
    expect(mobile('010 81 90 1234 5678', 'JP')).toBeUndefined()
  })

  test('refuses, in every country, its own mobile numbers behind 00', () => {
    const examples = JSON.parse(readFileSync(examplesFile, 'utf8'))
    const { countries } = metadata()
    for (const [country, number] of Object.entries<string>(examples)) {
      for (const prefix of ['00', '000', `00${countries[country]?.[0]}`])
        expect(mobile(prefix + number, country), `${country} ${prefix}`).toBeUndefined()
    }
  })

  test('refuses every number where no country is allowed, without reading the metadata', () => {
    const rules = createContactRules({
      countries: [],
      metadata: () => {
        throw new Error('was read')
      }
    })
    expect(rules.mobile('+12025550142')).toBeUndefined()
  })

  test('the metadata is read once, on first use', () => {
    let reads = 0
    const rules = createContactRules({
      countries: ['US'],
      metadata: () => {
        reads++
        return metadata()
      }
    })
    expect(reads).toBe(0)
    rules.mail('alice@example.com')
    expect(reads).toBe(0)
    rules.mobile('+12025550142')
    rules.mobile('+12025550143')
    expect(reads).toBe(1)
  })

  test('fails on an allowed country that does not exist', () => {
    expect(() => mobile('+12025550142', 'US', 'XX')).toThrow(Misconfigured)
  })
})

describe('mail', () => {
  test.each([
    'alice@example.com',
    'Alice.Smith+tag@Mail.Example.COM',
    "o'neil@example.com",
    'a_b-c@sub.example.co.jp',
    'user@xn--bcher-kva.example',
    `${'a'.repeat(64)}@example.com`
  ])('%s is taken as it stands', (value) => {
    expect(rulesFor().mail(value)).toEqual({ channel: 'email', address: value })
  })

  test.each([
    ['two addresses by comma', 'alice@example.com,mallory@example.net'],
    ['two addresses by semicolon', 'alice@example.com;mallory@example.net'],
    ['a display name', 'Alice <alice@example.com>'],
    ['angle brackets', '<alice@example.com>'],
    ['a quoted local part', '"alice"@example.com'],
    ['a quoted address as local part', '"mallory@example.net"@example.com'],
    ['a comment', 'alice(x)@example.com'],
    ['a second at', 'alice@example.com@example.net'],
    ['a line break', 'alice@example.com\r\nBcc: mallory@example.net'],
    ['a trailing line break', 'alice@example.com\n'],
    ['a space', 'alice @example.com'],
    ['a trailing space', 'alice@example.com '],
    ['a letter outside ASCII before the at', 'alıce@example.com'],
    ['a letter outside ASCII behind the at', 'alice@exämple.com'],
    ['a direction mark', 'alice@example.com\u202e'],
    ['two dots', 'alice..smith@example.com'],
    ['a leading dot', '.alice@example.com'],
    ['a trailing dot', 'alice.@example.com'],
    ['an address literal', 'alice@[192.0.2.1]'],
    ['a numeric top level', 'alice@192.0.2.1'],
    ['no dot', 'alice@localhost'],
    ['a dash at a label’s end', 'alice@example-.com'],
    ['a URI', 'mailto:alice@example.com'],
    ['65 characters before the at', `${'a'.repeat(65)}@example.com`],
    ['a local part and a domain of 255 characters', `alice@${'a.'.repeat(123)}com`],
    ['nothing', '']
  ])('refuses %s', (_, value) => {
    expect(rulesFor().mail(value)).toBeUndefined()
  })

  test('254 characters are taken and 255 are not', () => {
    const address = (length: number) => `a@${'b.'.repeat((length - 6) / 2)}${'c'.repeat(length % 2)}com1`.padEnd(length, 'd')
    expect(address(254)).toHaveLength(254)
    expect(rulesFor().mail(address(254))).toBeDefined()
    expect(address(255)).toHaveLength(255)
    expect(rulesFor().mail(address(255))).toBeUndefined()
  })

  test.each([
    ['dots', `${'a.'.repeat(50_000)}@`],
    ['letters', 'a'.repeat(100_000)],
    ['labels', `a@${'a.'.repeat(50_000)}`],
    ['spaces in a number', `+1${' '.repeat(100_000)}`]
  ])('100,000 characters of %s cost less than 5 ms', (_, value) => {
    const rules = rulesFor('US')
    rules.mobile('+12025550142')
    const began = performance.now()
    rules.mail(value)
    rules.mobile(value)
    expect(performance.now() - began).toBeLessThan(5)
  })
})
