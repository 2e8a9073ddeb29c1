// Changes with the current password against a directory that counts what it is asked, with a metronome that only moves when it is told to.
import { randomBytes } from 'node:crypto'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { composeChange } from '../../lambdas/compose.ts'
import type { Environment } from '../../lambdas/config.ts'
import { type ChangePasswordInput, changePassword } from '../../lambdas/operations/change-password.ts'
import { deadlineIn } from './deadline.ts'
import type { Sandbox } from './sandbox.ts'

export interface OwnChanges {
  directory: EmbeddedDirectory
  deps: ReturnType<typeof composeChange>
  /** What the directory was asked since the last look: `search`, `bind`, …; binds with the name they were for. */
  asked(): string[]
  /** What was waited for since the last look, in milliseconds. */
  waits(): number[]
  /** How long the next work takes. */
  take(milliseconds: number): void
  log: string[]
  change(input: Partial<ChangePasswordInput>): ReturnType<typeof changePassword>
}

/** A function of its own, as after a cold start, beside a sandbox that holds its table and secrets. */
export async function startOwnChanges(sandbox: Sandbox, settings: Environment = {}): Promise<OwnChanges> {
  const operations: string[] = []
  const directory = await startEmbeddedDirectory({
    now: () => sandbox.clock.now(),
    onOperation: (operation, as) => operations.push(operation === 'bind' ? `bind ${as.slice(0, as.indexOf(','))}` : operation)
  })
  const log: string[] = []
  const env = { ...sandbox.environment, STORES: JSON.stringify(directory.stores), ...settings }
  const host = {
    clock: sandbox.clock,
    random: { bytes: (count: number) => randomBytes(count) },
    log: (event: string, facts?: object) => log.push(`${event} ${JSON.stringify(facts)}`)
  }
  let [time, step] = [0, 0]
  const waited: number[] = []
  const metronome = {
    now: () => {
      const now = time
      time += step
      return now
    },
    wait: async (milliseconds: number) => void waited.push(milliseconds)
  }
  const deps = { ...composeChange(env, host), metronome }
  // The search identity's own connection is there before anybody counts.
  for (const store of deps.stores) await store.glance('nobody-yet', deadlineIn(5000))
  operations.length = 0
  return {
    directory,
    deps,
    asked: () => operations.splice(0),
    waits: () => waited.splice(0),
    take: (milliseconds) => {
      step = milliseconds
    },
    log,
    change: (input) => changePassword(deps, { ...ALICE, ...input }, deadlineIn(20_000))
  }
}

const ALICE: ChangePasswordInput = {
  who: 'alice',
  current: 'alice-forgot-this-1',
  password: 'a whole new passphrase',
  languages: 'en',
  client: { prefix: '203.0.113.9', area: '203.0.113.x' }
}
