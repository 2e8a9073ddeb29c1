// The directory's own password rules, as far as an identity may read them.
import { EqualityFilter } from 'ldapts'
import type { StoreConfig } from '../../../config.ts'
import { domainOf } from '../../../flow/dn.ts'
import { type Entry, readEntry } from '../entry.ts'
import { isAnswer } from '../faults.ts'
import { entryAt } from './root.ts'
import type { Visit } from './visit.ts'

export interface NativePolicy {
  /** The entry that it stands in. */
  dn: string
  minLength?: number
  history?: number
  minAgeSeconds?: number
  /** Three of four kinds of characters, and no part of the name. */
  isComplex?: boolean
}

/** What is in force for one person, or for everybody; empty where it may not be read. */
export async function nativePolicies(visit: Visit, store: StoreConfig, person: string): Promise<NativePolicy[]> {
  switch (store.profile) {
    case 'active-directory':
      return ofActiveDirectory(visit, store, person)
    case '389ds':
    case 'freeipa':
      return of389(visit, person)
    default:
      return ofDraft(visit, store, person)
  }
}

const numberIn = (entry: Entry, name: string): number | undefined => {
  const value = Number(entry.first(name) ?? Number.NaN)
  return Number.isFinite(value) && value > 0 ? value : undefined
}

const known = (dn: string, rules: { [K in keyof NativePolicy]: NativePolicy[K] | undefined }): NativePolicy =>
  ({ dn, ...Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined)) }) as NativePolicy

const COMPLEX = 1
const TICKS_PER_SECOND = 10_000_000

async function ofActiveDirectory(visit: Visit, { baseDn }: StoreConfig, person: string): Promise<NativePolicy[]> {
  const own = (await entryAt(visit, person, ['msDS-ResultantPSO']))?.first('msDS-ResultantPSO')
  const fine =
    own && (await entryAt(visit, own, ['msDS-MinimumPasswordLength', 'msDS-PasswordHistoryLength', 'msDS-PasswordComplexityEnabled']))
  const domain = await entryAt(visit, domainOf(baseDn), ['minPwdLength', 'pwdHistoryLength', 'pwdProperties', 'minPwdAge'])
  return [
    ...(domain?.first('pwdProperties') === undefined
      ? []
      : [
          known(domain.dn, {
            dn: domain.dn,
            minLength: numberIn(domain, 'minPwdLength'),
            history: numberIn(domain, 'pwdHistoryLength'),
            minAgeSeconds: Math.abs(Number(domain.first('minPwdAge') ?? 0)) / TICKS_PER_SECOND || undefined,
            isComplex: Boolean(Number(domain.first('pwdProperties')) & COMPLEX) || undefined
          })
        ]),
    ...(fine
      ? [
          known(fine.dn, {
            dn: fine.dn,
            minLength: numberIn(fine, 'msDS-MinimumPasswordLength'),
            history: numberIn(fine, 'msDS-PasswordHistoryLength'),
            isComplex: fine.first('msDS-PasswordComplexityEnabled') === 'TRUE' || undefined
          })
        ]
      : [])
  ]
}

const OF_389 = [
  'passwordMinLength',
  'passwordCheckSyntax',
  'passwordHistory',
  'passwordInHistory',
  'passwordMinAge',
  'passwordMinCategories'
]

async function of389(visit: Visit, person: string): Promise<NativePolicy[]> {
  const local = (await entryAt(visit, person, ['pwdpolicysubentry']))?.first('pwdpolicysubentry')
  const entries = [await entryAt(visit, 'cn=config', OF_389), local && (await entryAt(visit, local, OF_389))]
  return entries.flatMap((entry) => {
    if (!entry || OF_389.every((name) => entry.first(name) === undefined)) return []
    const isOn = (name: string): boolean => /^(on|1)$/i.test(entry.first(name) ?? '')
    const hasSyntax = isOn('passwordCheckSyntax')
    return [
      known(entry.dn, {
        dn: entry.dn,
        minLength: hasSyntax ? numberIn(entry, 'passwordMinLength') : undefined,
        history: isOn('passwordHistory') ? numberIn(entry, 'passwordInHistory') : undefined,
        minAgeSeconds: numberIn(entry, 'passwordMinAge'),
        isComplex: (hasSyntax && (numberIn(entry, 'passwordMinCategories') ?? 0) >= 3) || undefined
      })
    ]
  })
}

const DRAFT = ['pwdMinLength', 'pwdInHistory', 'pwdMinAge', 'pwdCheckQuality']

/** draft-behera-ldap-password-policy: the person's own policy where it is told, else every policy of the domain. */
async function ofDraft(visit: Visit, { baseDn }: StoreConfig, person: string): Promise<NativePolicy[]> {
  const named = (await entryAt(visit, person, ['pwdPolicySubentry']))?.first('pwdPolicySubentry')
  const own = named && (await entryAt(visit, named, DRAFT))
  const policies = own ? [own] : await everyPolicy(visit, domainOf(baseDn))
  return policies.map((entry) =>
    known(entry.dn, {
      dn: entry.dn,
      minLength: numberIn(entry, 'pwdCheckQuality') === undefined ? undefined : numberIn(entry, 'pwdMinLength'),
      history: numberIn(entry, 'pwdInHistory'),
      minAgeSeconds: numberIn(entry, 'pwdMinAge')
    })
  )
}

async function everyPolicy(visit: Visit, base: string): Promise<Entry[]> {
  const filter = new EqualityFilter({ attribute: 'objectClass', value: 'pwdPolicy' })
  try {
    return (await visit.ask((client) => client.search(base, { filter, attributes: DRAFT, sizeLimit: 20 }))).searchEntries.map(readEntry)
  } catch (error) {
    if (isAnswer(error)) return []
    throw error
  }
}
