// How an entry is named for ever: as text, or as 16 bytes that are told and asked for as text.
import { EqualityFilter } from 'ldapts'
import type { Entry } from './entry.ts'

export interface Guid {
  attribute: string
  /** `uuid`: bytes in the order in which they are written. `guid`: the first three groups are little-endian (MS-DTYP 2.3.4). */
  kind: 'text' | 'uuid' | 'guid'
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The first three groups turned round; the same both ways. */
function turned(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy.subarray(0, 4).reverse()
  copy.subarray(4, 6).reverse()
  copy.subarray(6, 8).reverse()
  return copy
}

/** The id of an entry as text; undefined where it was not shown. */
export function guidOf(entry: Entry, { attribute, kind }: Guid): string | undefined {
  if (kind === 'text') return entry.first(attribute)
  const bytes = entry.bytes(attribute)
  if (bytes?.length !== 16) return undefined
  const hex = (kind === 'guid' ? turned(bytes) : bytes).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The filter that finds the entry of an id; undefined for what is none. */
export function guidFilter(id: string, { attribute, kind }: Guid): EqualityFilter | undefined {
  if (kind === 'text') return new EqualityFilter({ attribute, value: id })
  if (!UUID.test(id)) return undefined
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return new EqualityFilter({ attribute, value: kind === 'guid' ? turned(bytes) : bytes })
}
