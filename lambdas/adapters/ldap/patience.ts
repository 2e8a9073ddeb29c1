/** Thrown where time ran out; says nothing about whether the other side did what was asked. */
export class TimeRanOut extends Error {
  constructor() {
    super('no answer in time')
    this.name = 'TimeRanOut'
  }
}

/** Waits at most so long, then gives up for good: `giveUp` cuts what was waited for. */
export async function within<T>(milliseconds: number, work: Promise<T>, giveUp: () => void = () => {}): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TimeRanOut())
      giveUp()
    }, milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
