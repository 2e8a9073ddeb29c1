// What Lighthouse says of the first step, on a phone behind its simulated slow 4G and at a desk, in the local Chromium, against the sandbox.
//   npm run bench:lighthouse
// Lighthouse has a large dependency tree: it is fetched once into an ignored folder, not installed.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { isolateFromAws } from '../bin/sandbox/isolation.ts'
import { type Listener, listenOnLoopback } from '../bin/sandbox/loopback.ts'
import { startSandbox } from '../bin/sandbox/start.ts'
import { EXECUTABLE, FLAGS } from '../scripts/chromium.ts'
import { median } from './table.ts'

const VERSION = '13.5.0'
const CACHE = join(import.meta.dirname, '../.cache')
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
/** Points in each category, and milliseconds. */
const GOALS = { points: 99, interactive: 1000 }
const RUNS = 5

interface Report {
  /** How fast this machine was meanwhile. Phones are simulated from it as a fast desktop's, of 1500 and more. */
  environment: { benchmarkIndex: number }
  categories: Record<(typeof CATEGORIES)[number], { score: number; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { title: string; score: number | null; numericValue?: number }>
}

/** The part of Lighthouse that is used here. */
interface Tools {
  run(url: string, flags: object, config?: object): Promise<{ lhr: Report }>
  launch(options: object): Promise<{ port: number; kill(): void }>
  desk: object
}

async function fetched(): Promise<string> {
  const home = join(CACHE, `lighthouse-${VERSION}`)
  if (existsSync(home)) return home
  await mkdir(CACHE, { recursive: true })
  const work = await mkdtemp(join(CACHE, 'fetch-'))
  try {
    const flags = ['--prefix', work, '--ignore-scripts', '--no-audit', '--no-fund']
    await promisify(execFile)('npm', ['install', ...flags, `lighthouse@${VERSION}`])
    await rename(work, home)
    return home
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function load(): Promise<Tools> {
  const modules = join(await fetched(), 'node_modules')
  const from = async (path: string) => (await import(pathToFileURL(join(modules, path)).href)) as Record<string, never>
  const [core, desktop, chrome] = await Promise.all(
    ['lighthouse/core/index.js', 'lighthouse/core/config/desktop-config.js', 'chrome-launcher/dist/index.js'].map(from)
  )
  return { run: core?.['default'], desk: desktop?.['default'], launch: chrome?.['launch'] } as unknown as Tools
}

/** The sandbox's answers as the gateway gives them: compressed. */
const behindGzip = (origin: string): Promise<Listener> =>
  listenOnLoopback(async (request, response) => {
    const answer = await fetch(`${origin}${request.url}`, { headers: { 'accept-language': request.headers['accept-language'] ?? '' } })
    const body = gzipSync(await answer.text())
    const own = Object.fromEntries(
      [...answer.headers].filter(([name]) => !/^(connection|content-length|keep-alive|transfer-encoding)$/.test(name))
    )
    response.writeHead(answer.status, { ...own, 'content-encoding': 'gzip', 'content-length': body.length })
    response.end(body)
  })

async function measure({ run, launch }: Tools, url: string, config?: object): Promise<Report[]> {
  const reports: Report[] = []
  for (let count = 0; count < RUNS; count++) {
    const chrome = await launch({ chromePath: EXECUTABLE, chromeFlags: [...FLAGS, '--headless=new'], logLevel: 'silent' })
    try {
      reports.push((await run(url, { port: chrome.port, onlyCategories: [...CATEGORIES], logLevel: 'silent' }, config)).lhr)
    } finally {
      chrome.kill()
    }
  }
  return reports
}

const row = ([first = '', ...rest]: readonly (string | number)[]): void =>
  console.log(String(first).padEnd(26) + rest.map((cell) => String(cell).padStart(10)).join(''))

/** Prints the medians with their goals; true where all are reached. */
function print(name: string, reports: readonly Report[]): boolean {
  const points = CATEGORIES.map((category) => ({
    category,
    value: Math.round(median(reports.map(({ categories }) => categories[category].score)) * 100)
  }))
  const timed = (audit: string) => Math.round(median(reports.flatMap(({ audits }) => audits[audit]?.numericValue ?? [])))
  const interactive = timed('interactive')
  const seen = (isReached: boolean) => (isReached ? 'yes' : 'NO')
  console.log(`\n${name} (median of ${reports.length})`)
  row(['', 'measured', 'goal', 'reached'])
  for (const { category, value } of points) row([category, value, `≥ ${GOALS.points}`, seen(value >= GOALS.points)])
  row(['time to interactive, ms', interactive, `≤ ${GOALS.interactive}`, seen(interactive <= GOALS.interactive)])
  for (const audit of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time']) row([audit, timed(audit), '', ''])
  row(['speed of this machine', Math.round(median(reports.map(({ environment }) => environment.benchmarkIndex))), '', ''])
  for (const line of lost(reports[0])) console.log(`  ${line}`)
  return points.every(({ value }) => value >= GOALS.points) && interactive <= GOALS.interactive
}

/** What cost points. */
function lost(report: Report | undefined): string[] {
  if (!report) return []
  const counted = Object.values(report.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  return counted.flatMap(({ id }) => {
    const audit = report.audits[id]
    return audit && audit.score !== null && audit.score < 0.99 ? [`${id}: ${audit.title} (${audit.score})`] : []
  })
}

isolateFromAws(process.env)
const tools = await load()
const sandbox = await startSandbox({ port: 0, console: { line: () => {}, log: () => {}, message: () => {}, fault: console.error } })
const door = await behindGzip(sandbox.url)
const isPhoneGood = print('a phone, slow 4G simulated', await measure(tools, door.url))
const isDeskGood = print('a desk', await measure(tools, door.url, tools.desk))
await door.close()
await sandbox.stop()
process.exitCode = isPhoneGood && isDeskGood ? 0 : 1
