// Answers on a grid: whatever was done for an answer, it leaves at a whole step after the request came.
import type { Metronome } from '../ports.ts'

const STEP = 1000

/** Does the work and waits, also where it fails, for the next whole second since `begun`. */
export async function onGrid<T>(metronome: Metronome, begun: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    const taken = metronome.now() - begun
    await metronome.wait(Math.max(1, Math.ceil(taken / STEP)) * STEP - taken)
  }
}
