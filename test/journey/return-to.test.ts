// The way back: only to what the deployment names, whatever is asked.
import { describe, expect, test } from 'vitest'
import { parseVariables } from '../../lambdas/config.ts'
import { allowedReturn } from '../../lambdas/view/return-to.ts'

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

describe('HDR-7: leads to the first that is allowed instead', () => {
  test.each([
    [''],
    ['/'],
    ['/app'],
    ['//evil.example/app'],
    ['///portal.example/app'],
    ['https:evil.example'],
    ['https:portal.example/app'],
    ['https:/portal.example/app'],
    ['http://portal.example/app'],
    ['ftp://portal.example/app'],
    ['javascript:alert(1)//https://portal.example/app'],
    ['data:text/html,https://portal.example/app'],
    ['https://evil.example/app'],
    ['https://evil.example/https://portal.example/app'],
    ['https://evil.example/?https://portal.example/app'],
    ['https://evil.example#https://portal.example/app'],
    ['https://portal.example@evil.example/app'],
    ['https://portal.example:pw@evil.example/app'],
    ['https://user@portal.example/app'],
    ['https://@portal.example/app'],
    ['https://portal.example.evil.example/app'],
    ['https://evilportal.example/app'],
    ['https://portal.example./app'],
    ['https://portal.example:8443/app'],
    ['https://localhost/a/b'],
    ['https://pоrtal.example/app'],
    ['https://xn--prtal-jye.example/app'],
    ['https://portal。example/app'],
    ['https://portal.example/application'],
    ['https://portal.example/app-evil'],
    ['https://portal.example/'],
    ['https://portal.example/APP'],
    ['https://portal.example/app/../secret'],
    ['https://portal.example/app/%2e%2e/secret'],
    ['https://portal.example/app%2fx'],
    ['https://portal.example/app/..%2fsecret'],
    ['https://portal.example/app/%5c..%5csecret'],
    ['https://portal.example/app/..;/secret'],
    ['https://portal.example/app\\..\\secret'],
    ['https://portal.example\\@evil.example/app'],
    ['https:\\\\portal.example/app'],
    ['https://portal.example/app/%00'],
    ['\thttps://portal.example/app'],
    ['https://portal.exam\nple/app'],
    [' https://portal.example/app'],
    [`https://portal.example/app/${'x'.repeat(2048)}`]
  ])('%j', (asked) => expect(allowedReturn(asked, ALLOWED)).toBe(DEFAULT))

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
