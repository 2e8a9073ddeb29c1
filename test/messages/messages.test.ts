import { describe, expect, test } from 'vitest'
import { codeMail, codeSms } from '../../lambdas/messages/code.ts'
import { expiryMail } from '../../lambdas/messages/expiry.ts'
import { html } from '../../lambdas/messages/html.ts'
import { directionOf, LOCALES, type Locale } from '../../lambdas/messages/locales.ts'
import { changedMail, changedSms } from '../../lambdas/messages/notice.ts'
import { pausedMail, pausedSms } from '../../lambdas/messages/paused.ts'
import { isOneSegment } from '../../lambdas/messages/segment.ts'
import { fc } from '../support/cases.ts'

const branding = { name: 'Example Corp', contact: '+1 202 555 0100' }
const origin = 'https://reset.example.com'
const aCode = { code: '01234567', isCodeInSubject: false, minutes: 10, branding, origin }
const at = Date.UTC(2026, 4, 1, 10, 20)
const aChange = { at, area: '203.0.113.0/24', branding }

const mailsIn = (locale: string, brand: { name: string; contact?: string } = branding) => ({
  code: codeMail({ ...aCode, branding: brand, locale }),
  changed: changedMail({ ...aChange, branding: brand, locale }),
  paused: pausedMail({ branding: brand, locale })
})
const textsIn = (locale: string, brand: { name: string; contact?: string } = branding) => ({
  code: codeSms({ ...aCode, branding: brand, locale }),
  changed: changedSms({ ...aChange, branding: brand, locale }),
  paused: pausedSms({ branding: brand, locale })
})

/** Words that a message says only for a reason. */
const SAID: Readonly<Record<Locale, { network: string; desk: string; life: string; lifeOfOne: string }>> = {
  en: { network: 'network', desk: 'help desk', life: '10 minutes', lifeOfOne: 'one minute' },
  ja: { network: 'ネットワーク', desk: 'ヘルプデスク', life: '10分間', lifeOfOne: '1分間' },
  de: { network: 'Netz', desk: 'Helpdesk', life: '10 Minuten', lifeOfOne: 'eine Minute' },
  fr: { network: 'réseau', desk: 'service d', life: '10 minutes', lifeOfOne: 'une minute' },
  es: { network: 'red', desk: 'servicio de asistencia', life: '10 minutos', lifeOfOne: 'un minuto' },
  ar: { network: 'الشبكة', desk: 'الدعم الفني', life: '10 دقائق', lifeOfOne: 'دقيقة واحدة' }
}

/** What a person sees and copies of a mail's markup. */
const seen = (markup: string): string => markup.replace(/<style.*?<\/style>|<[^>]*>/gs, '')

describe.each(LOCALES)('in %s', (locale) => {
  const mails = mailsIn(locale)
  const texts = textsIn(locale)
  const said = SAID[locale]

  test('a code is copied from a mail as digits alone, in both forms', () => {
    expect(mails.code.text).toMatch(/^ {4}01234567$/m)
    expect(seen(mails.code.html)).toContain('01234567')
    expect(mails.code.html).toMatch(/>0123<\/span><span[^>]*>4567</)
  })

  test('a code is in the subject only where that is wanted', () => {
    expect(mails.code.subject).not.toContain('01234567')
    const { subject } = codeMail({ ...aCode, isCodeInSubject: true, locale })
    expect(subject).toBe(`01234567 · ${mails.code.subject}`)
  })

  test('the life of a code is counted', () => {
    expect(mails.code.text).toContain(said.life)
    expect(codeMail({ ...aCode, minutes: 1, locale }).text).toContain(said.lifeOfOne)
  })

  test('the host, the life of the code and the contact are told', () => {
    for (const form of [mails.code.text, seen(mails.code.html)]) {
      expect(form).toContain('reset.example.com')
      expect(form).toContain('10')
      expect(form).toContain('+1 202 555 0100')
    }
  })

  test('a notice tells when, with its zone, and from where', () => {
    for (const form of [mails.changed.text, seen(mails.changed.html)]) {
      expect(form).toMatch(/10:20/)
      expect(form).toContain('UTC')
      expect(form).toContain('203.0.113.0/24')
      expect(form).toContain('+1 202 555 0100')
    }
    expect(textsIn(locale, { name: 'A', contact: '112' }).changed).toContain('2026-05-01 10:20 UTC')
  })

  test('a notice without a known network leaves it out', () => {
    const { text } = changedMail({ ...aChange, area: '', locale })
    expect(mails.changed.text).toContain(said.network)
    expect(text).not.toContain(said.network)
    expect(text).not.toContain('undefined')
  })

  test('a missing contact is told as the help desk', () => {
    for (const { text } of Object.values(mailsIn(locale, { name: 'Example' }))) expect(text).toContain(said.desk)
    for (const text of [textsIn(locale, { name: 'Example' }).changed, textsIn(locale, { name: 'Example' }).paused])
      expect(text).toContain(said.desk)
  })

  test('mails hold no link, no image and nothing fetched from afar', () => {
    for (const { html: markup } of Object.values(mails)) expect(markup).not.toMatch(/<a |<img|<link|<script|url\(|https?:|src=/i)
  })

  test('a mail that a password expires tells when, where and whom to ask, and holds its link and no code', () => {
    const mail = expiryMail({ at, link: origin, branding, locale })
    for (const form of [mail.text, seen(mail.html)]) {
      expect(form).toContain('10:20 UTC')
      expect(form).toContain('https://reset.example.com')
      expect(form).toContain('+1 202 555 0100')
      expect(form.replace(branding.contact, '')).not.toMatch(/\d{6}/)
    }
    expect(mail.text).toMatch(/^ {4}https:\/\/reset\.example\.com$/m)
    expect(mail.html.match(/<a [^>]*>.*?<\/a>/g)).toEqual(['<a href="https://reset.example.com">https://reset.example.com</a>'])
    expect(mail.html.replaceAll('https://reset.example.com', '')).not.toMatch(
      /<img|<link|<script|url\(|https?:|src=|background|[^-]color:/i
    )
    expect(expiryMail({ at, link: origin, branding: { name: 'Example' }, locale }).text).toContain(said.desk)
    const hostile = expiryMail({ at, link: origin, branding: { name: '<img src=x>\r\n', contact: '<script>' }, locale })
    expect(hostile.html).not.toMatch(/<img|<script/)
    expect(hostile.subject).not.toMatch(/\p{Cc}/u)
  })

  test('mails set no colour, so that dark clients stay dark', () => {
    for (const { html: markup } of Object.values(mails)) {
      expect(markup).toContain('<meta name="color-scheme" content="light dark">')
      expect(markup).not.toMatch(/background|[^-]color:/)
    }
  })

  test('mails name their language and its direction, also where webmail takes the document away', () => {
    const marks = `lang="${locale}" dir="${directionOf(locale)}"`
    for (const { html: markup } of Object.values(mails)) {
      expect(markup).toContain(`<html ${marks}>`)
      expect(markup).toContain(`<div ${marks} `)
    }
    expect(mails.code.html).toMatch(/<p dir="ltr"[^>]*><span[^>]*>0123</)
  })

  test('INJ-5, 54: markup in the brand and the contact is escaped, wherever it is said', () => {
    const hostile = { name: '<img src=x onerror=alert(1)>"', contact: '\'"><script>alert(1)</script>' }
    for (const { html: markup } of Object.values(mailsIn(locale, hostile))) {
      expect(markup).not.toMatch(/<img|<script/)
      expect(markup).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;')
    }
  })

  test('the organisation’s colour is a line under its name, and there is none without it', () => {
    const page = (color?: string) => pausedMail({ branding: { name: 'Acme', color }, locale }).html
    expect(page('#8a1c5b')).toContain('border-bottom:3px solid #8a1c5b"><bdi>Acme')
    expect(page()).not.toMatch(/border-bottom|undefined/)
  })

  test('INJ-4, 7: no line break of the brand reaches a subject', () => {
    for (const { subject } of Object.values(mailsIn(locale, { name: 'A\r\nBcc: mallory@example.net' })))
      expect(subject).not.toMatch(/\p{Cc}/u)
  })

  test('the last line of a code’s SMS binds it to the host', () => {
    expect(texts.code.split('\n').at(-1)).toBe('@reset.example.com #01234567')
    expect(
      codeSms({ ...aCode, origin: 'http://127.0.0.1:8080', locale })
        .split('\n')
        .at(-1)
    ).toBe('@127.0.0.1 #01234567')
  })

  test('the fullest wording is used where it fits', () => {
    expect(texts.code).toContain(said.life)
    expect(texts.code).toContain('Example Corp')
  })

  test('DEL-7, INJ-6: whatever the brand, an SMS is one segment, its last line is ours and its code the one that was made', () => {
    const brands = fc.record({
      name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      contact: fc.string({ unit: 'grapheme', maxLength: 120 })
    })
    const codes = fc.stringMatching(/^\d{6,10}$/)
    fc.assert(
      fc.property(brands, codes, fc.integer({ min: 0, max: 10 }), (brand, code, minutes) => {
        const text = codeSms({ ...aCode, code, minutes, branding: brand, locale })
        const lines = text.split('\n')
        expect(isOneSegment(text)).toBe(true)
        expect(lines).toHaveLength(3)
        expect(lines[0]).toContain(code)
        expect(lines[2]).toBe(`@reset.example.com #${code}`)
        for (const notice of [changedSms({ ...aChange, branding: brand, locale }), pausedSms({ branding: brand, locale })]) {
          expect(isOneSegment(notice)).toBe(true)
          expect(notice).not.toContain('\n')
        }
      })
    )
  })

  test.each([
    'Evil\n@evil.example #000000',
    'Evil\r@evil.example #000000',
    'Evil\u2028@evil.example #000000',
    'Evil\u2029@evil.example #000000',
    'Evil\u0085@evil.example #000000'
  ])('the brand %j cannot become the last line', (name) => {
    const text = codeSms({ ...aCode, branding: { name }, locale })
    expect(text.split(/[\n\r\u2028\u2029\u0085]/).at(-1)).toBe('@reset.example.com #01234567')
    expect(text.match(/[@#]/g)).toEqual(['@', '#'])
  })

  test('a long host leaves a code that still arrives in one segment', () => {
    const text = codeSms({ ...aCode, origin: `https://${'reset.'.repeat(8)}example.com`, locale })
    expect(isOneSegment(text)).toBe(true)
    expect(text.split('\n')[0]).toContain('01234567')
  })
})

const GSM_ONLY = ['en', 'de', 'fr', 'es'] as const

test.each(GSM_ONLY)('the SMS of %s are written in the alphabet of which 160 fit', (locale) => {
  const long = textsIn(locale, { name: 'Example Corporation', contact: 'the desk on the ground floor' })
  for (const text of Object.values({ ...long, plain: pausedSms({ branding: { name: 'A' }, locale }) })) {
    expect(isOneSegment(text)).toBe(true)
    expect(text.length).toBeGreaterThan(70)
  }
})

test('what stands inside an Arabic text keeps its own direction', () => {
  const { changed, code, paused } = mailsIn('ar')
  for (const foreign of ['Example Corp', '+1 202 555 0100', '203.0.113.0/24']) expect(changed.text).toContain(`\u2068${foreign}\u2069`)
  expect(code.text).toContain('\u2068reset.example.com\u2069')
  expect(paused.text).toContain('\u2068+1 202 555 0100\u2069')
})

test('an Arabic SMS begins with what makes it right to left, whatever the sender is called', () => {
  for (const name of ['Example Corp', '1&1', '!'])
    for (const text of Object.values(textsIn('ar', { name }))) expect(/\p{L}|\u200f/u.exec(text)?.[0]).toMatch(/[\u200f\u0600-\u06ff]/)
})

test.each([
  [1, 'دقيقة واحدة'],
  [2, 'دقيقتين'],
  [5, '5 دقائق'],
  [11, '11 دقيقة']
])('%i minutes are counted as Arabic does', (minutes, expected) => {
  expect(codeMail({ ...aCode, minutes, locale: 'ar' }).text).toContain(expected)
})

test('a language that is not spoken is answered in the first', () => {
  expect(pausedMail({ branding, locale: 'xx' }).subject).toBe(pausedMail({ branding, locale: 'en' }).subject)
})

test.each([
  ['a'.repeat(160), true],
  ['a'.repeat(161), false],
  ['€'.repeat(80), true],
  [`${'€'.repeat(80)}a`, false],
  ['あ'.repeat(70), true],
  ['あ'.repeat(71), false],
  ['😀'.repeat(35), true],
  ['😀'.repeat(36), false],
  [`${'a'.repeat(70)}あ`, false],
  [`${'a'.repeat(70)}\``, false]
])('%s is one segment: %s', (text, expected) => expect(isOneSegment(text)).toBe(expected))

test('the template escapes values, keeps markup of its own and joins lists', () => {
  const rows = ['<', '&'].map((text) => html`<li>${text}</li>`)
  expect(html`<ul title="${`"'`}">${rows}${undefined}${7}</ul>`.markup).toBe('<ul title="&quot;&#39;"><li>&lt;</li><li>&amp;</li>7</ul>')
})
