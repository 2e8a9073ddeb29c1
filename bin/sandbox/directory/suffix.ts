// The demo people in 389 Directory Server: the entries that OpenLDAP has, with its own words for disabled, locked and may.
import { Attribute, Change, type Client } from 'ldapts'
import { type DemoEntry, ENTRIES, GROUPS_DN, IDENTITIES, PEOPLE, PEOPLE_DN, SUFFIX } from '../people.ts'
import type { PasswordPolicy } from './tree.ts'
import { type Address, empty, lockByWrongLogins } from './working.ts'

/** What 389 keeps by itself. */
const ITS_OWN = new Set(['entryUUID', 'memberOf', 'pwdChangedTime', 'pwdAccountLockedTime'])

const READABLE = [
  ...['objectClass', 'ou', 'uid', 'cn', 'sn', 'givenName', 'mail', 'mobile', 'member', 'uniqueMember', 'memberOf', 'nsUniqueId'],
  ...['nsAccountLock', 'accountUnlockTime', 'passwordRetryCount', 'passwordExpirationTime', 'pwdUpdateTime', 'pwdReset', 'lastLoginTime']
]

const userDn = (...identities: { bindDn: string }[]): string => identities.map(({ bindDn }) => `userdn="ldap:///${bindDn}"`).join(' or ')

/** Access rules by branch, as in docs/directories.md. */
const RULES = [
  {
    dn: SUFFIX,
    own: undefined,
    aci: `(targetattr="${READABLE.join(' || ')}")(version 3.0; acl "rekey reads"; allow (read, search, compare) ${userDn(IDENTITIES.search, IDENTITIES.reset, IDENTITIES.status)};)`
  },
  {
    dn: PEOPLE_DN,
    aci: `(targetattr="userPassword || accountUnlockTime || passwordRetryCount")(version 3.0; acl "rekey resets"; allow (write) ${userDn(IDENTITIES.reset)};)`,
    own: '(targetattr="userPassword")(version 3.0; acl "people change their own"; allow (write) userdn="ldap:///self";)'
  },
  {
    dn: PEOPLE_DN,
    own: undefined,
    aci: `(targetattr="nsAccountLock || accountUnlockTime || passwordRetryCount || passwordExpirationTime")(version 3.0; acl "rekey sets states"; allow (write) ${userDn(IDENTITIES.status)};)`
  }
]

const isBelow = (base: string, { dn }: DemoEntry): boolean => dn.endsWith(`,${base}`)
const isFilled = (entry: DemoEntry): boolean => isBelow(PEOPLE_DN, entry) || isBelow(GROUPS_DN, entry)

const add = (client: Client, { dn, attributes, password }: DemoEntry, more: Record<string, string> = {}): Promise<void> => {
  const own = Object.entries(attributes).filter(([name, values]) => values.length > 0 && !ITS_OWN.has(name))
  return client.add(dn, {
    ...Object.fromEntries(own.map(([name, values]) => [name, [...values]])),
    ...(password === undefined ? {} : { userPassword: password }),
    ...more
  })
}

const change = (operation: 'add' | 'replace', type: string, ...values: string[]): Change =>
  new Change({ operation, modification: new Attribute({ type, values }) })
const replace = (type: string, value: string): Change => change('replace', type, value)

/** What stays: the branches, the identities that Rekey works as, and their rights. */
export async function createSuffix(client: Client): Promise<void> {
  for (const entry of ENTRIES) if (!isFilled(entry)) await add(client, entry)
  for (const { dn, aci, own } of RULES) await client.modify(dn, change('add', 'aci', aci, ...(own ? [own] : [])))
}

/** The people and groups as they are at the start; whoever was there before goes. */
export async function refillSuffix(client: Client, address: Address): Promise<void> {
  for (const base of [PEOPLE_DN, GROUPS_DN]) await empty(client, base)
  for (const entry of ENTRIES) {
    if (!isFilled(entry)) continue
    const who = PEOPLE.find(({ dn }) => dn === entry.dn)
    await add(client, entry, who?.standing === 'disabled' ? { nsAccountLock: 'true' } : {})
  }
  for (const { dn, standing } of PEOPLE) if (standing === 'locked') await lockByWrongLogins(address, dn)
}

/** The password policy of all, beside the lock after five wrong logins. */
export async function setSuffixPolicy(client: Client, { pwdMinLength, pwdInHistory, pwdMinAge }: PasswordPolicy): Promise<void> {
  await client.modify('cn=config', [
    replace('passwordCheckSyntax', pwdMinLength ? 'on' : 'off'),
    replace('passwordMinLength', String(pwdMinLength ?? 8)),
    // Nothing but the length: its own ideas of categories, and of words from the entry, are on by default.
    replace('passwordMinCategories', '1'),
    replace('passwordMinTokenLength', '64'),
    replace('passwordHistory', pwdInHistory ? 'on' : 'off'),
    replace('passwordInHistory', String(pwdInHistory ?? 6)),
    replace('passwordMinAge', String(pwdMinAge ?? 0))
  ])
}
