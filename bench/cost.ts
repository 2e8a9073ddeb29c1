// What Rekey costs at AWS, item by item: for a million resets, and for a month in which nobody comes. What is used is counted while real
// resets run through the artefacts, what stands there is counted in the template, prices are a table with its date (bench/prices.ts).
// Messages themselves (SES 0.10 USD per thousand, SMS by country) are left out: they are the same whoever sends them.
//
//   npm run bench:cost -- [--resets 50]
import { parseArgs } from 'node:util'
import type { FunctionName } from '../lambdas/config.ts'
import { ALWAYS_FREE, MONTHLY, PRICES, PRICES_AS_OF } from './prices.ts'
import { type Door, type Standing, standingOf } from './standing.ts'
import { type Usage, usageOf } from './usage.ts'

const GOAL = { million: 36, idle: 15 }

/** What cannot be measured on one machine: how long others take to answer, in milliseconds; the embedded servers take about one. */
const ANSWER_MILLIS: Record<string, number> = { dynamodb: 5, kms: 8, ses: 80, ldap: 4 }
/** Calls of one warm invocation: whoever waits is charged for the time at its own memory. */
const CALLS_OF: Partial<Record<FunctionName, Record<string, number>>> = {
  flow: { dynamodb: 3 },
  locate: { dynamodb: 1, ldap: 3 },
  deliver: { dynamodb: 2, kms: 0.5, ses: 1 },
  verify: { dynamodb: 4, kms: 1 },
  commit: { dynamodb: 3, ldap: 5 }
}
/** One invocation in so many finds no warm environment, and its start of about this long is charged too (since August 2025). */
const COLD = { oneIn: 50, milliseconds: 500 }
const MINUTES_A_MONTH = 60 * 730
const GIGABYTE = 1e9
/** A line of the gateway's access log, and what the gateway puts around an answer's body. */
const ACCESS_LOG_BYTES = 330
const HEADER_BYTES = 1100

type Lines = [item: string, amount: string, usd: number][]

const dollars = (usd: number): string => usd.toFixed(2).padStart(8)

function print(title: string, lines: Lines): number {
  console.log(`\n${title}\n`)
  for (const [item, amount, usd] of lines) console.log(`  ${item.padEnd(34)}${amount.padStart(26)}${dollars(usd)}`)
  const total = lines.reduce((sum, [, , usd]) => sum + usd, 0)
  console.log(`  ${'in all'.padEnd(60)}${dollars(total)}`)
  return total
}

/** Billed milliseconds of one invocation: as measured, with AWS's answers in place of the embedded ones, and its part of cold starts. */
function billedMillis(name: FunctionName, measured: number): number {
  const waiting = Object.entries(CALLS_OF[name] ?? {}).reduce((sum, [service, calls]) => sum + calls * (ANSWER_MILLIS[service] ?? 0), 0)
  return Math.ceil(measured + waiting) + COLD.milliseconds / COLD.oneIn
}

/** The table above is only worth something while it agrees with what was counted. */
function refuseStaleCalls({ calls, invocations }: Usage): void {
  for (const service of ['dynamodb', 'kms', 'ses']) {
    const told = Object.entries(CALLS_OF).reduce((sum, [name, made]) => sum + (made[service] ?? 0) * invocations[name as FunctionName], 0)
    if (Math.abs(told - (calls[service] ?? 0)) > 0.1)
      throw new Error(`CALLS_OF has ${told} calls of ${service}, counted were ${calls[service]}`)
  }
}

function perMillion(used: Usage, { memory }: Standing, door: Door): Lines {
  const requests = used.pageRequests + used.stepRequests
  const invocations = { ...used.invocations, page: used.pageRequests }
  const names = Object.keys(invocations) as FunctionName[]
  const total = names.reduce((sum, name) => sum + invocations[name], 0)
  const pageMillis = 10
  const gigabyteSeconds = names.reduce(
    (sum, name) =>
      sum + (invocations[name] * billedMillis(name, used.milliseconds[name] || pageMillis) * (memory[name] ?? 1024)) / 1024 / 1000,
    0
  )
  const logged = used.logBytes + requests * ACCESS_LOG_BYTES
  const sent = used.pageBytes + requests * HEADER_BYTES
  const times = (count: number, price: number): number => count * price * 1e6
  return [
    ['API Gateway, the page', `${used.pageRequests} requests`, times(used.pageRequests, PRICES.apiRequest)],
    ['API Gateway, the steps', `${used.stepRequests} requests`, times(used.stepRequests, PRICES.apiRequest)],
    ['WAF', `${requests} requests`, times(requests, PRICES.wafRequest)],
    ...(door === 'edge' ? [['CloudFront', `${requests} requests`, times(requests, PRICES.edgeRequest)] as Lines[number]] : []),
    ['Lambda, invocations', total.toFixed(1), times(total, PRICES.lambdaRequest)],
    ['Lambda, time', `${gigabyteSeconds.toFixed(3)} GB-s`, times(gigabyteSeconds, PRICES.lambdaGbSecond)],
    ['DynamoDB, writes', `${used.writeUnits.toFixed(1)} units`, times(used.writeUnits, PRICES.tableWriteUnit)],
    ['DynamoDB, reads', `${used.readUnits.toFixed(1)} units`, times(used.readUnits, PRICES.tableReadUnit)],
    ['DynamoDB, stream', `${used.streamRecords.toFixed(1)} records`, 0],
    // Kept for half a month on average, with its backup.
    [
      'DynamoDB, storage and backup',
      `${(used.storedBytes / 1000).toFixed(1)} KB`,
      times(used.storedBytes / GIGABYTE / 2, MONTHLY.tableGigabyte + MONTHLY.backupGigabyte)
    ],
    ['KMS, GenerateMac', `${used.calls['kms'] ?? 0} calls`, times(used.calls['kms'] ?? 0, PRICES.kmsRequest)],
    ['Logs', `${(logged / 1000).toFixed(1)} KB`, times(logged / GIGABYTE, PRICES.logGigabyte)],
    ['Bytes to the internet', `${(sent / 1000).toFixed(1)} KB`, door === 'edge' ? 0 : times(sent / GIGABYTE, PRICES.outGigabyte)]
  ]
}

function idle(standing: Standing): Lines {
  const { memory, ...count } = standing
  const sweepSeconds = (MINUTES_A_MONTH * 30 * (memory['sweep'] ?? 512)) / 1024 / 1000
  // A caller of a table under a customer's key is looked up in KMS again every five minutes.
  const keyLookups = MINUTES_A_MONTH / 5
  return [
    ['KMS keys', `${count.kmsKeys}`, count.kmsKeys * MONTHLY.kmsKey],
    ['Secrets', `${count.secrets}`, count.secrets * MONTHLY.secret],
    [
      'WAF, web ACL and rules',
      `${count.webAcls} and ${count.webAclRules}`,
      count.webAcls * MONTHLY.webAcl + count.webAclRules * MONTHLY.webAclRule
    ],
    ['Alarms, by their metrics', `${count.alarmMetrics}`, count.alarmMetrics * MONTHLY.alarmMetric],
    ['Dashboards', `${count.dashboards}`, count.dashboards * MONTHLY.dashboard],
    ['Metrics of our own', 'none while nobody comes', 0],
    [
      'Sweep, every minute',
      `${sweepSeconds.toFixed(0)} GB-s`,
      MINUTES_A_MONTH * PRICES.lambdaRequest + sweepSeconds * PRICES.lambdaGbSecond
    ],
    [
      'Sweep, its look at the table',
      `${MINUTES_A_MONTH} reads`,
      MINUTES_A_MONTH * 0.5 * PRICES.tableReadUnit + keyLookups * PRICES.kmsRequest
    ],
    ['NAT gateways', `${count.natGateways}`, count.natGateways * 33],
    ['Interface endpoints, two zones', `${count.interfaceEndpoints}`, count.interfaceEndpoints * 2 * MONTHLY.interfaceEndpointPerZone]
  ]
}

/** The same month where the account uses what is free for everybody for this. */
const freeInAMonth = (standing: Standing): number =>
  Math.min(standing.alarmMetrics, ALWAYS_FREE.alarmMetrics) * MONTHLY.alarmMetric +
  Math.min(standing.dashboards, ALWAYS_FREE.dashboards) * MONTHLY.dashboard

const verdict = (usd: number, goal: number): string =>
  usd <= goal ? `goal of ${goal} met` : `goal of ${goal} missed by ${(usd - goal).toFixed(2)}`

const { values: flags } = parseArgs({ options: { resets: { type: 'string', default: '50' } } })
const doors = { regional: await standingOf('regional'), edge: await standingOf('edge') }
const used = await usageOf(Number(flags.resets), (name) => doors.regional.memory[name] ?? 1024)
refuseStaleCalls(used)

console.log(`USD, list prices of us-east-1, ${PRICES_AS_OF}. Counted over ${flags.resets} resets by email, one browser for the page.`)
console.log(
  `Milliseconds of a warm invocation${used.isRationed ? ', on the processor time of its memory' : ', not rationed (it takes root)'}:`
)
for (const [name, millis] of Object.entries(used.milliseconds))
  if (millis > 0) console.log(`  ${name.padEnd(9)}${millis.toFixed(0).padStart(5)}`)
console.log('Assumed: answers in', ANSWER_MILLIS, `ms; one invocation in ${COLD.oneIn} is cold, ${COLD.milliseconds} ms`)

for (const door of ['regional', 'edge'] as const) {
  const million = print(`A million resets without messages, front door: ${door}`, perMillion(used, doors[door], door))
  console.log(`  ${verdict(million, GOAL.million)}`)
}
for (const door of ['regional', 'edge'] as const) {
  const month = print(`A month without anybody, front door: ${door}, egress: ipv6`, idle(doors[door]))
  console.log(
    `  ${verdict(month, GOAL.idle)}; ${(month - freeInAMonth(doors[door])).toFixed(2)} where the account's free alarms and dashboards go to this`
  )
}
const metrics = doors.regional.customMetrics
console.log(`\nIn a month with traffic also up to ${metrics} metrics of our own: ${(metrics * MONTHLY.customMetric).toFixed(2)}`)
console.log('From the second year on the two keys that rotate cost a dollar more each, and another from the third.')
