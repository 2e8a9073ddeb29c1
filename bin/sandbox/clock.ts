import type { Clock } from '../../lambdas/ports.ts'

/** The one clock of a sandbox: it ticks like any other, and can be moved forward. */
export interface SandboxClock extends Clock {
  advance(seconds: number): void
}

export function createClock(): SandboxClock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance: (seconds) => {
      ahead += Math.round(seconds * 1000)
    }
  }
}
