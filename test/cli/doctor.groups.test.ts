// Groups that would protect nobody, or hold nobody to a policy, and do so without a word: `rekey doctor` on a real OpenLDAP.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Finding } from '../../bin/rekey/directory/findings.ts'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import type { Configuration } from '../../lib/configuration.ts'
import { administered, personOf, userOf } from '../contract/identity-store.ts'
import { administrator } from './deployment.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const PRIVILEGED = 'cn=privileged,ou=groups,dc=example,dc=com'

describe.skipIf(!hasOpenLdap())('a group', () => {
  let folder: string
  let server: OpenLdapServer
  const started: OpenLdapServer[] = []

  /** One whose search and reset identities are shown nothing of an attribute. */
  async function hiding(attribute: string): Promise<OpenLdapServer> {
    const schema = join(folder, 'nothing.schema')
    writeFileSync(schema, '')
    const one = await startOpenLdap({ extension: { schema, access: `access to attrs=${attribute} by * none`, store: {} } })
    started.push(one)
    return one
  }

  async function saidOf(
    one: OpenLdapServer,
    store: Partial<StoreConfig> = {},
    policies: NonNullable<Configuration['policies']>['groups'] = []
  ): Promise<string[]> {
    const stores = one.stores.map((whole) => ({ ...whole, ...store }))
    const admin = administrator(stores, policies.length > 0 ? { policies: { default: { id: 'plain' }, groups: policies } } : {})
    try {
      const { search, reset, status } = one
      const { findings } = (await admin.ask(['doctor'], { search, reset, status })) as { findings: Finding[] }
      return findings.filter(({ check }) => check === 'groups').map(({ about, level, says }) => `${about}: ${level}: ${says}`)
    } finally {
      admin.end()
    }
  }
  const ofSearch = async (...given: Parameters<typeof saidOf>): Promise<string[]> =>
    (await saidOf(...given)).flatMap((said) => said.match(/^people search identity: (.*)$/)?.[1] ?? [])

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-groups-'))
    server = await startOpenLdap()
  })
  afterEach(async () => {
    for (const one of started.splice(0)) await one.stop()
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('that is protected and counts is well, for every identity', async () => {
    expect(await saidOf(server)).toEqual(
      ['search', 'reset', 'status'].map((role) => `people ${role} identity: ok: protected group ${PRIVILEGED} counts`)
    )
  })

  test('that is misspelt is a problem, protected or with a policy, by its DN or by its name', async () => {
    const misspelt = 'cn=priviledged,ou=groups,dc=example,dc=com'
    const policies = ['cn=admin,ou=groups,dc=example,dc=com', 'admin', 'admins'].map((group, priority) => ({
      group,
      priority,
      policy: { id: `strict-${priority}`, minLength: 20 }
    }))
    expect(await ofSearch(server, { protectedGroups: [misspelt] }, policies)).toEqual([
      `problem: protected group ${misspelt} is not there, or not shown`,
      'problem: group of policy strict-0 cn=admin,ou=groups,dc=example,dc=com is not there, or not shown',
      'problem: group of policy strict-1 admin is not there, or not shown',
      'ok: group of policy strict-2 admins counts'
    ])
  })

  test('that the entries do not tell protects by default, and is a problem where it is read from them', async () => {
    const without = await hiding('memberOf')
    expect(await personOf(without, 'root')).toMatchObject({ isProtected: true, groups: [PRIVILEGED] })
    expect(await ofSearch(without)).toEqual([`ok: protected group ${PRIVILEGED} counts`])
    expect(await ofSearch(without, { groups: 'memberOf' })).toEqual([
      `problem: protected group ${PRIVILEGED} does not count for ${userOf(without, 'root').dn}, who is in it`
    ])
  })

  test('whose members are not shown is a problem', async () => {
    expect(await ofSearch(await hiding('member'))).toEqual([
      `problem: protected group ${PRIVILEGED} shows no members, so it counts for nobody`
    ])
  })

  test('that lies where groups are not looked for is a problem', async () => {
    expect(await ofSearch(server, { groupsBaseDn: 'ou=people,dc=example,dc=com' })).toEqual([
      `problem: protected group ${PRIVILEGED} does not count for ${userOf(server, 'root').dn}, who is in it`
    ])
  })

  test('that cannot be asked for is a problem, and the rest is looked at', async () => {
    const [said = '', ...others] = await saidOf(server, { groupsBaseDn: 'ou=nowhere,dc=example,dc=com' })
    expect(said).toMatch(/search identity: problem: .* cannot be looked at: store people: the directory answered 32: /)
    expect(others).toHaveLength(2)
  })

  test('whose members are in another one counts for them, and is a problem where entries tell direct groups only', async () => {
    const nested = await startOpenLdap()
    started.push(nested)
    const admin = administered(nested, nested.administrator)
    const inner = 'cn=inner,ou=groups,dc=example,dc=com'
    await admin.addGroup(inner, [userOf(nested, 'bob').dn])
    await admin.setMembers(PRIVILEGED, [userOf(nested, 'root').dn, inner])
    expect(await personOf(nested, 'bob')).toMatchObject({ isProtected: true })
    expect(await ofSearch(nested)).toEqual([`ok: protected group ${PRIVILEGED} counts`])
    expect(await ofSearch(nested, { groups: 'memberOf' })).toEqual([
      `problem: protected group ${PRIVILEGED} does not count for ${userOf(nested, 'bob').dn}, who is in it`
    ])
  })
})
