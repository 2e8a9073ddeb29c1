// The way back: only to what the deployment names, whatever is asked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseVariables } from '../../lambdas/config.ts'
import { allowedReturn } from '../../lambdas/view/return-to.ts'
import { PlainVisitor } from '../support/plain-visitor.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, wrongCode } from '../support/visitor.ts'

const ALLOWED = ['https://portal.example/app', 'https://mail.example', 'https://localhost:8443/a/']
const DEFAULT = 'https://portal.example/app'

describe('may be gone back to', () => {
  test.each([
    ['https://portal.example/app'],
    ['https://portal.example/app/'],
    ['https://portal.example/app/deep?next=1#top'],
    ['https://mail.example/'],
    ['https://mail.example/any/where'],
    ['https://localhost:8443/a/b']
  ])('%s', (asked) => expect(allowedReturn(asked, ALLOWED)).toBe(asked))

  test.each([
    ['HTTPS://PORTAL.EXAMPLE/app', DEFAULT],
    ['https://portal.example:443/app', DEFAULT],
    ['https://portal.example/x/../app/y', `${DEFAULT}/y`]
  ])('%s, as browsers write it', (asked, href) => expect(allowedReturn(asked, ALLOWED)).toBe(href))
})

/** What looks allowed and is not. */
const TRICKS = [
  '',
  '/',
  '/app',
  '//evil.example/app',
  '///portal.example/app',
  'https:evil.example',
  'https:portal.example/app',
  'https:/portal.example/app',
  'http://portal.example/app',
  'ftp://portal.example/app',
  'javascript:alert(1)//https://portal.example/app',
  'data:text/html,https://portal.example/app',
  'https://evil.example/app',
  'https://evil.example/https://portal.example/app',
  'https://evil.example/?https://portal.example/app',
  'https://evil.example#https://portal.example/app',
  'https://portal.example@evil.example/app',
  'https://portal.example:pw@evil.example/app',
  'https://user@portal.example/app',
  'https://@portal.example/app',
  'https://portal.example.evil.example/app',
  'https://evilportal.example/app',
  'https://portal.example./app',
  'https://portal.example:8443/app',
  'https://localhost/a/b',
  'https://pоrtal.example/app',
  'https://xn--prtal-jye.example/app',
  'https://portal。example/app',
  'https://portal.example/application',
  'https://portal.example/app-evil',
  'https://portal.example/',
  'https://portal.example/APP',
  'https://portal.example/app/../secret',
  'https://portal.example/app/%2e%2e/secret',
  'https://portal.example/app%2fx',
  'https://portal.example/app/..%2fsecret',
  'https://portal.example/app/%5c..%5csecret',
  'https://portal.example/app/..;/secret',
  'https://portal.example/app\\..\\secret',
  'https://portal.example\\@evil.example/app',
  'https:\\\\portal.example/app',
  'https://portal.example/app/%00',
  '\thttps://portal.example/app',
  'https://portal.exam\nple/app',
  ' https://portal.example/app',
  `https://portal.example/app/${'x'.repeat(2048)}`
]

describe('HDR-7: leads to the first that is allowed instead', () => {
  test.each(TRICKS)('%j', (asked) => expect(allowedReturn(asked, ALLOWED)).toBe(DEFAULT))

  test('nothing asked', () => {
    expect(allowedReturn(undefined, ALLOWED)).toBe(DEFAULT)
    expect(allowedReturn(null, ALLOWED)).toBe(DEFAULT)
  })
})

test('where nothing is allowed there is no way back', () => {
  expect(allowedReturn('https://portal.example/app', [])).toBeUndefined()
  expect(allowedReturn(undefined, [])).toBeUndefined()
})

describe('RETURN_TO', () => {
  const read = (...list: string[]) => parseVariables(['RETURN_TO'], { RETURN_TO: JSON.stringify(list) }).RETURN_TO

  test('takes addresses as browsers write them', () => expect(read(...ALLOWED)).toEqual(ALLOWED))

  test.each([
    'http://portal.example',
    'portal.example',
    'https://portal.example/?x=1',
    'https://portal.example/#x',
    'https://user@portal.example',
    'https://PORTAL.example',
    'https://portal.example:443/',
    'https://portal.example/a/../b',
    'https://portal.example/%2e'
  ])('refuses %s', (address) => expect(() => read(address)).toThrow('must be an https address as browsers write it'))
})

describe('where no script runs', () => {
  const ASKED = 'https://portal.example/app/orders?next=1&who=%22%3E#top'
  const query = (asked: string): string => `?${new URLSearchParams({ returnTo: asked })}`
  let sandbox: Sandbox
  beforeAll(async () => {
    const LIMITS = JSON.stringify({ net: { quarter: 1000, day: 1000 } })
    sandbox = await startSandbox({ mode: 'userchoose', settings: { LIMITS, RETURN_TO: JSON.stringify(ALLOWED) } })
  })
  afterAll(() => sandbox.stop())

  /** Where the link at the end leads. */
  const back = (visitor: PlainVisitor): string | undefined =>
    /<a class="(?:main|quiet)" href="([^"]*)"/.exec(visitor.markup)?.[1]?.replaceAll('&amp;', '&')

  async function begun(path: string): Promise<PlainVisitor> {
    const visitor = new PlainVisitor(sandbox.url)
    await visitor.open(path)
    await visitor.submit('identify', { username: 'alice' })
    const [, option = ''] = /name="option" value="([^"]+)"/.exec(visitor.markup) ?? []
    await visitor.submit('choose', { option })
    await sandbox.settled()
    return visitor
  }

  test('the way back comes along, past a wrong code, another language and a refused password', async () => {
    const visitor = await begun(`/${query(ASKED)}`)
    const code = lastCode(sandbox)
    await visitor.submit('verify', { code: wrongCode(code) })
    await visitor.submit('another', {})
    await visitor.submit('back', {})
    await visitor.submit('locale', { lang: 'de' })
    await visitor.submit('verify', { code })
    await visitor.submit('commit', { password: 'kurz' })
    await visitor.submit('commit', { password: 'correct horse battery staple' })
    expect([visitor.path, visitor.text]).toEqual(['/forms/done', expect.stringContaining('Ihr Passwort ist geändert')])
    expect(back(visitor)).toBe(ASKED)
    await visitor.submit('restart', {})
    expect(visitor.fields('locale')).toEqual({ returnTo: ASKED })
    expect([...visitor.jar.keys()]).toEqual(['__Host-rekey-form'])
  })

  test('it comes along to an end without a new password, and from there to a new start', async () => {
    const visitor = await begun(`/${query(ASKED)}`)
    for (let i = 0; i < 5; i++) await visitor.submit('verify', { code: wrongCode(lastCode(sandbox)) })
    expect(back(visitor)).toBe(ASKED)
    await visitor.submit('restart', {})
    expect(visitor.fields('locale')).toEqual({ returnTo: ASKED })
    const late = await begun(`/${query(ASKED)}`)
    sandbox.clock.advance(3600)
    await late.submit('verify', { code: '12345678' })
    expect([late.path, late.fields('locale')]).toEqual(['/', { returnTo: ASKED }])
  })

  test('who asked for none has nothing in any address', async () => {
    const visitor = await begun('/')
    expect(visitor.markup).not.toContain('returnTo')
    await visitor.open('/forms/done')
    expect(back(visitor)).toBe(DEFAULT)
  })

  test.each(TRICKS)('HDR-7: %j is in no page, and leads to the first that is allowed', async (asked) => {
    const visitor = new PlainVisitor(sandbox.url)
    await visitor.open(`/forms/done${query(asked)}`)
    expect(back(visitor)).toBe(DEFAULT)
    for (const path of ['/forms/done', '/']) {
      await visitor.open(`${path}${query(asked)}`)
      expect(visitor.markup).not.toContain('name="returnTo"')
      expect(visitor.markup).not.toContain('returnTo=')
    }
  })

  test('HDR-7: a form that is sent with another keeps it to our own address, and no page shows it', async () => {
    const visitor = new PlainVisitor(sandbox.url)
    await visitor.open('/')
    const answer = await visitor.post(`/forms/start${query('https://evil.example/')}`, { ...visitor.fields('identify'), username: 'bob' })
    const location = answer.headers.get('location') ?? ''
    expect(new URL(location, sandbox.url).origin).toBe(sandbox.url)
    await visitor.open(location)
    expect(visitor.markup).not.toContain('evil.')
  })
})
