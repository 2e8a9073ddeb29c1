// Does time tell who exists? Welch's t between a person and a nobody, step by step, on the running sandbox; |t| < 4.5 is the bar of the field (TVLA). A
// control with a delay built in shows that the measurement could have seen one.
//   npm run bench:timing -- [--runs N]
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startSandbox } from '../test/support/sandbox.ts'
import { Visitor } from '../test/support/visitor.ts'
import { median } from './table.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '400' } } })
const RUNS = Number(values.runs)
const WARM = 20
const BAR = 4.5

type Samples = Record<string, number[]>

const sandbox = await startSandbox({ port: 0, mode: 'email', settings: { LIMITS: '{"net":{"quarter":10000,"day":100000}}' } })

async function timed(into: Samples, step: string, act: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  await act()
  into[step] ??= []
  into[step].push(performance.now() - began)
}

/** One flow with a wrong code; the control waits a millisecond where a careless verify would have asked the directory. */
async function walk(who: string, into: Samples, delay = 0): Promise<void> {
  const visitor = new Visitor(sandbox.url)
  await timed(into, 'start', () => visitor.start(who))
  await sandbox.settled()
  await timed(into, 'read', () => visitor.read())
  await timed(into, 'verify', async () => {
    await visitor.verify('00000000')
    if (delay > 0) await pause(delay)
  })
  sandbox.clock.advance(61)
  await timed(into, 'resend', () => visitor.challenge())
  await sandbox.settled()
}

const person: Samples = {}
const nobody: Samples = {}
const control: Samples = {}
for (let run = 0; run < WARM + RUNS; run++) {
  sandbox.clock.advance(86_400)
  const into = (samples: Samples): Samples => (run < WARM ? {} : samples)
  // In changing order, so that neither is always the one that finds the caches warm.
  const walks = [() => walk('alice', into(person)), () => walk('nobody', into(nobody)), () => walk('nobody-either', into(control), 1)]
  for (let i = 0; i < walks.length; i++) await walks[(i + run) % walks.length]?.()
}
await sandbox.stop()

/** Without the slowest twentieth, which is the machine's and not ours. */
const cropped = (samples: readonly number[]): number[] => samples.toSorted((a, b) => a - b).slice(0, Math.floor(samples.length * 0.95))

const mean = (samples: readonly number[]): number => samples.reduce((sum, one) => sum + one, 0) / samples.length

function welch(a: readonly number[], b: readonly number[]): number {
  const share = (samples: readonly number[]) =>
    samples.reduce((sum, one) => sum + (one - mean(samples)) ** 2, 0) / (samples.length - 1) / samples.length
  return (mean(a) - mean(b)) / Math.sqrt(share(a) + share(b))
}

console.log(`\n${RUNS} flows each, ms          person    nobody         t`)
for (const step of Object.keys(person)) {
  const [a, b] = [cropped(person[step] ?? []), cropped(nobody[step] ?? [])]
  const t = welch(a, b)
  console.log(
    `${step.padEnd(24)}${median(a).toFixed(2).padStart(10)}${median(b).toFixed(2).padStart(10)}${t.toFixed(2).padStart(10)}${Math.abs(t) < BAR ? '' : '   over the bar'}`
  )
}
const seen = welch(cropped(control['verify'] ?? []), cropped(nobody['verify'] ?? []))
console.log(
  `${'control (+1 ms)'.padEnd(44)}${seen.toFixed(2).padStart(10)}${seen > BAR ? '   seen, as it must be' : '   NOT SEEN: too few runs'}`
)
