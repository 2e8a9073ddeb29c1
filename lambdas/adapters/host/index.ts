// What every function has from the machine that it runs on: time, chance, and a log that is standard output.
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock, Log, Metronome, Random } from '../../ports.ts'

/** Time, chance and log, handed in so that a test or the sandbox can bring its own. */
export interface Host {
  clock: Clock
  random: Random
  log: Log
}

/** One line of JSON per event. JSON.stringify escapes control characters, so no value can begin a line of its own. */
const log: Log = (event, facts) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts }).replace(/[\u2028\u2029]/g, escaped)}\n`)
}

const escaped = (separator: string): string => `\\u${separator.charCodeAt(0).toString(16)}`

/** Unlike the clock it never jumps. */
export const metronome: Metronome = { now: () => performance.now(), wait: (milliseconds) => wait(milliseconds) }

export const systemHost: Host = {
  clock: { now: () => Date.now() },
  random: { bytes: (count) => randomBytes(count) },
  log
}
