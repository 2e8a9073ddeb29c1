// How long somebody waits when directories fail: lookups with one address healthy and others dead in several ways, as ratios to lookups where all are
// well, for the first call after the failure and for those after it.
//   npm run bench:failover -- [--runs 200]
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { startOpenLdap } from '../bin/sandbox/openldap.ts'
import { createFinder } from '../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../lambdas/config.ts'
import { deadlineIn } from '../test/support/deadline.ts'
import { startListening } from '../test/support/listening.ts'
import { startTcpProxy } from '../test/support/tcp-proxy.ts'
import { median, p95 } from './table.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '200' } } })
const RUNS = Number(values.runs)

const slapd = await startOpenLdap()
const silent = await startListening(createServer())
const resetting = await startListening(createServer((socket) => void socket.destroy()))
const [first, second] = [await startTcpProxy(portOf(slapd.url)), await startTcpProxy(portOf(slapd.url))]
const at = (port: number): string => `ldaps://127.0.0.1:${port}`

function portOf(url: string): number {
  return Number(new URL(url).port)
}

interface Measured {
  first: number
  rest: number[]
  failures: number
}

/** Lookups one after the other, the first with no connection yet; where there is a `fail`, it happens to one that is kept. */
async function measured(urls: string[], fail?: () => void): Promise<Measured> {
  const finder = createFinder({ ...(slapd.stores[0] as StoreConfig), urls }, async () => slapd.search)
  const took: number[] = []
  let failures = 0
  if (fail) await finder.find('alice', deadlineIn(29_000))
  fail?.()
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now()
    await finder.find('alice', deadlineIn(29_000)).catch(() => failures++)
    took.push(performance.now() - began)
  }
  return { first: took[0] ?? 0, rest: took.slice(1), failures }
}

const healthy = await measured([at(first.port), at(second.port)])
const base = median(healthy.rest)
const print = (what: string, { first: one, rest, failures }: Measured): void =>
  console.log(
    [what.padEnd(44), one, one / base, median(rest), median(rest) / base, p95(rest), failures]
      .map((cell, index) => (typeof cell === 'string' ? cell : cell.toFixed(index === 6 ? 0 : 2).padStart(12)))
      .join('')
  )
console.log(`${''.padEnd(44)}${['first ms', 'ratio', 'after p50', 'ratio', 'p95', 'failed'].map((name) => name.padStart(12)).join('')}`)
print('all well', healthy)
print('the kept connection is cut', await measured([at(first.port)], first.cut))
print('the first of two resets connections', await measured([at(resetting.port), at(second.port)]))
print('the first of two is silent', await measured([at(silent.port), at(second.port)]))
print('the address in use goes deaf, another is well', await measured([at(first.port), at(second.port)], () => first.lose('answers')))
print('all are down: resets', await measured([at(resetting.port)]))
print('all are down: silence', await measured([at(silent.port)]))
await Promise.all([first.stop(), second.stop(), silent.stop(), resetting.stop(), slapd.stop()])
process.exit(0)
