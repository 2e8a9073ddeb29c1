// Random ids, and the short forms under which the log may name keyed hashes.
import type { Random } from '../ports.ts'

export const token = (random: Random, bytes: number): string => Buffer.from(random.bytes(bytes)).toString('base64url')

/** Enough of a keyed hash to follow somebody through the log. */
export const identified = (hash: string): string => hash.slice(0, 16)
