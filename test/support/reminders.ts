// Looks for passwords that expire soon: a directory whose people's passwords were set when a test says, beside a sandbox that delivers.
import { randomBytes } from 'node:crypto'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { createRoll } from '../../lambdas/adapters/ldap/roll.ts'
import { composeRemind } from '../../lambdas/compose.ts'
import type { Environment, StoreConfig } from '../../lambdas/config.ts'
import type { RemindDeps } from '../../lambdas/operations/remind.ts'
import type { Roll } from '../../lambdas/ports.ts'
import type { Sandbox } from './sandbox.ts'

export const DAY = 86_400_000

/** One line for each event, with its facts. */
export const aLog = () => {
  const lines: string[] = []
  return { lines, log: (event: string, facts?: object) => void lines.push(`${event} ${JSON.stringify(facts)}`) }
}

export interface Reminders {
  directory: EmbeddedDirectory
  /** The store's id, of which no other test has anything in the table. */
  store: string
  roll: Roll
  /** A function of its own, as after a cold start. `waits`: what it left between mails, in milliseconds. */
  cold(settings?: Environment): { deps: RemindDeps; lines: string[]; waits: number[] }
  /** Sets when somebody's password was changed, so many milliseconds ago. */
  changed(username: string, ago: number): void
  dnOf(username: string): string
}

let stores = 0

export async function startReminders(sandbox: Sandbox): Promise<Reminders> {
  const now = () => sandbox.clock.now()
  const directory = await startEmbeddedDirectory({ now })
  stores += 1
  const store = `store-${stores}`
  const config = { ...(directory.stores[0] as StoreConfig), id: store }
  const roll = createRoll(config, async () => directory.search, now)
  const dnOf = (username: string) => directory.users.find((one) => one.username === username)?.dn ?? ''
  return {
    directory,
    store,
    roll,
    dnOf,
    cold(settings = {}) {
      const { lines, log } = aLog()
      const waits: number[] = []
      // Stands still, so that what is waited for is the pace alone.
      const metronome = { now: () => 0, wait: async (milliseconds: number) => void waits.push(milliseconds) }
      const random = { bytes: (count: number) => randomBytes(count) }
      const composed = composeRemind({ ...sandbox.environment, ...settings }, { clock: sandbox.clock, random, log })
      return { deps: { ...composed, rolls: [roll], metronome }, lines, waits }
    },
    changed: (username, ago) => directory.tree.put(dnOf(username), 'pwdChangedTime', stampOf(now() - ago))
  }
}

/** GeneralizedTime in UTC, to the second. */
export const stampOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace(/\D/g, '')}Z`
