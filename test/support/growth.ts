// How work grows with what is read. Processor time of this thread, so that a busy machine means nothing, and a proportion of it, so that a
// slow one means nothing either.

export type Frame = readonly [start: string, end: string]

/** Four would be linear; sixteen, quadratic. */
export const LINEAR = 8

/** Below it, what is measured is the machine: systems count a thread's time in steps of several milliseconds. */
const FLOOR_MICROSECONDS = 20_000

async function microseconds(run: () => unknown): Promise<number> {
  const before = process.threadCpuUsage()
  await Promise.resolve(run()).catch(() => undefined)
  const { user, system } = process.threadCpuUsage(before)
  return Math.max(user + system, FLOOR_MICROSECONDS)
}

const ofLength = (seed: string, [start, end]: Frame, length: number): string => start + seed.repeat(Math.ceil(length / seed.length)) + end

/** How many times the work it is to read four times the text; the least of several looks. */
export async function growth(read: (text: string) => unknown, seed: string, frame: Frame, length: number): Promise<number> {
  const quietly = (text: string) => () => {
    try {
      return read(text)
    } catch {
      return undefined
    }
  }
  const [short, long] = [quietly(ofLength(seed, frame, length / 4)), quietly(ofLength(seed, frame, length))]
  let least = Number.POSITIVE_INFINITY
  for (let look = 0; look < 5 && least > LINEAR; look++) {
    const work = await microseconds(long)
    least = Math.min(least, work === FLOOR_MICROSECONDS ? 1 : work / (await microseconds(short)))
  }
  return least
}
