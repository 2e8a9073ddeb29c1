// A directory under test: what its administrator can do, what is different from server to server, and who works in it as whom.
import { Attribute, Change, Client } from 'ldapts'
import type { PasswordPolicy } from '../../../bin/sandbox/directory/tree.ts'
import type { DirectoryServer } from '../../../bin/sandbox/directory.ts'
import { type BindIdentity, createFinder, createResetter } from '../../../lambdas/adapters/ldap/index.ts'
import { createSteward } from '../../../lambdas/adapters/ldap/steward.ts'
import type { StoreConfig } from '../../../lambdas/config.ts'
import type { Finder, Person, Resetter, Steward } from '../../../lambdas/ports.ts'
import { deadlineIn } from '../../support/deadline.ts'

/** A directory with the demo people, and what only its administrator can do. */
export interface DirectoryUnderTest {
  server: DirectoryServer
  rename(dn: string, to: string): Promise<void>
  remove(dn: string): Promise<void>
  /** Removes a person and adds somebody else by the same name. */
  recreate(dn: string): Promise<void>
  /** Makes a group. */
  addGroup(dn: string, members: readonly string[]): Promise<void>
  /** Replaces the members of a group. */
  setMembers(dn: string, members: readonly string[]): Promise<void>
  /** Demands a new password at the next login. */
  demandChange(dn: string): Promise<void>
  /** The tests are done with it. */
  stop(): Promise<void>
}

export type StartDirectory = (policy?: PasswordPolicy) => Promise<DirectoryUnderTest>

/** What is different from server to server. */
export interface Facts {
  /** The attribute that a person is named by in their DN, and a DN in its spelling. */
  rdn: 'uid' | 'cn'
  usernameAttribute: string
  personClass: string
  guid: RegExp
  /** Of somebody whose password was never changed. */
  freshMarker: RegExp
  /** Groups that everybody is in. */
  commonGroups: readonly string[]
  /** Whether groups of groups are told, by how groups are read. */
  nesting: readonly { groups: NonNullable<StoreConfig['groups']>; isTold: boolean }[]
  /** A filter with a matching rule that finds alice by her username. */
  ruleFilter: string
  writes: readonly NonNullable<StoreConfig['write']>[]
  passwordAttribute: string
  passwordValue(password: string): string | Buffer
  /** Which of its own rules the server holds a reset against. */
  holdsResetsTo: { history: boolean; minAge: boolean }
  /** Whether the password before the last opens for a while, where a history is kept. */
  letsOldPasswordsIn: boolean
  /** Whether `{SSHA}…` is stored as it is. */
  takesHashes: boolean
  /** What is said of a write to somebody who is not there. */
  goneFault: RegExp
  /** What the reset identity must not write, with a value that would do. */
  forbidden: Readonly<Record<string, string>>
  /** Told only to who asks by name. */
  operational: string
  /** Told likewise, and changed by a password write. */
  stamps: readonly string[]
  /** Whether it tells who is locked by wrong logins. */
  tellsLock: boolean
  /** Whether a demand for a new password can be taken back. */
  takesDemandsBack: boolean
  /** Whether it tells that a base is not there from one without people. */
  tellsMissingBase: boolean
  /** What a person finds who searches for others. */
  peopleFind: 'a refusal' | 'nothing' | 'people without passwords'
  /** Whether a bind without a password is taken for one by nobody (RFC 4513 5.1.2). */
  admitsNobody: boolean
}

export const soon = () => deadlineIn(10_000)

export const storeOf = ({ stores }: DirectoryServer, changes: Partial<StoreConfig> = {}): StoreConfig => ({
  ...(stores[0] as StoreConfig),
  ...changes
})

export const finderOf = (server: DirectoryServer, changes: Partial<StoreConfig> = {}): Finder =>
  createFinder(storeOf(server, changes), async () => server.search)

export const resetterOf = (server: DirectoryServer, changes: Partial<StoreConfig> = {}): Resetter =>
  createResetter(storeOf(server, changes), async () => server.reset)

export const stewardOf = (server: DirectoryServer, changes: Partial<StoreConfig> = {}, identity = server.status): Steward =>
  createSteward(storeOf(server, changes), async () => identity)

export const userOf = (server: DirectoryServer, username: string) => {
  const user = server.users.find((one) => one.username === username)
  if (!user) throw new Error(`no ${username}`)
  return user
}

export async function personOf(server: DirectoryServer, username: string): Promise<Person> {
  const found = await finderOf(server).find(username, soon())
  if (found.kind !== 'person') throw new Error(`${username}: ${found.kind}`)
  return found.person
}

/** Works as somebody, past the adapter. */
export async function as<T>(server: DirectoryServer, { bindDn, password }: BindIdentity, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ url: server.url, tlsOptions: { ca: server.ca }, timeout: 5000, connectTimeout: 3000 })
  try {
    await client.bind(bindDn, password)
    return await work(client)
  } finally {
    await client.unbind()
  }
}

export const canBind = (server: DirectoryServer, bindDn: string, password: string): Promise<boolean> =>
  as(server, { bindDn, password }, async () => true).catch(() => false)

export const replaced = (type: string, ...values: string[]): Change =>
  new Change({ operation: 'replace', modification: new Attribute({ type, values }) })

const NOT_ADDED = new Set(['dn', '*', 'userPassword', 'memberOf'])

/** What an administrator does over LDAP, the same in every directory. */
export function administered(server: DirectoryServer, administrator: BindIdentity) {
  const work = (task: (client: Client) => Promise<unknown>): Promise<void> => as(server, administrator, task).then(() => {})
  return {
    server,
    change: (dn: string, ...changes: Change[]) => work((client) => client.modify(dn, changes)),
    rename: (dn: string, to: string) => work((client) => client.modifyDN(dn, to)),
    add: (dn: string, entry: Record<string, string | string[]>) => work((client) => client.add(dn, entry)),
    remove: (dn: string) => work((client) => client.del(dn)),
    recreate: (dn: string) =>
      work(async (client) => {
        const { searchEntries } = await client.search(dn, { scope: 'base', attributes: ['*'] })
        const kept = Object.entries(searchEntries[0] ?? {}).filter(([name, values]) => !NOT_ADDED.has(name) && values.length > 0)
        await client.del(dn)
        await client.add(dn, Object.fromEntries(kept) as Record<string, string[]>)
      }),
    addGroup: (dn: string, member: readonly string[]) =>
      work((client) => client.add(dn, { objectClass: 'groupOfNames', cn: dn.slice(3, dn.indexOf(',')), member: [...member] })),
    setMembers: (dn: string, members: readonly string[]) => work((client) => client.modify(dn, replaced('member', ...members)))
  }
}
