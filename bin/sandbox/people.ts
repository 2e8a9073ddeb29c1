// The demo organisation: the same people and groups in every directory of the sandbox.
import { createHash } from 'node:crypto'

export const SUFFIX = 'dc=example,dc=com'
export const PEOPLE_DN = `ou=people,${SUFFIX}`
export const GROUPS_DN = `ou=groups,${SUFFIX}`
/** Members are never reset. */
export const PRIVILEGED_DN = `cn=privileged,${GROUPS_DN}`
/** Members have a stricter policy. */
export const ADMINS_DN = `cn=admins,${GROUPS_DN}`

export interface DemoPerson {
  username: string
  dn: string
  password: string
  commonName: string
  given: string
  family: string
  mail?: string
  mobile?: string
  groups: readonly string[]
  /** `disabled`: locked by an administrator, for good. `locked`: by wrong logins. */
  standing: 'open' | 'locked' | 'disabled'
}

type Told = Omit<DemoPerson, 'dn' | 'password' | 'groups' | 'standing'> & Partial<DemoPerson>

const person = (told: Told): DemoPerson => ({
  dn: `uid=${told.username},${PEOPLE_DN}`,
  password: `${told.username}-forgot-this-1`,
  groups: [],
  standing: 'open',
  ...told
})

/** Every kind of person that a reset meets. */
export const PEOPLE: readonly DemoPerson[] = [
  person({
    username: 'alice',
    commonName: 'Alice Archer',
    given: 'Alice',
    family: 'Archer',
    mail: 'alice@example.com',
    mobile: '+12025550101'
  }),
  person({ username: 'bob', commonName: 'Bob Baker', given: 'Bob', family: 'Baker', mail: 'bob@example.com' }),
  person({ username: 'carol', commonName: 'Carol Cooper', given: 'Carol', family: 'Cooper', mobile: '+12025550103' }),
  person({
    username: 'dave',
    commonName: 'Dave Draper',
    given: 'Dave',
    family: 'Draper',
    mail: 'dave@example.com',
    mobile: '+12025550104',
    standing: 'disabled'
  }),
  person({
    username: 'erin',
    commonName: 'Erin Ellis',
    given: 'Erin',
    family: 'Ellis',
    mail: 'erin@example.com',
    mobile: '+12025550105',
    standing: 'locked'
  }),
  person({ username: 'frank', commonName: 'Frank Fisher', given: 'Frank', family: 'Fisher' }),
  person({
    username: 'grace',
    commonName: 'Grâce Ōsawa (大澤)',
    given: 'Grâce',
    family: 'Ōsawa',
    mail: 'grace@example.com',
    mobile: '+12025550107',
    groups: [ADMINS_DN]
  }),
  person({
    username: 'heidi',
    commonName: 'Heidi Hunter',
    given: 'Heidi',
    family: 'Hunter',
    mail: 'heidi@example.com',
    mobile: '+12025550108'
  }),
  person({ username: 'heidi2', commonName: 'Heidi Hunter the Younger', given: 'Heidi', family: 'Hunter', mail: 'heidi@example.com' }),
  person({
    username: 'oneil',
    dn: `cn=O'Neil\\, (Kim)* #1 \\\\ \\+ \\"x\\",${PEOPLE_DN}`,
    commonName: 'O\'Neil, (Kim)* #1 \\ + "x"',
    given: 'Kim',
    family: "O'Neil",
    mail: 'oneil@example.com',
    mobile: '+12025550115'
  }),
  person({
    username: 'root',
    commonName: 'Root Ranger',
    given: 'Root',
    family: 'Ranger',
    mail: 'root@example.com',
    mobile: '+12025550118',
    groups: [PRIVILEGED_DN]
  })
]

/** The identities that Rekey works as. They may do what their name says and nothing else. */
export const IDENTITIES = {
  search: { bindDn: `cn=rekey-search,${SUFFIX}`, password: 'sandbox-search-identity' },
  reset: { bindDn: `cn=rekey-reset,${SUFFIX}`, password: 'sandbox-reset-identity' },
  status: { bindDn: `cn=rekey-status,${SUFFIX}`, password: 'sandbox-status-identity' },
  /** Bound as where somebody is nobody; that its password is known opens nothing. */
  nobody: { bindDn: `cn=rekey-nobody,${SUFFIX}`, password: 'sandbox-nobody-at-all' }
} as const

export interface DemoEntry {
  dn: string
  attributes: Readonly<Record<string, readonly string[]>>
  /** Stored hashed. */
  password?: string
}

const LONG_AGO = '20240101000000Z'
const LOCKED = { open: [], locked: ['20240102000000Z'], disabled: ['000001010000Z'] } as const

const entry = (dn: string, objectClass: readonly string[], attributes: DemoEntry['attributes']): DemoEntry => ({
  dn,
  attributes: { objectClass, ...attributes, entryUUID: [idOf(dn)] }
})

const personEntry = (who: DemoPerson): DemoEntry => ({
  ...entry(who.dn, ['inetOrgPerson'], {
    uid: [who.username],
    cn: [who.commonName],
    givenName: [who.given],
    sn: [who.family],
    mail: who.mail ? [who.mail] : [],
    mobile: who.mobile ? [who.mobile] : [],
    memberOf: who.groups,
    pwdChangedTime: [LONG_AGO],
    pwdAccountLockedTime: LOCKED[who.standing]
  }),
  password: who.password
})

const groupEntry = (dn: string, cn: string): DemoEntry =>
  entry(dn, ['groupOfNames'], { cn: [cn], member: PEOPLE.filter(({ groups }) => groups.includes(dn)).map((who) => who.dn) })

const identityEntry = ({ bindDn, password }: { bindDn: string; password: string }, cn: string): DemoEntry => ({
  ...entry(bindDn, ['organizationalRole', 'simpleSecurityObject'], { cn: [cn] }),
  password
})

/** The whole directory, parents first. Attributes without values are absent. */
export const ENTRIES: readonly DemoEntry[] = [
  entry(SUFFIX, ['dcObject', 'organization'], { dc: ['example'], o: ['Example'] }),
  entry(PEOPLE_DN, ['organizationalUnit'], { ou: ['people'] }),
  entry(GROUPS_DN, ['organizationalUnit'], { ou: ['groups'] }),
  identityEntry(IDENTITIES.search, 'rekey-search'),
  identityEntry(IDENTITIES.reset, 'rekey-reset'),
  identityEntry(IDENTITIES.status, 'rekey-status'),
  identityEntry(IDENTITIES.nobody, 'rekey-nobody'),
  ...PEOPLE.map(personEntry),
  groupEntry(ADMINS_DN, 'admins'),
  groupEntry(PRIVILEGED_DN, 'privileged')
]

/** An id that stays the same from start to start. */
function idOf(dn: string): string {
  const hex = createHash('sha256').update(dn).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
