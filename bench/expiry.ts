// How fast a directory of 10,000 generated people is gone through for passwords that expire soon: entries a second, against a bare paged
// search of the same entries in the same run. `--people N` for another number.
import { parseArgs } from 'node:util'
import { Client } from 'ldapts'
import { isolateFromAws } from '../bin/sandbox/isolation.ts'
import { startOpenLdap } from '../bin/sandbox/openldap.ts'
import { mailContact } from '../lambdas/adapters/contacts/mail.ts'
import { createDynamoDb, createFlowStore } from '../lambdas/adapters/dynamodb/index.ts'
import { createRoll } from '../lambdas/adapters/ldap/roll.ts'
import type { StoreConfig } from '../lambdas/config.ts'
import { remind } from '../lambdas/operations/remind.ts'
import { aCrowd } from '../test/support/crowd.ts'
import { deadlineIn } from '../test/support/deadline.ts'
import { startDynalite } from '../test/support/dynalite.ts'
import { aLog, DAY } from '../test/support/reminders.ts'
import { createTable } from '../test/support/table.ts'

const { values } = parseArgs({ options: { people: { type: 'string', default: '10000' } } })
const COUNT = Number(values.people)
const PAGE = 500
const now = Date.now()
const POLICY = { id: 'monthly', minLength: 8, maxBytes: 512, passwordExpiresAfter: 30, passwordExpireWarning: 20 }

isolateFromAws(process.env)
const server = await startOpenLdap({ entries: aCrowd(COUNT, { now }).ldif })
const running = await startDynalite()
await createTable(createDynamoDb(running.endpoint), 'table')

/** Milliseconds that work takes, and the most memory that was held meanwhile beside what was there before, in MB. */
async function measured(work: () => Promise<unknown>): Promise<{ ms: number; megabytes: number }> {
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  const start = performance.now()
  await work()
  const ms = performance.now() - start
  clearInterval(timer)
  return { ms, megabytes: (most - before) / 1e6 }
}

/** The same entries and attributes, read and thrown away. */
async function bareSearch(): Promise<void> {
  const client = new Client({ url: server.url, tlsOptions: { ca: server.ca } })
  await client.bind(server.search.bindDn, server.search.password)
  const attributes = [
    'uid',
    'mail',
    'mobile',
    'givenName',
    'sn',
    'entryUUID',
    'pwdChangedTime',
    'pwdAccountLockedTime',
    'pwdReset',
    'pwdLastSuccess'
  ]
  const options = { filter: '(|(uid=*)(mail=*))', attributes, paged: { pageSize: PAGE } }
  let seen = 0
  for await (const { searchEntries } of client.searchPaginated(server.baseDn, options)) seen += searchEntries.length
  await client.unbind()
  if (seen < COUNT) throw new Error(`only ${seen} entries`)
}

const reminding = (at: number) => async (): Promise<void> => {
  const deps = {
    clock: { now: () => at },
    random: { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) },
    metronome: { now: () => 0, wait: async () => {} },
    log: aLog().log,
    configuration: { policies: async () => ({ default: POLICY, groups: [] }) },
    flows: createFlowStore(createDynamoDb(running.endpoint), 'table'),
    rolls: [
      createRoll(
        server.stores[0] as StoreConfig,
        async () => server.search,
        () => at,
        PAGE
      )
    ],
    mailContact,
    locale: 'en',
    hour: 0
  }
  await remind(deps, deadlineIn(900_000))
}

try {
  await bareSearch()
  const rows: [string, () => Promise<unknown>][] = [
    ['a bare paged search', bareSearch],
    ['a day on which nobody is due', reminding(now - 100 * DAY)],
    // The table is dynalite: each write waits for one process that does everything.
    ['the first day: a quarter is due, each with a write', reminding(now)],
    ['the next: most of them were written before', reminding(now + DAY)]
  ]
  console.log(`${COUNT} people in slapd, pages of ${PAGE}`)
  console.log('entries/s       ms   + MB')
  let bare = 0
  for (const [what, work] of rows) {
    const { ms, megabytes } = await measured(work)
    bare ||= ms
    const columns = [Math.round((COUNT / ms) * 1000), Math.round(ms), Math.round(megabytes)].map((value) => String(value).padStart(8))
    console.log(`${columns.join(' ')}   ${what} (${(ms / bare).toFixed(1)} × the bare search)`)
  }
} finally {
  await Promise.all([server.stop(), running.stop()])
}
