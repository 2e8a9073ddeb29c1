// HDR-6: budgets belong to the client's address, so nobody may choose theirs.
import { describe, expect, test } from 'vitest'
import { requestOf } from '../../lambdas/http/request.ts'
import { anEvent } from '../support/events.ts'

const forged = { 'X-Forwarded-For': '198.51.100.1', Forwarded: 'for=198.51.100.1', 'True-Client-IP': '198.51.100.1', Via: '198.51.100.1' }

describe('behind the gateway alone', () => {
  test('a client is who the gateway saw, also when a header says CloudFront saw another', () => {
    const event = anEvent({ sourceIp: '203.0.113.9', headers: { ...forged, 'CloudFront-Viewer-Address': '198.51.100.1:1234' } })
    expect(requestOf(event).client.prefix).toBe('203.0.113.9')
  })
})

describe('behind CloudFront', () => {
  const seen = (address?: string) =>
    requestOf(
      anEvent({
        sourceIp: '203.0.113.9',
        headers: { ...forged, ...(address === undefined ? {} : { 'CloudFront-Viewer-Address': address }) }
      }),
      'cloudfront'
    ).client.prefix

  test.each([
    ['192.0.2.7:46532', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6:46532', '2001:db8:1:2::/64'],
    ['2001:db8::1:443', '2001:db8:0:0::/64'],
    ['[2001:db8::1]:443', '2001:db8:0:0::/64'],
    // Two headers, or none: CloudFront sends exactly one.
    ['192.0.2.7:1, 198.51.100.1:2', 'unknown'],
    [undefined, 'unknown']
  ])('a client that CloudFront saw at %s is %s', (address, prefix) => {
    expect(seen(address)).toBe(prefix)
  })
})
