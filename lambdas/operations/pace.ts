// Pace: work that nobody waits for leaves room for work that somebody does.
import type { Metronome } from '../ports.ts'

export interface Pace {
  /** Resolves once what was spent is made up for. */
  turn(): Promise<void>
  spend(count: number): void
}

/** Lets one through in so many milliseconds, on average. */
export function createPace(metronome: Metronome, milliseconds: number): Pace {
  let free = metronome.now()
  return {
    async turn() {
      const ahead = free - metronome.now()
      if (ahead > 0) await metronome.wait(ahead)
    },
    spend(count) {
      free = Math.max(free, metronome.now()) + count * milliseconds
    }
  }
}
