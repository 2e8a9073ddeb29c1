// The demo people in an Active Directory domain: users that have the names and the standing that the others have in inetOrgPerson.
import { Attribute, Change, type Client } from 'ldapts'
import { ADMINS_DN, type DemoPerson, GROUPS_DN, IDENTITIES, PEOPLE, PEOPLE_DN, PRIVILEGED_DN, SUFFIX } from '../people.ts'
import { keyOf } from './names.ts'
import type { PasswordPolicy } from './tree.ts'
import { type Address, empty, FAILURES_THAT_LOCK, lockByWrongLogins } from './working.ts'

const NORMAL = 0x200
const DISABLED = 0x2
const NEVER_EXPIRES = 0x10000
const GLOBAL_GROUP = -2_147_483_646

/** Active Directory names a person by cn and nothing else. */
export const dnInDomain = ({ dn, commonName }: DemoPerson): string => (dn.startsWith('cn=') ? dn : `cn=${commonName},${PEOPLE_DN}`)

const unicodePwd = (password: string): Buffer => Buffer.from(`"${password}"`, 'utf16le')

interface User {
  dn: string
  username: string
  password: string
  flags: number
  told?: Record<string, string>
}

const addUser = (client: Client, { dn, username, password, flags, told = {} }: User): Promise<void> =>
  client.add(dn, [
    new Attribute({ type: 'objectClass', values: ['user'] }),
    new Attribute({ type: 'sAMAccountName', values: [username] }),
    new Attribute({ type: 'userPrincipalName', values: [`${username}@example.com`] }),
    new Attribute({ type: 'userAccountControl', values: [String(flags)] }),
    new Attribute({ type: 'unicodePwd', values: [unicodePwd(password)] }),
    ...Object.entries(told).map(([type, value]) => new Attribute({ type, values: [value] }))
  ])

/** What stays: the branches, and the identities that Rekey works as. */
export async function createBranches(client: Client): Promise<void> {
  await setDomainPolicy(client, {})
  for (const dn of [PEOPLE_DN, GROUPS_DN]) await client.add(dn, { objectClass: 'organizationalUnit' })
  for (const [name, { bindDn, password }] of Object.entries(IDENTITIES))
    await addUser(client, { dn: bindDn, username: `rekey-${name}`, password, flags: NORMAL | NEVER_EXPIRES })
}

/** The people's names with the number that every change of an entry raises. */
export type Versions = ReadonlyMap<string, string>

async function versions(client: Client): Promise<Versions> {
  const { searchEntries } = await client.search(PEOPLE_DN, { scope: 'one', filter: '(objectClass=user)', attributes: ['uSNChanged'] })
  return new Map(searchEntries.map(({ dn, uSNChanged }) => [dn, String(uSNChanged)]))
}

/** The people and groups as they are at the start. Who is there in the version of last time stays; the others are made anew. */
export async function refillDomain(client: Client, address: Address, last: Versions): Promise<Versions> {
  await empty(client, GROUPS_DN)
  const stays = new Set<string>()
  for (const [dn, version] of await versions(client)) {
    if (last.get(dn) === version) stays.add(keyOf(dn))
    else await client.del(dn)
  }
  const people = PEOPLE.filter((who) => !stays.has(keyOf(dnInDomain(who))))
  for (const who of people) await addUser(client, userOf(who))
  for (const dn of [ADMINS_DN, PRIVILEGED_DN]) {
    const member = PEOPLE.filter(({ groups }) => groups.includes(dn)).map(dnInDomain)
    const name = dn === ADMINS_DN ? 'demo-admins' : 'demo-privileged'
    await client.add(dn, { objectClass: 'group', sAMAccountName: name, groupType: String(GLOBAL_GROUP), member })
  }
  for (const who of people) if (who.standing === 'locked') await lockByWrongLogins(address, dnInDomain(who))
  return versions(client)
}

function userOf(who: DemoPerson): User {
  const { username, password, commonName: displayName, given: givenName, family: sn, mail, mobile, groups, standing } = who
  return {
    dn: dnInDomain(who),
    username,
    password,
    flags: standing === 'disabled' ? NORMAL | DISABLED : NORMAL,
    told: {
      displayName,
      givenName,
      sn,
      ...(mail ? { mail } : {}),
      ...(mobile ? { mobile } : {}),
      // A domain controller marks the members of its own privileged groups so, in time.
      ...(groups.includes(PRIVILEGED_DN) ? { adminCount: '1' } : {})
    }
  }
}

const interval = (seconds: number): string => String(seconds * -10_000_000)

/** The domain's password policy: what is asked for, no complexity, and a lock for half an hour after five wrong logins. */
export async function setDomainPolicy(
  client: Client,
  { pwdMinLength = 0, pwdInHistory = 0, pwdMinAge = 0 }: PasswordPolicy
): Promise<void> {
  const rules = {
    pwdProperties: '0',
    minPwdLength: String(pwdMinLength),
    pwdHistoryLength: String(pwdInHistory),
    minPwdAge: interval(pwdMinAge),
    lockoutThreshold: String(FAILURES_THAT_LOCK),
    lockoutDuration: interval(1800),
    lockOutObservationWindow: interval(1800)
  }
  const changes = Object.entries(rules).map(
    ([type, value]) => new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) })
  )
  await client.modify(SUFFIX, changes)
}
