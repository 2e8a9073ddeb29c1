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

/** The same things in an order of chance. */
export function shuffled<T>(items: readonly T[], pick: Pick): T[] {
  const all = [...items]
  for (let last = all.length - 1; last > 0; last--) {
    const other = pick(last + 1)
    const [one, two] = [all[last] as T, all[other] as T]
    all[last] = two
    all[other] = one
  }
  return all
}
