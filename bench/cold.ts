// What a cold start costs: from the start of a process to its first answer, under AWS's own runtime interface client. Each function as
// it is deployed, against the same handler bundled as NodejsFunction does it, and against a handler that does nothing.
//
//   npm run bench:cold -- [--runs 20] [--functions flow,verify] [--memory 512,1024,1769]
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FunctionName } from '../lambdas/config.ts'
import { BUNDLES } from '../scripts/bundle.ts'
import { boot } from '../test/support/booted.ts'
import { type Deployment, startDeployment } from '../test/support/deployment.ts'
import { cpuFor } from './cpu.ts'
import { EASY, realEvents } from './first-events.ts'
import { NO_LIMITS } from './limits.ts'
import { bundleLikeNodejsFunction, bundleNothing } from './variants.ts'

const GOAL = { gross: 0.65, net: 0.5 }

const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    functions: { type: 'string', default: BUNDLES.join(',') },
    memory: { type: 'string', default: '512,1024,1769' }
  }
})
const runs = Number(flags.runs)
// All but the hourly look for passwords that expire, which nobody waits for and which has no easy event.
const names = BUNDLES.filter((name) => name in EASY && flags.functions.split(',').includes(name))

function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
}
const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)

const cell = (text: string | number, width = 9): string => (typeof text === 'number' ? text.toFixed(0) : text).padStart(width)
const row = (first: string, cells: readonly (string | number)[]): void =>
  console.log(first.padEnd(9) + cells.map((one) => cell(one)).join(''))

/** Milliseconds from the start of a process to its first answer: by the clock, and of processor time. */
interface Start {
  millis: number
  processor: number
}

async function coldStart(
  deployment: Deployment,
  name: FunctionName,
  folder: string,
  event: unknown,
  wrapper: readonly string[] = []
): Promise<Start> {
  const began = performance.now()
  const booted = await boot({ name, folder, variables: deployment.variablesOf(name), seconds: 60, wrapper })
  try {
    await booted.invoke(event)
    return { millis: performance.now() - began, processor: booted.processorMillis() }
  } finally {
    await booted.stop()
  }
}

/** Every variant of every function once per round, each round from another one on: what slows the machine down slows all of them. */
async function compareBundles(deployment: Deployment): Promise<void> {
  const other = join(deployment.folderOf('flow'), '../../nodejs-function')
  const empty = join(other, 'empty')
  await bundleNothing(empty)
  for (const name of names) await bundleLikeNodejsFunction(name, join(other, name), deployment.folderOf(name))
  const variants = names.flatMap((name) => [
    { name, kind: 'ours', folder: deployment.folderOf(name) },
    { name, kind: 'cdk', folder: join(other, name) },
    { name, kind: 'empty', folder: empty }
  ])
  const taken = new Map<string, Start[]>(variants.map(({ name, kind }) => [`${name} ${kind}`, []]))
  for (let round = 0; round < runs; round++) {
    const inTurn = [...variants.slice(round % variants.length), ...variants.slice(0, round % variants.length)]
    for (const { name, kind, folder } of inTurn) taken.get(`${name} ${kind}`)?.push(await coldStart(deployment, name, folder, EASY[name]))
  }
  const titles = ['ours', 'p95', 'CDK', 'p95', 'empty', 'p95', 'gross', 'net', 'goals']
  for (const [what, told] of [
    ['millis', 'by the clock'],
    ['processor', 'of processor time, which a busy machine changes least']
  ] as const) {
    console.log(`\nProcess start to first answer, ms ${told}, median and p95 of ${runs}, a whole processor\n`)
    row('', titles)
    for (const name of names) report(name, (kind) => (taken.get(`${name} ${kind}`) ?? []).map((start) => start[what]))
  }
}

function report(name: FunctionName, of: (kind: string) => readonly number[]): void {
  const [ours, cdk, empty] = ['ours', 'cdk', 'empty'].map((kind) => median(of(kind))) as [number, number, number]
  const gross = ours / cdk
  const net = (ours - empty) / (cdk - empty)
  const times = ['ours', 'cdk', 'empty'].flatMap((kind) => [median(of(kind)), quantile(of(kind), 0.95)])
  row(name, [...times, gross.toFixed(2), net.toFixed(2), gross <= GOAL.gross && net <= GOAL.net ? 'met' : 'missed'])
}

/** The first real answer, with all its calls to embedded servers, on the processor time of a memory size. */
async function byMemory(deployment: Deployment, sizes: readonly number[]): Promise<void> {
  const shares = sizes.map((megabytes) => ({ megabytes, cpu: cpuFor(megabytes) }))
  if (shares.some(({ cpu }) => cpu === undefined))
    return console.log('\nNo table by memory: this machine cannot ration processor time (it takes root and cgroups).')
  const eventFor = realEvents(deployment)
  const taken = new Map<string, number[]>()
  for (let round = 0; round < runs; round++) {
    for (const name of names) {
      for (const { megabytes, cpu } of shares) {
        const { millis } = await coldStart(deployment, name, deployment.folderOf(name), (await eventFor(name)) ?? EASY[name], cpu?.wrapper)
        taken.set(`${name} ${megabytes}`, [...(taken.get(`${name} ${megabytes}`) ?? []), millis])
      }
    }
  }
  for (const { cpu } of shares) cpu?.release()
  console.log(
    `\nProcess start to first real answer as deployed, ms, median and p95 of ${runs}, on the processor time of each memory size\n`
  )
  row(
    '',
    sizes.flatMap((size) => [`${size} MB`, 'p95'])
  )
  for (const name of names)
    row(
      name,
      sizes.flatMap((size) => [0.5, 0.95].map((part) => quantile(taken.get(`${name} ${size}`) ?? [], part)))
    )
}

if (names.length === 0 || !(runs > 0)) throw new Error('nothing to measure: see --functions and --runs')
const deployment = await startDeployment({ settings: NO_LIMITS, hasStream: false })
try {
  await compareBundles(deployment)
  const sizes = flags.memory.split(',').map(Number).filter(Boolean)
  if (sizes.length > 0) await byMemory(deployment, sizes)
} finally {
  await deployment.stop()
}
