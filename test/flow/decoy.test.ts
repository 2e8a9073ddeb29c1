import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { accountOf, type DecoyProfile, decoyOptions, ghostAccount, markerOf } from '../../lambdas/flow/decoy.ts'
import { maskMail, maskPhone } from '../../lambdas/flow/mask.ts'
import { contactFor, fixedOption, maskedOptions, optionId, packOptions } from '../../lambdas/flow/options.ts'
import { packNobody, packPerson, packPolicy, unpackPerson, unpackPolicy } from '../../lambdas/flow/padding.ts'
import { fc } from '../support/cases.ts'

const profile: DecoyProfile = {
  combinations: [
    { channels: ['email', 'sms'], weight: 60 },
    { channels: ['email'], weight: 30 },
    { channels: ['sms'], weight: 10 }
  ],
  letters: { a: 3, b: 2, m: 5 },
  topLevels: { com: 8, org: 2 }
}

const seedOf = (who: string): string => createHmac('sha256', 'key').update(who).digest('base64url')
const decoy = (who: string, flow = 'flow') => decoyOptions(flow, seedOf(who), who, profile)
const faces = (who: string, flow = 'flow') => decoy(who, flow).map(({ channel, masked }) => `${channel} ${masked}`)

describe('a decoy', () => {
  test('ENU-5: shows the same face in every flow', () => {
    for (let i = 0; i < 50; i++) expect(faces('nobody', `flow ${i}`)).toEqual(faces('nobody'))
  })

  test('has other option ids in every flow', () => {
    expect(decoy('nobody', 'one')[0]?.id).not.toBe(decoy('nobody', 'two')[0]?.id)
  })

  test('follows the profile in combinations, letters and top-level domains', () => {
    const many = Array.from({ length: 5000 }, (_, i) => decoy(`nobody${i}`))
    const share = (is: (options: (typeof many)[0]) => boolean) => many.filter(is).length / many.length
    expect(share((o) => o.length === 2)).toBeCloseTo(0.6, 1)
    expect(share((o) => o.length === 1 && o[0]?.channel === 'sms')).toBeCloseTo(0.1, 1)
    const mails = many.flatMap((o) => o.filter(({ channel }) => channel === 'email'))
    expect(mails.filter(({ masked }) => masked?.startsWith('m')).length / mails.length).toBeCloseTo(0.5, 1)
    expect(mails.filter(({ masked }) => masked?.endsWith('.org')).length / mails.length).toBeCloseTo(0.2, 1)
  })

  test('draws every ending of a number', () => {
    const endings = Array.from({ length: 5000 }, (_, i) => decoy(`nobody${i}`)).flatMap((o) =>
      o.filter(({ channel }) => channel === 'sms').map(({ masked }) => masked?.slice(-2))
    )
    expect(new Set(endings).size).toBe(100)
  })

  test('takes a mail-shaped identifier as its own mail option, as it would be for a person', () => {
    for (const who of ['zoe@nowhere.example', 'Zoe@nowhere.example']) {
      expect(decoy(who)[0]).toMatchObject({ channel: 'email', masked: maskMail('zoe@nowhere.example') })
    }
  })

  test('has a profile-less fallback that is still an option', () => {
    expect(decoyOptions('flow', 'seed', 'nobody', { combinations: [], letters: {}, topLevels: {} })).toHaveLength(1)
  })
})

describe('equal sizes', () => {
  test('a person and nobody fill the same bytes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        const person = {
          store: 's',
          dn: `uid=${name}`,
          guid: 'g',
          contacts: [],
          names: { username: [name], given: [], family: [], mail: [] }
        }
        expect(Buffer.byteLength(packPerson(person)) % 1024).toBe(0)
        expect(unpackPerson(packPerson(person))).toEqual(person)
      })
    )
    expect(Buffer.byteLength(packNobody())).toBe(1024)
  })

  test('options, policies, accounts and markers have one width for real and decoy', () => {
    const real = maskedOptions('flow', [
      { channel: 'email', address: 'alice@example.com' },
      { channel: 'sms', address: '+12025550142' }
    ])
    expect(Buffer.byteLength(packOptions('userselectchallenge', real))).toBe(Buffer.byteLength(packOptions('userselectchallenge', [])))
    expect(Buffer.byteLength(packOptions('userselectchallenge', real))).toBe(
      Buffer.byteLength(packOptions('userselectchallenge', decoy('nobody')))
    )
    for (const mode of ['email', 'sms', 'userchoose'] as const) expect(packOptions(mode, real)).toBe(packOptions(mode, decoy('nobody')))
    expect(packPolicy('a')).toHaveLength(packPolicy('a-very-long-policy-name-of-32-chr').length)
    expect(unpackPolicy(packPolicy('nist'))).toBe('nist')
    expect(ghostAccount(seedOf('x'))).toHaveLength(accountOf('store', 'guid').length)
    expect(markerOf('')).toHaveLength(markerOf('20260101000000Z').length)
  })
})

describe('masks', () => {
  test('ENU-6: show at most one letter and the top-level domain, at fixed width', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,20}$/)
    fc.assert(
      fc.property(label, label, fc.constantFrom('com', 'example'), (local, domain, top) => {
        const mask = maskMail(`${local}@${domain}.${top}`)
        expect(mask).toMatch(/^.•{5}@•{5}\.(com|example)$/u)
        expect([local[0], '•']).toContain(mask[0])
      })
    )
    expect(maskMail('a@example.com')).toBe('••••••@•••••.com')
  })

  test('ENU-6: show the last two digits of a number, at fixed width', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9][0-9]{6,14}$/), (number) => {
        expect(maskPhone(number)).toBe(`•••••••• ${number.slice(-2)}`)
      })
    )
  })
})

describe('options', () => {
  const contacts = [
    { channel: 'email' as const, address: 'a@example.com' },
    { channel: 'email' as const, address: 'b@example.com' },
    { channel: 'sms' as const, address: '+12025550142' }
  ]

  test('a masked option means exactly the contact that it was made from', () => {
    const flow = { id: 'flow', mode: 'userselectchallenge' as const }
    for (const [index, { id }] of maskedOptions('flow', contacts).entries()) expect(contactFor(flow, id, contacts)).toBe(contacts[index])
  })

  test('a channel means the first contact on it', () => {
    expect(contactFor({ id: 'flow', mode: 'userchoose' }, optionId('flow', 'email'), contacts)?.address).toBe('a@example.com')
    expect(contactFor({ id: 'flow', mode: 'sms' }, fixedOption('flow', 'sms') ?? '', contacts)?.address).toBe('+12025550142')
    expect(contactFor({ id: 'flow', mode: 'userchoose' }, optionId('flow', 'sms'), contacts.slice(0, 2))).toBeUndefined()
  })

  test('an option of another flow means nothing', () => {
    expect(contactFor({ id: 'flow', mode: 'userselectchallenge' }, optionId('other', '0'), contacts)).toBeUndefined()
    expect(contactFor({ id: 'flow', mode: 'email' }, optionId('other', 'email'), contacts)).toBeUndefined()
  })
})
