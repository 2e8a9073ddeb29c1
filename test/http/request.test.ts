import type { APIGatewayProxyEvent } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { clientOf, cookieSecret, requestOf, setCookie } from '../../lambdas/http/request.ts'
import { anEvent } from '../support/events.ts'

const secret = 'A'.repeat(43)
const withCookie = (cookie: string) => cookieSecret(requestOf(anEvent({ headers: { Cookie: cookie } })))

describe('the client', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9', '203.0.113.x'],
    ['::ffff:203.0.113.9', '203.0.113.9', '203.0.113.x'],
    ['::ffff:cb00:7109', '203.0.113.9', '203.0.113.x'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:DB8:0001:0002::1', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0:0::/64', '2001:db8:0::/48'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0::/64', '2001:db8:0::/48'],
    ['::1', '0:0:0:0::/64', '0:0:0::/48'],
    ['not an address', 'unknown', 'unknown']
  ])('36: %s is counted as %s and named as %s', (address, prefix, area) => {
    expect(clientOf(address)).toEqual({ prefix, area })
  })

  test('HDR-6: is what the gateway saw, whatever the headers say', () => {
    const forged = {
      'X-Forwarded-For': '1.2.3.4',
      Forwarded: 'for=1.2.3.4',
      'CloudFront-Viewer-Address': '1.2.3.4:5',
      'True-Client-IP': '1.2.3.4'
    }
    expect(requestOf(anEvent({ headers: forged, sourceIp: '203.0.113.9' })).client.prefix).toBe('203.0.113.9')
  })
})

describe('the cookie', () => {
  test('SES-5: is bound to this host, out of reach for scripts, and sent to us alone', () => {
    expect(setCookie(secret, 1800)).toBe(`__Host-rekey=${secret}; Path=/; Max-Age=1800; Secure; HttpOnly; SameSite=Strict`)
  })

  test('is read among others', () => {
    expect(withCookie(`a=b; __Host-rekey=${secret}; c=d`)).toBe(secret)
  })

  test.each([
    '',
    '__Host-rekey=',
    '__Host-rekey=short',
    `__Host-rekey=${'A'.repeat(44)}`,
    `x__Host-rekey=${secret}`,
    `__Host-rekey=${secret}; __Host-rekey=${secret}`
  ])('refuses %j', (cookie) => {
    expect(withCookie(cookie)).toBeUndefined()
  })
})

describe('a REST API event', () => {
  test('gives the route, the parameters and the body', () => {
    const event = anEvent({ method: 'POST', resource: '/v1/flows/{flow}/verify', params: { flow: 'f' }, body: '{"code":"1"}' })
    expect(requestOf(event)).toMatchObject({
      route: 'POST /v1/flows/{flow}/verify',
      params: { flow: 'f' },
      body: '{"code":"1"}',
      bytes: 12
    })
  })

  test('may carry its body as base64, and a body that is not UTF-8 is none', () => {
    const encoded = (bytes: Buffer): APIGatewayProxyEvent => ({ ...anEvent({ body: bytes.toString('base64') }), isBase64Encoded: true })
    expect(requestOf(encoded(Buffer.from('{"a":"é"}'))).body).toBe('{"a":"é"}')
    expect(requestOf(encoded(Buffer.from([0x7b, 0xff, 0x7d]))).body).toBeUndefined()
    expect(requestOf(encoded(Buffer.from('{}', 'utf16le'))).body).not.toBe('{}')
  })

  test('is counted in bytes, not characters', () => {
    expect(requestOf(anEvent({ body: 'é'.repeat(10) })).bytes).toBe(20)
  })
})
