// What a commit costs on real directories: the whole handler against one bare write of a password on a connection that is open, and how many LDAP
// operations and connections a reset takes in all.
//   npm run bench:commit -- [--runs 100] [--directory openldap,389ds,samba]
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Client } from 'ldapts'
import { type DirectoryKind, startDirectory } from '../bin/sandbox/directories.ts'
import type { DirectoryServer } from '../bin/sandbox/directory.ts'
import { PROFILES } from '../lambdas/adapters/ldap/profiles/index.ts'
import { writePassword } from '../lambdas/adapters/ldap/write.ts'
import { type Pass, startByHand } from '../test/support/by-hand.ts'
import { startTcpProxy } from '../test/support/tcp-proxy.ts'
import { type Call, install, recorded } from './recording.ts'
import { median, p95 } from './table.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '100' }, directory: { type: 'string', default: 'openldap' } } })
const RUNS = Number(values.runs)
const WARM = 10
/** In turn: directories count changes by the second, and one who is changed twice in one needs another look. */
const PEOPLE = ['alice', 'erin', 'grace', 'oneil']
let pass: Pass

install()
const row = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, index) => (index === 0 ? String(cell).padEnd(12) : String(typeof cell === 'number' ? cell.toFixed(2) : cell).padStart(12)))
    .join('')
console.log(row(['ms', 'commit p50', 'p95', 'bare p50', 'p95', 'ratio', 'operations', 'connections']))
for (const kind of values.directory.split(',')) await benchmark(kind as DirectoryKind)
process.exit(0)

async function benchmark(kind: DirectoryKind): Promise<void> {
  const server = await startDirectory(kind, { now: Date.now })
  const line = await startTcpProxy(Number(new URL(server.url).port))
  const stores = server.stores.map((store) => ({ ...store, urls: [`ldaps://127.0.0.1:${line.port}`] }))
  const rekey = await startByHand({ ...server, stores })
  const functions = rekey.cold()
  const bare = await bareWriter(server)
  const [own, floor]: [number[], number[]] = [[], []]
  let calls: readonly Call[] = []
  for (let run = 0; run < WARM + RUNS; run += 1) {
    rekey.clock.advance(86_400)
    await pause(1100 / PEOPLE.length)
    const found = await recorded(async () => void (pass = await functions.verified(PEOPLE[run % PEOPLE.length] as string)))
    const write = await recorded(async () => {
      const { status, body } = await functions.commit(pass, `a passphrase for run ${run}`)
      if (status !== 200) throw new Error(`run ${run} on ${kind}: ${status} ${JSON.stringify(body)}`)
    })
    const began = performance.now()
    await bare.write(`a bare passphrase for run ${run}`)
    const took = performance.now() - began
    if (run < WARM) continue
    own.push(write.took)
    floor.push(took)
    calls = [...found.calls, ...write.calls].filter(({ service }) => service === 'ldap')
  }
  const ratio = median(own.map((took, run) => took / (floor[run] ?? 1)))
  // Those of the last reset, warm; connections are those of all resets together, because they are kept.
  console.log(row([kind, median(own), p95(own), median(floor), p95(floor), ratio, String(calls.length), `${line.connections()} in all`]))
  console.log(`            ${calls.map(({ name }) => name).join(', ')}`)
  await bare.close()
  await rekey.stop()
  await line.stop()
  await server.stop()
}

/** One connection, bound once as the reset identity. */
async function bareWriter({ url, ca, reset, stores, users }: DirectoryServer) {
  const client = new Client({ url, tlsOptions: { ca: [ca] } })
  await client.bind(reset.bindDn, reset.password)
  const profile = PROFILES[stores[0]?.profile ?? 'openldap']
  const dn = users.find(({ username }) => username === 'bob')?.dn ?? ''
  return {
    write: async (password: string) => {
      const { violations } = await writePassword(client, profile, { dn, password, how: profile.defaults.write, now: Date.now(), state: [] })
      if (violations.length > 0) throw new Error(`the bare write was refused: ${JSON.stringify(violations)}`)
    },
    close: () => client.unbind()
  }
}
