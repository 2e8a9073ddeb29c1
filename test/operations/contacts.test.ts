import { describe, expect, test } from 'vitest'
import { hasContacts } from '../../lambdas/operations/contacts.ts'
import type { Person } from '../../lambdas/ports.ts'

const person = (mail: string[], mobile: string[]): Person => ({
  dn: 'uid=alice',
  guid: 'a',
  names: { username: [], given: [], family: [], mail: [] },
  mail,
  mobile,
  groups: [],
  isDisabled: false,
  isLocked: false,
  isProtected: false,
  marker: ''
})

const NUMBER = '+12025550101'

describe('an address that a flow began with', () => {
  test.each(['alice@example.com', ' alice@example.com', 'Alice@Example.com'])('is still there as %j', (value) => {
    expect(hasContacts(person(['other@example.com', value], []), [{ channel: 'email', address: 'alice@example.com' }])).toBe(true)
  })

  test.each(['alice@example.org', 'alice@example.com.evil.example', ''])('is not there any more as %j', (value) => {
    expect(hasContacts(person([value], [NUMBER]), [{ channel: 'email', address: 'alice@example.com' }])).toBe(false)
  })

  test.each([NUMBER, '+1 202 555 0101', '(202) 555-0101', '1-202-555-0101', '+1.202.555.0101'])(
    'is still there as the number %j',
    (value) => {
      expect(hasContacts(person([], [value]), [{ channel: 'sms', address: NUMBER }])).toBe(true)
    }
  )

  test.each([
    ['090-1234-5678', '+819012345678'],
    ['06 20 123 4567', '+36201234567'],
    ['8 (912) 345-67-89', '+79123456789'],
    ['0171 2345678', '+491712345678']
  ])('is still there with a trunk prefix, as %j', (value, address) => {
    expect(hasContacts(person([], [value]), [{ channel: 'sms', address }])).toBe(true)
  })

  test.each(['+1 302 555 0101', '(302) 555-0101', '+44 202 555 0101', '555-0101', '', '+1 202 555 01011'])(
    'is not there any more as the number %j',
    (value) => {
      expect(hasContacts(person([], [value]), [{ channel: 'sms', address: NUMBER }])).toBe(false)
    }
  )

  test('must be there with every other, and more do no harm', () => {
    const contacts = [
      { channel: 'email', address: 'alice@example.com' },
      { channel: 'sms', address: NUMBER }
    ] as const
    expect(hasContacts(person(['new@example.com', 'alice@example.com'], [NUMBER]), contacts)).toBe(true)
    expect(hasContacts(person(['alice@example.com'], []), contacts)).toBe(false)
    expect(hasContacts(person([], [NUMBER]), contacts)).toBe(false)
    expect(hasContacts(person([], []), [])).toBe(true)
  })
})
