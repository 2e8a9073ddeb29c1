// The compact form of a long list: a Bloom filter. What was put in is always found; what was not is found by mistake
// about once in a million, which costs one person one other password.
import { hash } from 'node:crypto'

/** 29 bits a value and 20 probes: one mistake in 1.1 million. */
export const BITS_PER_VALUE = 29
const PROBES = 20

/** The bit of each probe: two independent hashes give as many as are needed (Kirsch and Mitzenmacher). */
function bitsOf(value: string, size: number): (probe: number) => number {
  const digest = hash('sha256', value, 'hex')
  const first = Number.parseInt(digest.slice(0, 12), 16)
  const step = Number.parseInt(digest.slice(12, 24), 16)
  return (probe) => (first + probe * step) % size
}

/** Makes the filter of some values; the same values make the same bytes. */
export function filterOf(values: ReadonlySet<string>): Uint8Array {
  const filter = new Uint8Array(Math.ceil((values.size * BITS_PER_VALUE) / 8))
  for (const value of values) {
    const bitOf = bitsOf(value, filter.length * 8)
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = bitOf(probe)
      filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
    }
  }
  return filter
}

/** Whether a value was put into the filter, or is one of the few taken for one that was. */
export function isIn(filter: Uint8Array, value: string): boolean {
  const bitOf = bitsOf(value, filter.length * 8)
  for (let probe = 0; probe < PROBES; probe++) {
    const bit = bitOf(probe)
    if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
  }
  return true
}
