import { expect, describe as group, test, vi } from 'vitest'
import { isMadeOf } from '../../lambdas/policy/context.ts'
import { describe, judge } from '../../lambdas/policy/judge.ts'
import { normalised } from '../../lambdas/policy/normalised.ts'
import { plain, unaccented } from '../../lambdas/policy/plain.ts'
import { policyOf, resolve } from '../../lambdas/policy/resolve.ts'
import { fc } from '../support/cases.ts'
import { growth, LINEAR } from '../support/growth.ts'

const nobody = { names: { username: [], given: [], family: [], mail: [] }, organisation: [], isCommon: () => false }
const nist = { id: 'nist', minLength: 15, maxLength: 128, blocklist: true }

test('every broken rule is told at once', () => {
  const policy = { id: 'strict', minLength: 12, minUpperCase: 1, minNumerals: 2, maxSpecialChars: 0, requiredChars: '$' }
  expect(judge(policy, 'a-b 1', nobody)).toEqual([
    { rule: 'minLength', params: { required: 12, found: 5 } },
    { rule: 'minUpperCase', params: { required: 1, found: 0 } },
    { rule: 'minNumerals', params: { required: 2, found: 1 } },
    { rule: 'maxSpecialChars', params: { allowed: 0, found: 2 } },
    { rule: 'requiredChars', params: { required: '$', missing: '$' } }
  ])
})

test('a policy describes what it asks for, without what is off', () => {
  expect(describe({ ...nist, minUpperCase: null, startsWithAlphabet: false, maxSpecialChars: 0 })).toEqual([
    { rule: 'minLength', params: { required: 15 } },
    { rule: 'maxLength', params: { allowed: 128 } },
    { rule: 'maxSpecialChars', params: { allowed: 0 } },
    { rule: 'blocklist', params: {} }
  ])
})

test.each(['é', '😀'])('PWD-1: nist takes 15 to 128 code points of %s', (point) => {
  const broken = (count: number) => judge(nist, point.repeat(count), nobody).map(({ rule }) => rule)
  expect([14, 15, 64, 128, 129].map(broken)).toEqual([['minLength'], [], [], [], ['maxLength']])
})

test('PWD-1: length is counted after NFC, which can make a password longer', () => {
  const result = normalised('\u0958'.repeat(70), 1024)
  expect(result).toEqual({ ok: true, password: '\u0915\u093c'.repeat(70) })
  expect(judge(nist, '\u0915\u093c'.repeat(70), nobody)).toEqual([{ rule: 'maxLength', params: { allowed: 128, found: 140 } }])
})

test.each(['abcdefzyxwvutsq', '839201746583920', '🦊🐢🌵🎻🚲🍋⛵🧭🪁🧩🥁🎯🧶🪐🍄'])(
  'PWD-7: nist imposes no composition: it takes %s',
  (password) => {
    expect(judge(nist, password, nobody)).toEqual([])
  }
)

group('normalised', () => {
  const refusedFor = (typed: string) => {
    const result = normalised(typed)
    return result.ok ? [] : result.violations.map(({ rule, params }) => params['kind'] ?? rule)
  }

  test.each([
    ['NUL', 'a\u0000b', 'control'],
    ['escape', 'a\u001bb', 'control'],
    ['tab', 'a\tb', 'control'],
    ['line break', 'a\nb', 'control'],
    ['delete', 'a\u007fb', 'control'],
    ['next line', 'a\u0085b', 'control'],
    ['a lone high surrogate', 'a\ud800b', 'surrogate'],
    ['a lone low surrogate', 'a\udc00', 'surrogate'],
    ['an unassigned code point', 'a\u0378b', 'unassigned'],
    ['a noncharacter', 'a\uffffb', 'unassigned'],
    ['a no-break space', 'a\u00a0b', 'space'],
    ['an ideographic space', 'a\u3000b', 'space'],
    ['an en quad', 'a\u2000b', 'space'],
    ['spaces alone', '   ', 'blank'],
    ['nothing', '', 'blank']
  ])('refuses %s', (_, typed, kind) => expect(refusedFor(typed)).toEqual([kind]))

  test('every reason is told at once', () => expect(refusedFor('\u0000\u3000')).toEqual(['control', 'space']))

  test.each([
    ['leading, trailing and double spaces', '  a  b  ', '  a  b  '],
    ['composed letters as they are', '\u00e9', '\u00e9'],
    ['decomposed letters as composed', 'e\u0301', '\u00e9'],
    ['ligatures as they are', '\ufb01', '\ufb01'],
    ['joined emoji', '👩‍💻', '👩‍💻'],
    ['full-width digits', '１２', '１２'],
    ['a line separator', 'a\u2028b', 'a\u2028b'],
    ['private use', '\ue000', '\ue000']
  ])('keeps %s', (_, typed, password) => expect(normalised(typed)).toEqual({ ok: true, password }))

  test('512 bytes of UTF-8 are taken and 513 are not', () => {
    expect(refusedFor('é'.repeat(256))).toEqual([])
    expect(refusedFor(`${'é'.repeat(256)}a`)).toEqual(['maxBytes'])
    expect(refusedFor('e\u0301'.repeat(256))).toEqual([])
  })

  test('PWD-12: a megabyte is refused before it is normalised', () => {
    const typed = 'e\u0301'.repeat(500_000)
    const normalize = vi.spyOn(String.prototype, 'normalize')
    const result = normalised(typed)
    const times = normalize.mock.calls.length
    normalize.mockRestore()
    expect([result, times]).toEqual([{ ok: false, violations: [{ rule: 'maxBytes', params: { allowed: 512 } }] }, 0])
  })

  test('the early refusal refuses nothing that would come within the limit', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', '\u00e9', 'u\u0308\u0304', '\u1112\u1161\u11ab', '\u0958', '😀'),
          minLength: 100,
          maxLength: 400
        }),
        (typed) => {
          const bytes = Buffer.byteLength(typed.normalize('NFC'))
          expect(refusedFor(typed).includes('maxBytes')).toBe(bytes > 512)
        }
      )
    )
    expect(refusedFor('u\u0308\u0304'.repeat(256))).toEqual([])
  })
})

group('context', () => {
  const values = ['alice.smith', 'Alice', 'Smith', 'García', 'Example Corp', 'ali']

  test.each([
    'alicesmith',
    'AliceSmith2026!',
    'Al1c3$m1th2026',
    '@l!ceAliceAlice',
    'Alice-Smith-1984',
    '2024_ExampleCorp',
    'examplecorp1234',
    'Alice 2025 Example',
    'garcia garcia garcia',
    'smithalice!!!!!!',
    'ALICESMITHALICE9'
  ])('%s is made of names', (password) => expect(isMadeOf(unaccented(password), values)).toBe(true))

  test.each(['alice likes her garden', 'malicesmithy', 'alicesmith12345', '2024 2025 2026', '!!!! 1234', 'blacksmith alice', ''])(
    '%s is more than names, or none',
    (password) => expect(isMadeOf(unaccented(password), values)).toBe(false)
  )

  test('one-letter names make nothing', () => expect(isMadeOf('aaaaaaaaaaaaaaa', ['A', ''])).toBe(false))

  test('names outside ASCII are found too', () => expect(isMadeOf('田中花子2024', ['田中', '花子'])).toBe(true))

  test('overlapping names cost no more than a pass', async () => {
    const names = Array.from({ length: 50 }, (_, nth) => 'a'.repeat(nth + 2))
    // With a letter that could be meant as another, or the first look would settle it.
    expect(isMadeOf(`${'a'.repeat(500)}e`, names)).toBe(false)
    expect(await growth((text) => isMadeOf(text, names), 'a', ['', 'e'], 20_000)).toBeLessThan(LINEAR)
  })
})

test('passwords that differ by case, accents and common substitutions have one plain form', () => {
  const forms = ['Pássword!', 'p@ssw0rd1', 'PA$$WORD|', 'pa55wordi'].map(plain)
  expect(new Set(forms).size).toBe(1)
  expect(plain('passwords')).not.toBe(forms[0])
})

group('resolve', () => {
  const policy = (id: string) => ({ id })
  const policies = {
    default: policy('default'),
    groups: [
      { group: 'cn=Staff,ou=Groups,dc=example,dc=com', priority: 20, policy: policy('staff') },
      { group: 'cn=admins,ou=groups,dc=example,dc=com', priority: 10, policy: policy('admins') }
    ]
  }

  test('the lowest priority number of the groups that a person is in wins', () => {
    const groups = policies.groups.map(({ group: dn }) => dn)
    expect(resolve(policies, groups).id).toBe('admins')
    expect(resolve(policies, groups.toReversed()).id).toBe('admins')
    expect(resolve(policies, groups.slice(0, 1)).id).toBe('staff')
  })

  test('the default is for everybody else', () => {
    expect(resolve(policies, []).id).toBe('default')
    expect(resolve(policies, ['cn=others,dc=example,dc=com']).id).toBe('default')
  })

  test('case and the spaces between the parts of a DN mean nothing', () => {
    expect(resolve(policies, ['CN=Admins, OU=Groups , DC = example,DC=COM']).id).toBe('admins')
    expect(resolve(policies, ['cn=adm ins,ou=groups,dc=example,dc=com']).id).toBe('default')
  })

  test.each([
    ['cn=Sales\\, EMEA,ou=groups,dc=x', 'CN=Sales\\2C EMEA,OU=groups,DC=x'],
    ['Sales, EMEA', 'CN=Sales\\, EMEA,OU=groups,DC=x'],
    ['R+D', 'cn=R\\+D,dc=x'],
    ['cn=R\\2bD,dc=x', 'cn=R\\+D,dc=x'],
    ['É  quipe', 'cn=\\C3\\89 quipe,dc=x'],
    ['cn=E\u0301quipe,dc=x', 'cn=équipe,dc=x'],
    ['cn=a+ou=b,dc=x', 'ou=b+cn=a,dc=x']
  ])('the group %s is also the one that a directory calls %s', (assigned, told) => {
    const tricky = { default: policy('default'), groups: [{ group: assigned, priority: 1, policy: policy('tricky') }] }
    expect(resolve(tricky, [told]).id).toBe('tricky')
  })

  test('an escaped comma ends no name', () => {
    const tricky = { default: policy('default'), groups: [{ group: 'cn=a,b=c,dc=x', priority: 1, policy: policy('tricky') }] }
    expect(resolve(tricky, ['cn=a\\,b=c,dc=x']).id).toBe('default')
  })

  test('a policy is found again by its id, and its default where it is gone', () => {
    expect(policyOf(policies, 'staff').id).toBe('staff')
    expect(policyOf(policies, 'gone').id).toBe('default')
  })
})
