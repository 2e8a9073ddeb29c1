import { readFileSync } from 'node:fs'
import { Misconfigured } from '../../ports.ts'
import { isIn } from './filter.ts'

/**
 * The list of common passwords in a file that scripts/blocklist.ts made, read on first use. Asked with a password's plain
 * form. A list that cannot be read is an error: it must never mean that everything passes.
 */
export function createBlocklist(path: string): (plain: string) => boolean {
  let filter: Uint8Array | undefined
  return (plain) => isIn((filter ??= read(path)), plain)
}

function read(path: string): Uint8Array {
  try {
    const filter = readFileSync(path)
    if (filter.length > 0) return filter
  } catch (error) {
    throw new Misconfigured('the list of common passwords cannot be read', error)
  }
  throw new Misconfigured('the list of common passwords is empty')
}
