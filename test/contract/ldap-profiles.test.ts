// What each profile says of an entry and of a refusal, and the very bytes of Active Directory's write: no server needed.
import {
  BerWriter,
  BusyError,
  type Client,
  ConfidentialityRequiredError,
  InsufficientAccessError,
  InvalidCredentialsError,
  NoSuchObjectError,
  SizeLimitExceededError,
  StrongAuthRequiredError,
  UnavailableError,
  UnknownStatusCodeError,
  UnwillingToPerformError
} from 'ldapts'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../lambdas/adapters/ldap/entry.ts'
import { faultOf } from '../../lambdas/adapters/ldap/faults.ts'
import { guidFilter, guidOf } from '../../lambdas/adapters/ldap/guid.ts'
import { unicodePwd } from '../../lambdas/adapters/ldap/profiles/active-directory.ts'
import { PROFILES } from '../../lambdas/adapters/ldap/profiles/index.ts'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { tellViolations } from '../../lambdas/operations/telling.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'

const entryOf = (attributes: Record<string, string | Buffer>): Entry => {
  const value = (name: string) => attributes[name]
  const first = (name: string) => (typeof value(name) === 'string' ? (value(name) as string) : undefined)
  return {
    dn: 'uid=x',
    first,
    values: (name) => [first(name) ?? []].flat(),
    bytes: (name) => (Buffer.isBuffer(value(name)) ? (value(name) as Buffer) : undefined)
  }
}

describe('unicodePwd', () => {
  // MS-ADTS 3.1.1.3.1.5: the password in quotes, in UTF-16LE, and nothing in it escaped.
  test.each([
    ['new', '22006e00650077002200'],
    ['a"b', '22006100220062002200'],
    ['""', '2200220022002200'],
    ['\\"', '22005c0022002200'],
    ['🔑', '22003dd811dd2200'],
    ['\u2028', '220028202200'],
    [' é ', '22002000e90020002200'],
    ['日本', '2200e5652c672200']
  ])('of %j is the quoted UTF-16LE', (password, hex) => {
    expect(unicodePwd(password).toString('hex')).toBe(hex)
  })
})

describe('an id', () => {
  const bytes = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
  const text = '33221100-5544-7766-8899-aabbccddeeff'

  test('of Active Directory is told as its own tools do, and asked for as it is stored', () => {
    const guid = { attribute: 'objectGUID', kind: 'guid' } as const
    expect(guidOf(entryOf({ objectGUID: bytes }), guid)).toBe(text)
    expect(guidFilter(text, guid)?.value).toEqual(bytes)
  })

  test('of eDirectory keeps its order', () => {
    const guid = { attribute: 'GUID', kind: 'uuid' } as const
    expect(guidOf(entryOf({ GUID: bytes }), guid)).toBe('00112233-4455-6677-8899-aabbccddeeff')
    expect(guidFilter('00112233-4455-6677-8899-aabbccddeeff', guid)?.value).toEqual(bytes)
  })

  test.each(['', '*', text.slice(1), `${text}0`, text.replace('-', '*')])('%j is none', (id) => {
    expect(guidFilter(id, { attribute: 'objectGUID', kind: 'guid' })).toBeUndefined()
  })

  test('of the wrong length is none', () => {
    expect(guidOf(entryOf({ objectGUID: bytes.subarray(1) }), { attribute: 'objectGUID', kind: 'guid' })).toBeUndefined()
  })
})

const NOW = Date.UTC(2026, 0, 1)
const OPEN = { isDisabled: false, isLocked: false, isProtected: false, mustChange: false }
const fileTime = (epochMs: number): string => String((BigInt(epochMs) + 11_644_473_600_000n) * 10_000n)

type Standing = [told: string, attributes: Record<string, string>, standing: Record<string, unknown>]

const STANDINGS: Record<keyof typeof PROFILES, Standing[]> = {
  'active-directory': [
    ['open', { userAccountControl: '512', pwdLastSet: '7' }, { ...OPEN, marker: '7' }],
    ['disabled', { userAccountControl: '514' }, { isDisabled: true }],
    ['locked once, and not any more', { lockoutTime: fileTime(NOW), 'msDS-User-Account-Control-Computed': '0' }, { isLocked: false }],
    ['locked', { 'msDS-User-Account-Control-Computed': '16' }, { isLocked: true, isDisabled: false }],
    ['expired password', { 'msDS-User-Account-Control-Computed': '8388608' }, { mustChange: true }],
    ['an account that has run out', { accountExpires: fileTime(NOW - 1) }, { isDisabled: true }],
    ['an account that has not', { accountExpires: fileTime(NOW + 1) }, { isDisabled: false }],
    ['an account that never does', { accountExpires: '9223372036854775807' }, { isDisabled: false }],
    ['an account that never does, in another way', { accountExpires: '0' }, { isDisabled: false }],
    ['privileged', { adminCount: '1' }, { isProtected: true }],
    ['not privileged any more', { adminCount: '0' }, { isProtected: false }],
    ['the later of two logins', { lastLogon: fileTime(NOW), lastLogonTimestamp: fileTime(NOW - 9) }, { lastLogin: NOW }]
  ],
  openldap: [
    ['open', { pwdChangedTime: '20240101000000Z' }, { ...OPEN, marker: '20240101000000Z' }],
    ['disabled', { pwdAccountLockedTime: '000001010000Z' }, { isDisabled: true, isLocked: false }],
    ['locked', { pwdAccountLockedTime: '20240101000000Z' }, { isDisabled: false, isLocked: true }],
    ['an account that has not begun', { pwdStartTime: '20260101000001Z' }, { isDisabled: true }],
    ['an account that has run out', { pwdEndTime: '20260101000000Z' }, { isDisabled: true }],
    ['an account within its times', { pwdStartTime: '20260101000000Z', pwdEndTime: '20260101000001Z' }, { isDisabled: false }],
    ['reset', { pwdReset: 'TRUE' }, { mustChange: true }]
  ],
  '389ds': [
    ['open', { pwdUpdateTime: '20240101000000Z' }, { ...OPEN, marker: '20240101000000Z' }],
    ['disabled', { nsAccountLock: 'TRUE' }, { isDisabled: true }],
    ['locked', { accountUnlockTime: '20260101000001Z' }, { isLocked: true }],
    ['locked once', { accountUnlockTime: '20251231235959Z' }, { isLocked: false }],
    ['locked for ever', { accountUnlockTime: '19700101000000Z' }, { isLocked: true }],
    ['expired', { passwordExpirationTime: '20251231235959Z' }, { mustChange: true }],
    ['reset by a manager', { passwordExpirationTime: '19700101000000Z' }, { mustChange: true }],
    ['reset by us', { passwordExpirationTime: '19700101000001Z' }, { mustChange: false }]
  ],
  freeipa: [
    ['open', { krbLastPwdChange: '20240101000000Z', krbPasswordExpiration: '20270101000000Z' }, { ...OPEN, marker: '20240101000000Z' }],
    ['disabled', { nsAccountLock: 'TRUE' }, { isDisabled: true }],
    ['an account that has run out', { krbPrincipalExpiration: '20251231235959Z' }, { isDisabled: true }],
    ['reset by a manager', { krbPasswordExpiration: '20240101000000Z' }, { mustChange: true }]
  ],
  oid: [
    ['open', { orclIsEnabled: 'ENABLED', pwdChangedTime: '20240101000000Z' }, { ...OPEN, marker: '20240101000000Z' }],
    ['disabled', { orclIsEnabled: 'DISABLED' }, { isDisabled: true }],
    ['run out', { orclActiveEndDate: '20251231235959Z' }, { isDisabled: true }],
    ['locked', { pwdAccountLockedTime: '20240101000000Z' }, { isLocked: true }],
    ['reset', { pwdReset: '1' }, { mustChange: true }]
  ],
  oud: [
    ['open', { pwdChangedTime: '20240101000000.123Z' }, { ...OPEN, marker: '20240101000000.123Z' }],
    ['disabled', { 'ds-pwp-account-disabled': 'true' }, { isDisabled: true }],
    ['locked', { pwdAccountLockedTime: '20240101000000Z' }, { isLocked: true }],
    ['reset', { pwdReset: 'true' }, { mustChange: true }]
  ],
  odsee: [
    ['open', { pwdChangedTime: '20240101000000Z' }, { ...OPEN, marker: '20240101000000Z' }],
    ['disabled', { nsAccountLock: 'true' }, { isDisabled: true }],
    ['disabled by policy', { pwdAccountLockedTime: '000001010000Z' }, { isDisabled: true, isLocked: false }],
    ['locked', { pwdAccountLockedTime: '20240101000000Z' }, { isLocked: true }]
  ],
  'ibm-sds': [
    ['open', { pwdChangedTime: '20240101000000Z' }, { ...OPEN, marker: '20240101000000Z' }],
    ['disabled', { 'ibm-pwdAccountLocked': 'TRUE' }, { isDisabled: true }],
    ['locked', { pwdAccountLockedTime: '20240101000000Z' }, { isLocked: true }],
    ['reset', { pwdReset: 'TRUE' }, { mustChange: true }]
  ],
  edirectory: [
    ['open', { loginDisabled: 'FALSE' }, { ...OPEN, marker: '' }],
    ['disabled', { loginDisabled: 'TRUE' }, { isDisabled: true }],
    ['run out', { loginExpirationTime: '20251231235959Z' }, { isDisabled: true }],
    ['locked', { lockedByIntruder: 'TRUE' }, { isLocked: true }],
    ['expired', { passwordExpirationTime: '20251231235959Z' }, { mustChange: true }]
  ]
}

describe.each(Object.entries(STANDINGS))('what %s says of an account', (name, standings) => {
  test.each(standings)('%s', (_, attributes, standing) => {
    expect(PROFILES[name as keyof typeof PROFILES].standing(entryOf(attributes), NOW)).toMatchObject(standing)
  })
})

interface Told {
  code: number
  text?: string
  policyError?: number
}

/** The rule that a refusal is about; `undefined`: a fault, which the code explains to the operator. */
const REFUSALS: Partial<Record<keyof typeof PROFILES, [Told, string | undefined][]>> = {
  'active-directory': [
    [{ code: 19, text: '0000052D: AtrErr: DSID-03190F80, #1: 0: 0000052D: DSID-03190F80, problem 1005' }, 'directoryQuality'],
    [{ code: 53, text: '0000052D: SvcErr: DSID-031A1236, problem 5003 (WILL_NOT_PERFORM), data 0' }, 'directoryQuality'],
    [
      { code: 19, text: '0000052D: Constraint violation - check_password_restrictions: the password was already used (in history)!' },
      'numPasswordsInHistory'
    ],
    [
      {
        code: 19,
        text: '0000052D: Constraint violation - check_password_restrictions: the password is too short. It should be equal or longer than 20 characters!'
      },
      'minLength'
    ],
    [
      { code: 19, text: '0000052D: Constraint violation - check_password_restrictions: password is too young to change!' },
      'minPasswordAge'
    ],
    [{ code: 53, text: '00002035: SvcErr: DSID-031A11E5, problem 5003 (WILL_NOT_PERFORM), data 0' }, undefined],
    [{ code: 50, text: '00000005: SecErr: DSID-03152501, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0' }, undefined]
  ],
  openldap: [
    [{ code: 19, policyError: 5 }, 'directoryQuality'],
    [{ code: 19, policyError: 6 }, 'minLength'],
    [{ code: 19, policyError: 7 }, 'minPasswordAge'],
    [{ code: 19, policyError: 8 }, 'numPasswordsInHistory'],
    [{ code: 19, policyError: 9 }, 'maxLength'],
    [{ code: 19 }, 'directoryQuality'],
    ...[0, 1, 2, 3].map((policyError): [Told, undefined] => [{ code: 53, policyError }, undefined]),
    ...[50, 32, 51, 52, 13, 8, 10, 122, 53].map((code): [Told, undefined] => [{ code }, undefined])
  ],
  '389ds': [
    [{ code: 19, policyError: 5, text: 'invalid password syntax - password must be at least 20 characters long' }, 'minLength'],
    [{ code: 19, policyError: 5, text: 'invalid password syntax - password based off of user entry' }, 'directoryQuality'],
    [{ code: 19, policyError: 8, text: 'password in history' }, 'numPasswordsInHistory'],
    [{ code: 19, policyError: 7, text: 'within password minimum age' }, 'minPasswordAge']
  ],
  oid: [
    [{ code: 19, text: 'Password Policy Error :9003: GSL_PWDMINLENGTH_EXCP : Password policy error' }, 'minLength'],
    [{ code: 19, text: 'Password Policy Error :9004: GSL_PWDNUMERIC_EXCP : Password policy error' }, 'directoryQuality'],
    [{ code: 19, text: 'Password Policy Error :9012: GSL_PWDINHISTORY_EXCP : Password in history' }, 'numPasswordsInHistory']
  ],
  edirectory: [
    [{ code: 19, text: 'NDS error: duplicate password (-215)' }, 'numPasswordsInHistory'],
    [{ code: 19, text: 'NDS error: password too short (-216)' }, 'minLength'],
    [{ code: 53, text: 'NDS error: password history full (-1696)' }, 'numPasswordsInHistory'],
    [{ code: 19, text: 'NDS error: NMAS policy (-16019)' }, 'directoryQuality'],
    [{ code: 50, text: 'NDS error: no access (-672)' }, undefined]
  ]
}

describe.each(Object.entries(REFUSALS))('POL-5: what a refusal of %s means', (name, refusals) => {
  test.each(refusals)('%j is about %s', ({ code, text = '', policyError }, rule) => {
    const { refusedRule } = PROFILES[name as keyof typeof PROFILES]
    expect(refusedRule({ code, text, policyError, error: undefined })).toBe(rule)
  })
})

test('Active Directory without enough encryption is a configuration error that names TLS', () => {
  const refusal = {
    code: 53,
    text: '0000001F: SvcErr: DSID-031A126C, problem 5003 (WILL_NOT_PERFORM)',
    policyError: undefined,
    error: undefined
  }
  expect(() => PROFILES['active-directory'].refusedRule(refusal)).toThrow(Misconfigured)
  expect(() => PROFILES['active-directory'].refusedRule(refusal)).toThrow(/TLS/)
})

describe('the policy-hints control', () => {
  const clientThat = (...supportedControl: string[]): { client: Client; asked: () => number } => {
    let asked = 0
    const client = { search: async () => ({ searchEntries: [{ dn: '', supportedControl: (asked += 1) ? supportedControl : [] }] }) }
    return { client: client as unknown as Client, asked: () => asked }
  }
  const OID = '1.2.840.113556.1.4.2239'

  test('goes with every write, critical, where the server lists it, and is asked for once', async () => {
    const { client, asked } = clientThat('1.2.3', OID)
    for (let round = 0; round < 2; round += 1)
      expect(await PROFILES['active-directory'].controls?.(client)).toMatchObject([{ type: OID, critical: true }])
    expect(asked()).toBe(1)
  })

  test('says that history and age count', async () => {
    const [control] = (await PROFILES['active-directory'].controls?.(clientThat(OID).client)) ?? []
    const writer = new BerWriter()
    control?.write(writer)
    const oid = Buffer.from(OID).toString('hex')
    expect(writer.buffer.toString('hex')).toBe(`3023${'0417'}${oid}0101ff04053003020101`)
  })

  test('does not where the server has none', async () => {
    expect(await PROFILES['active-directory'].controls?.(clientThat('1.2.3').client)).toEqual([])
  })
})

/** What the other results mean, for a write by the reset identity: try again later, or change something, and what. */
const FAULTS: [error: Error, meaning: RegExp][] = [
  [new UnwillingToPerformError('canary'), /answered 53: it is unwilling: check what its policies allow the reset identity/],
  [new InsufficientAccessError('canary'), /answered 50: grant the reset identity its rights/],
  [new SizeLimitExceededError('canary'), /answered 4: a person is in more groups than it tells at once/],
  [new NoSuchObjectError('canary'), /answered 32: baseDn does not exist/],
  [new BusyError('canary'), /^directory is unavailable$/],
  [new UnavailableError('canary'), /^directory is unavailable$/],
  [new ConfidentialityRequiredError('canary'), /answered 13: .*allow simple binds over TLS/],
  [new StrongAuthRequiredError('canary'), /answered 8: .*allow simple binds over TLS/],
  [new InvalidCredentialsError('canary'), /answered 49: put the current bindDn and password/],
  [new UnknownStatusCodeError(10, 'canary'), /answered 10: it refers to another server: name the one/],
  [new UnknownStatusCodeError(122, 'canary'), /answered 122: see its own log/],
  [new Error('canary'), /^directory is unavailable$/]
]

/** Every result code that there is, with every error of the password policy's control and with none. */
const ANSWERS = Array.from({ length: 123 }, (_, index) => index + 1).flatMap((code) =>
  [undefined, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((policyError) => ({ code, policyError }))
)

/** What a person is told where a rule was broken, in every language; else what the operator is told. */
function saidOf(rule: () => string | undefined, error: Error): string[] {
  try {
    const broken = rule()
    if (broken === undefined) return [faultOf(error, 'people', 'reset').message]
    return LOCALES.flatMap((locale) => tellViolations([{ rule: broken, params: {} }], locale).map(({ message }) => message))
  } catch (fault) {
    if (fault instanceof Misconfigured) return [fault.message]
    throw fault
  }
}

describe.each(Object.entries(PROFILES))('POL-5: whatever %s answers to a write', (_, { refusedRule }) => {
  test('is a rule that every language has a sentence for, or a fault in our words', () => {
    for (const { code, policyError } of ANSWERS) {
      const error = new UnknownStatusCodeError(code, 'canary')
      const said = saidOf(() => refusedRule({ code, text: 'canary', policyError, error }), error)
      expect([code, policyError, said.filter((text) => text === '' || text.includes('canary'))]).toEqual([code, policyError, []])
    }
  })
})

describe('POL-5: what goes wrong otherwise', () => {
  test.each(FAULTS)('%s is told as %s, without the text of the directory', (error, meaning) => {
    const fault = faultOf(error, 'people', 'reset')
    expect(fault.message).toMatch(meaning)
    expect(fault.message).not.toContain('canary')
    expect(fault).toBeInstanceOf(fault.message.includes('answered') ? Misconfigured : Unavailable)
    expect(fault.cause).toBe(error)
  })
})
