import { describe, expect, test } from 'vitest'
import { ConfigurationError, configFor, type Environment, FUNCTIONS, type FunctionName } from '../lambdas/config.ts'

const store = { id: 'people', profile: 'openldap', urls: ['ldaps://ldap.example.com'], baseDn: 'dc=example,dc=com' }

const GOOD: Environment = {
  PUBLIC_ORIGIN: 'https://reset.example.com',
  TABLE_NAME: 'rekey',
  STORES: JSON.stringify([store]),
  STORE_IDS: 'people',
  SEARCH_SECRET_ID: 'search',
  RESET_SECRET_ID: 'reset',
  STATUS_SECRET_ID: 'status',
  CHANGE_SECRET_ID: 'change',
  CODE_KEY_IDS: 'a,b',
  INDEX_KEY_ID: 'i',
  MAIL_FROM: 'no-reply@example.com',
  SMS_COUNTRIES: 'US,JP',
  PHONE_METADATA: '/phone.json',
  BLOCKLIST: '/blocklist.bin',
  ASSETS: '/assets'
}

const problems = (name: FunctionName, over: Environment): readonly string[] => {
  try {
    configFor(name, { ...GOOD, ...over })
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems
    throw error
  }
}

describe('a configuration', () => {
  test.each(Object.keys(FUNCTIONS) as FunctionName[])('of %s is taken when it is right', (name) => {
    expect(problems(name, {})).toEqual([])
  })

  test('has the documented defaults', () => {
    expect(configFor('flow', GOOD)).toMatchObject({
      MODE: 'email',
      CODE_LENGTH: 8,
      CODE_SECONDS: 600,
      MAX_ATTEMPTS: 5,
      MAX_SENDS: 3,
      FLOW_SECONDS: 1800,
      GRANT_SECONDS: 600,
      LIMITS: {
        net: { quarter: 30, day: 200 },
        identifier: { hour: 10, day: 20, hourPerNet: 5, dayPerNet: 10 },
        account: { day: 15, dayPerNet: 10, streak: 100 }
      }
    })
  })

  test.each<[FunctionName, Environment, string]>([
    ['flow', { MODE: 'letter' }, 'MODE: must be one of email, sms, userchoose, userselectchallenge'],
    ['flow', { CODE_LENGTH: '5' }, 'CODE_LENGTH: must be at least 6 digits'],
    ['flow', { CODE_LENGTH: '11' }, 'CODE_LENGTH: must be at most 10 digits'],
    ['flow', { CODE_LENGTH: 'eight' }, 'CODE_LENGTH: must be a whole number of digits, 6 to 10'],
    ['flow', { CODE_LENGTH: '8.5' }, 'CODE_LENGTH: must be a whole number of digits, 6 to 10'],
    ['flow', { CODE_SECONDS: '601' }, 'CODE_SECONDS: must be at most 600 seconds'],
    ['flow', { TABLE_NAME: undefined }, 'TABLE_NAME: is missing'],
    ['flow', { TABLE_NAME: '' }, 'TABLE_NAME: is missing'],
    ['flow', { PUBLIC_ORIGIN: 'http://reset.example.com' }, 'PUBLIC_ORIGIN: must be https (plain http is for loopback only)'],
    ['flow', { PUBLIC_ORIGIN: 'https://reset.example.com/path' }, 'PUBLIC_ORIGIN: must be an origin, such as https://reset.example.com'],
    ['flow', { LIMITS: '{' }, 'LIMITS: must be JSON'],
    ['flow', { LIMITS: '{"net":{"quarter":0}}' }, 'LIMITS.net.quarter: must be at least 1 starts per 15 minutes'],
    ['flow', { LOCALES: 'en,tlh' }, 'LOCALES'],
    ['flow', { NODE_DEBUG: 'ldapts' }, 'NODE_DEBUG: must not be set'],
    ['commit', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED: must not be 0'],
    [
      'commit',
      { STORES: JSON.stringify([{ ...store, urls: ['ldap://ldap.example.com'] }]) },
      'STORES.0: ldap:// sends passwords in clear: use ldaps:// or set startTls'
    ],
    ['commit', { STORES: JSON.stringify([{ ...store, startTls: true }]) }, 'STORES.0: startTls goes with ldap:// addresses only'],
    ['commit', { STORES: '[]' }, 'STORES: needs at least one store'],
    ['commit', { STORES: JSON.stringify([store, store]) }, 'STORES: store ids must differ'],
    ['commit', { STORES: JSON.stringify([{ ...store, profile: 'novell' }]) }, 'STORES.0.profile: must be one of'],
    ['locate', { MODE: 'sms', SMS_COUNTRIES: '' }, 'SMS_COUNTRIES: mode sms sends SMS and needs the countries'],
    ['locate', { MODE: 'sms', SMS_COUNTRIES: 'usa' }, 'SMS_COUNTRIES.0: must be two-letter country codes'],
    ['locate', { MODE: 'userselectchallenge' }, 'DECOY_PROFILE: mode userselectchallenge needs a measured decoy profile'],
    ['deliver', { MAIL_FROM: 'nobody' }, 'MAIL_FROM: must be an address'],
    ['deliver', { MAIL_FROM: 'a@example.com\r\nBcc: b@example.com' }, 'MAIL_FROM: must be one line'],
    ['deliver', { SMS_MAX_PRICE: 'cheap' }, 'SMS_MAX_PRICE: must be a price in USD'],
    ['verify', { CODE_KEY_IDS: ' , ' }, 'CODE_KEY_IDS: needs at least one key']
  ])('OTP-3, TLS-2: of %s with %j is refused', (name, over, problem) => {
    expect(problems(name, over).join('\n')).toContain(problem)
  })

  test('is refused with every problem at once', () => {
    const all = problems('flow', { MODE: 'letter', CODE_LENGTH: '5', TABLE_NAME: undefined, PUBLIC_ORIGIN: 'reset', NODE_DEBUG: '1' })
    expect(all).toHaveLength(6)
    expect(new ConfigurationError(all).message).toContain('the configuration has 6 problems:')
  })

  test('quotes no value in a problem, for it could be a secret', () => {
    expect(problems('commit', { RESET_SECRET_ID: '', STORES: '[{"password":"hunter2"}]' }).join()).not.toContain('hunter2')
  })
})
