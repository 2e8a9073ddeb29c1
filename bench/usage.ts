// What one reset uses, counted while real ones go through the artefacts: requests, invocations and their time, table units, calls, bytes.
import { gzipSync } from 'node:zlib'
import type { FunctionName } from '../lambdas/config.ts'
import { COMPRESSED_FROM } from '../lambdas/http/routes.ts'
import { BUNDLES } from '../scripts/bundle.ts'
import { openBrowser } from '../scripts/chromium.ts'
import { type Deployment, startDeployment } from '../test/support/deployment.ts'
import { Visitor } from '../test/support/visitor.ts'
import { cpuFor } from './cpu.ts'
import { NO_LIMITS } from './limits.ts'

export interface Usage {
  /** Requests at the front door: the page with its files, and the steps. */
  pageRequests: number
  stepRequests: number
  /** Bytes that the page's files have. */
  pageBytes: number
  invocations: Record<FunctionName, number>
  /** Milliseconds of one warm invocation, on the processor time of its memory. */
  milliseconds: Record<FunctionName, number>
  writeUnits: number
  readUnits: number
  /** Calls by service. */
  calls: Record<string, number>
  streamRecords: number
  /** Bytes that the functions log. */
  logBytes: number
  /** Bytes that stay in the table until they expire. */
  storedBytes: number
  /** Whether processor time could be rationed by memory. */
  isRationed: boolean
}

const WARM_UP = 5

/** Runs `resets` resets by email, one after the other, and takes what one uses on average. */
export async function usageOf(resets: number, memoryOf: (name: FunctionName) => number): Promise<Usage> {
  const rations = Object.fromEntries(BUNDLES.map((name) => [name, memoryOf(name)]))
  const shares = new Map([...new Set(Object.values(rations))].map((megabytes) => [megabytes, cpuFor(megabytes)]))
  const wrapperOf = (name: FunctionName) => shares.get(rations[name] ?? 0)?.wrapper ?? []
  const deployment = await startDeployment({ settings: NO_LIMITS, wrapperOf })
  try {
    for (let round = 0; round < WARM_UP; round++) await reset(deployment, `warm ${round}`)
    const before = snapshot(deployment)
    for (let round = 0; round < resets; round++) await reset(deployment, `counted ${round}`)
    const used = difference(before, snapshot(deployment), resets)
    return {
      ...used,
      ...(await pageOf(deployment)),
      storedBytes: storedBytes(deployment) / (resets + WARM_UP),
      isRationed: [...shares.values()].every(Boolean)
    }
  } finally {
    await deployment.stop()
    for (const share of shares.values()) share?.release()
  }
}

const STEPS = 3

/** Start, verify, password, by somebody who has one address. */
async function reset(deployment: Deployment, salt: string): Promise<void> {
  const visitor = new Visitor(deployment.url)
  await visitor.start('bob')
  await deployment.settled()
  await visitor.verify(/\b\d{8}\b/.exec(deployment.messages.at(-1)?.text ?? '')?.[0] ?? '')
  const { status, text } = await visitor.commit(`purple trams at noon ${salt} ${visitor.flow}`)
  if (status !== 200) throw new Error(`a reset did not work: ${text}`)
  await deployment.settled()
}

interface Snapshot {
  invocations: Record<string, number>
  milliseconds: Record<string, number>
  calls: Record<string, number>
  writeUnits: number
  readUnits: number
  records: number
  logBytes: number
}

function snapshot({ used, wiretap, records, of }: Deployment): Snapshot {
  const calls: Record<string, number> = {}
  let writeUnits = 0
  let readUnits = 0
  for (const { service, operation, units } of wiretap.calls) {
    calls[service] = (calls[service] ?? 0) + 1
    if (/^(Get|Query)/.test(operation)) readUnits += units
    else writeUnits += units
  }
  return {
    invocations: Object.fromEntries(BUNDLES.map((name) => [name, used[name].invocations])),
    milliseconds: Object.fromEntries(BUNDLES.map((name) => [name, used[name].milliseconds])),
    calls,
    writeUnits,
    readUnits,
    records: records.length,
    logBytes: BUNDLES.reduce((sum, name) => sum + of(name).output().length, 0)
  }
}

function difference(
  from: Snapshot,
  to: Snapshot,
  resets: number
): Omit<Usage, 'pageRequests' | 'pageBytes' | 'storedBytes' | 'isRationed'> {
  const per = (a: Record<string, number>, b: Record<string, number>): Record<string, number> =>
    Object.fromEntries(Object.keys(b).map((key) => [key, ((b[key] ?? 0) - (a[key] ?? 0)) / resets]))
  const invocations = per(from.invocations, to.invocations)
  const took = per(from.milliseconds, to.milliseconds)
  return {
    stepRequests: STEPS,
    invocations,
    milliseconds: Object.fromEntries(
      Object.keys(took).map((name) => [name, invocations[name] ? (took[name] ?? 0) / invocations[name] : 0])
    ),
    calls: per(from.calls, to.calls),
    writeUnits: (to.writeUnits - from.writeUnits) / resets,
    readUnits: (to.readUnits - from.readUnits) / resets,
    streamRecords: (to.records - from.records) / resets,
    logBytes: (to.logBytes - from.logBytes) / resets
  } as Omit<Usage, 'pageRequests' | 'pageBytes' | 'storedBytes' | 'isRationed'>
}

/** What the gateway sends of a body. */
const sent = (body: Buffer): number => (body.length < COMPRESSED_FROM ? body : gzipSync(body)).length

/** What a browser asks for when the page is opened. */
async function pageOf({ url }: Deployment): Promise<Pick<Usage, 'pageRequests' | 'pageBytes'>> {
  const { context, close } = await openBrowser()
  try {
    const page = await context.newPage()
    const sizes: Promise<number>[] = []
    page.on('response', (response) => response.url().startsWith(url) && sizes.push(response.body().then(sent)))
    await page.goto(url, { waitUntil: 'networkidle' })
    const bytes = await Promise.all(sizes)
    return { pageRequests: bytes.length, pageBytes: bytes.reduce((sum, size) => sum + size, 0) }
  } finally {
    await close()
  }
}

/** Every item as it was last written. */
function storedBytes({ records }: Deployment): number {
  const last = new Map(records.map(({ dynamodb }) => [JSON.stringify(dynamodb?.Keys), dynamodb?.SizeBytes ?? 0]))
  return [...last.values()].reduce((sum, size) => sum + size, 0)
}
