// What was started and has to be stopped, in reverse order, also when the start of another part failed meanwhile.

export interface Parts {
  /** Remembers a part that is being started. */
  add<T>(starting: Promise<T>, stop: (part: T) => Promise<void>): Promise<T>
  /** Remembers something to be done at the end. */
  later(stop: () => Promise<void>): void
  stop(): Promise<void>
}

export function createParts(): Parts {
  const stops: (() => Promise<void>)[] = []
  return {
    add: (starting, stop) => {
      stops.unshift(() => starting.then(stop, () => {}))
      return starting
    },
    later: (stop) => void stops.unshift(stop),
    stop: async () => {
      for (const stop of stops.splice(0)) await stop()
    }
  }
}
