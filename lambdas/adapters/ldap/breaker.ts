// Which of a store's addresses are worth trying. One that failed several times in a row is left alone for a while, so that a directory
// that is down costs those who come next nothing; then one caller tries it for all.
import type { Misconfigured, Unavailable } from '../../ports.ts'

/** Why an address was of no use, in our words. */
export type Fault = Unavailable | Misconfigured

export interface Breaker {
  /** All addresses, the most promising first: fewest failures in a row, then the one that answered last, then as configured. */
  order(): string[]
  /** Why not to try an address now; undefined where it may be tried. After a pause only the first who asks may. */
  refuses(url: string): Fault | undefined
  answered(url: string): void
  failed(url: string, fault: Fault): void
}

/** Failures in a row after which an address is left alone, and for how long. */
export const FAILURES = 3
export const PAUSE_MS = 10_000

interface Standing {
  failures: number
  fault?: Fault
  /** Left alone until then. */
  until: number
}

/** Remembers one standing for each address, and nothing else. */
export function createBreaker(urls: readonly string[], now: () => number): Breaker {
  const standings = new Map<string, Standing>(urls.map((url) => [url, { failures: 0, until: 0 }]))
  const failuresOf = (url: string): number => standings.get(url)?.failures ?? 0
  let lastGood: string | undefined
  return {
    order: () => urls.toSorted((a, b) => failuresOf(a) - failuresOf(b) || Number(b === lastGood) - Number(a === lastGood)),

    refuses(url) {
      const standing = standings.get(url)
      if (!standing?.fault || standing.failures < FAILURES) return undefined
      if (now() < standing.until) return standing.fault
      // Whoever is let through never has to say so: the next one is let through after another pause.
      standing.until = now() + PAUSE_MS
      return undefined
    },

    answered(url) {
      standings.set(url, { failures: 0, until: 0 })
      lastGood = url
    },

    failed(url, fault) {
      standings.set(url, { failures: failuresOf(url) + 1, fault, until: now() + PAUSE_MS })
    }
  }
}
