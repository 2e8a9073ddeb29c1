// Ten thousand people in a real slapd: everybody who is due exactly once, a page in memory at a time, and on where a run was cut.
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { mailContact } from '../../lambdas/adapters/contacts/mail.ts'
import { createDynamoDb, createFlowStore } from '../../lambdas/adapters/dynamodb/index.ts'
import { createRoll } from '../../lambdas/adapters/ldap/roll.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { unpackPerson } from '../../lambdas/flow/padding.ts'
import { type RemindDeps, remind } from '../../lambdas/operations/remind.ts'
import type { Policies } from '../../lambdas/policy/policy.ts'
import type { Person } from '../../lambdas/ports.ts'
import { aCrowd } from '../support/crowd.ts'
import { deadlineIn } from '../support/deadline.ts'
import { type Running, startDynalite } from '../support/dynalite.ts'
import { aLog } from '../support/reminders.ts'
import { createTable } from '../support/table.ts'

const COUNT = 10_000
const PAGE = 200
const LONG = 900_000
const POLICIES: Policies = {
  default: { id: 'monthly', minLength: 8, maxBytes: 512, passwordExpiresAfter: 30, passwordExpireWarning: 20 },
  groups: []
}

describe.skipIf(!hasOpenLdap())('a directory of ten thousand', () => {
  // The demo people's passwords are long expired.
  const now = Date.now()
  const crowd = aCrowd(COUNT, { now, days: 120 })
  const DUE = crowd.mailsOf(20, 29)
  let server: OpenLdapServer
  let store: Running
  let tables = 0
  let table: string
  beforeAll(async () => {
    ;[server, store] = await Promise.all([startOpenLdap({ entries: crowd.ldif }), startDynalite()])
  })
  afterAll(async () => {
    await Promise.all([server?.stop(), store?.stop()])
  })
  beforeEach(async () => {
    tables += 1
    table = `table-${tables}`
    await createTable(createDynamoDb(store.endpoint), table)
  })

  const rollOf = (more: Partial<StoreConfig> = {}) =>
    createRoll(
      { ...(server.stores[0] as StoreConfig), ...more },
      async () => server.search,
      () => now,
      PAGE
    )

  function cold(roll = rollOf()): { deps: RemindDeps; lines: string[] } {
    const { lines, log } = aLog()
    const deps = {
      clock: { now: () => now },
      random: { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) },
      metronome: { now: () => 0, wait: async () => {} },
      log,
      configuration: { policies: async () => POLICIES },
      flows: createFlowStore(createDynamoDb(store.endpoint), table),
      rolls: [roll],
      mailContact,
      locale: 'en',
      hour: 0
    }
    return { deps, lines }
  }

  /** The addresses of all warnings in the table. */
  async function warned(): Promise<string[]> {
    const client = createDynamoDb(store.endpoint)
    const addresses: string[] = []
    let from: Record<string, { S: string }> | undefined
    do {
      const page = await client.send(new ScanCommand({ TableName: table, ...(from ? { ExclusiveStartKey: from } : {}) }))
      for (const { pk, person } of page.Items ?? [])
        if (pk?.S?.startsWith('expiry#')) addresses.push(unpackPerson(person?.S ?? '{}').contacts[0]?.address ?? '')
      from = page.LastEvaluatedKey as typeof from
    } while (from)
    return addresses.sort()
  }

  test('everybody who is due is warned exactly once, and nobody else', async () => {
    const { deps, lines } = cold()
    await remind(deps, deadlineIn(LONG))
    expect(await warned()).toEqual(DUE)
    const mails = lines.filter((line) => line.startsWith('remind.page')).map((line) => JSON.parse(line.slice(12)).mails as number)
    expect(mails.reduce((sum, count) => sum + count, 0)).toBe(DUE.length)
    expect(DUE.length).toBeGreaterThan(800)
  })

  test('a run that was cut goes on with the page after the last that was done', async () => {
    const first = cold()
    // Cut at the directory: the connection ends in the middle of the list, as when the process dies.
    const DONE = 7
    const dying = rollOf()
    const cut = {
      ...dying,
      async *pages() {
        let page = 0
        for await (const people of dying.pages()) {
          if (page++ === DONE) throw new Error('cut')
          yield people
        }
      }
    }
    await expect(remind({ ...first.deps, rolls: [cut] }, deadlineIn(LONG))).rejects.toThrow('cut')
    const after = await warned()
    const second = cold()
    await remind(second.deps, deadlineIn(LONG))
    const pagesOf = ({ lines }: typeof first): number[] =>
      lines.filter((line) => line.startsWith('remind.page')).map((line) => JSON.parse(line.slice(12)).page)
    const all = Math.ceil((COUNT + server.users.length) / PAGE)
    expect(pagesOf(first)).toEqual(Array.from({ length: DONE }, (_, index) => index + 1))
    expect(pagesOf(second)).toEqual(Array.from({ length: all - DONE }, (_, index) => DONE + index + 1))
    expect(after.length).toBeGreaterThan(0)
    expect(after.length).toBeLessThan(DUE.length)
    expect(await warned()).toEqual(DUE)
  })

  test('a page is asked for when the one before is done, so that one is held', async () => {
    const { deps } = cold()
    const roll = rollOf()
    const held: number[] = []
    let largest = 0
    const watched = {
      ...roll,
      async *pages() {
        for await (const people of roll.pages()) {
          held.push(1)
          largest = Math.max(largest, people.length)
          yield people
          held.pop()
          expect(held).toEqual([])
        }
      }
    }
    await remind({ ...deps, rolls: [watched] }, deadlineIn(LONG))
    expect(largest).toBe(PAGE)
  })

  test('one of them is shown again with their groups, and not once they are gone', async () => {
    const roll = rollOf()
    const pages = roll.pages()
    const { value: people = [] } = await pages.next()
    await pages.return(undefined)
    const grace = (people as readonly Person[]).find(({ names }) => names.username.includes('grace'))
    if (!grace) throw new Error('grace is not among the first')
    expect(grace.groups).toEqual([])
    expect((await roll.again(grace, deadlineIn(5000)))?.groups).toEqual(['cn=admins,ou=groups,dc=example,dc=com'])
    expect(await roll.again({ ...grace, guid: '0-0-0-0-0' }, deadlineIn(5000))).toBeUndefined()
    expect(await roll.again({ ...grace, dn: `uid=gone,${server.baseDn}` }, deadlineIn(5000))).toBeUndefined()
  })
})
