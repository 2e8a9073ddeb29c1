// Chance for what is suggested, in even measure.

/** Where chance comes from: the port's Random fits, and so does a browser's getRandomValues. */
export interface Chance {
  bytes(count: number): Uint8Array
}

/** Draws a whole number from 0 to below another. */
export type Pick = (below: number) => number

/** Every number is as likely: what would make some likelier is drawn again. */
export function picking(random: Chance): Pick {
  return (below) => {
    const span = Math.max(1, below)
    const end = 2 ** 32 - (2 ** 32 % span)
    for (;;) {
      const drawn = random.bytes(4).reduce((number, byte) => number * 256 + byte, 0)
      if (drawn < end) return drawn % span
    }
  }
}

/** The same things in an order of chance, drawn one by one as they are asked for. */
export function* drawnFrom<T>(items: readonly T[], pick: Pick): Generator<T, undefined> {
  const left = [...items]
  while (left.length > 0) {
    const at = pick(left.length)
    const [one, last] = [left[at] as T, left.pop() as T]
    if (at < left.length) left[at] = last
    yield one
  }
}

export const shuffled = <T>(items: readonly T[], pick: Pick): T[] => [...drawnFrom(items, pick)]
