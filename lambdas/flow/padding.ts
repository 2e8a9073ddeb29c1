// Items of equal size: reading an item back takes time in proportion to its bytes, and that told real flows from decoys.
import type { PersonRecord } from './flow.ts'

/** Appends spaces until the UTF-8 length is a multiple of `step`; JSON and trimmed words read back unchanged. */
export function padded(text: string, step: number): string {
  const bytes = Buffer.byteLength(text)
  return text + ' '.repeat(Math.max(1, Math.ceil(bytes / step)) * step - bytes)
}

const PERSON_BYTES = 1024
const POLICY_BYTES = 64

/** Everything personal in one attribute. */
export const packPerson = (person: PersonRecord): string => padded(JSON.stringify(person), PERSON_BYTES)

export const unpackPerson = (text: string): PersonRecord => JSON.parse(text) as PersonRecord

/** What a decoy has in the place of a person: nobody, in the same size. */
export const packNobody = (): string => padded('{}', PERSON_BYTES)

export const packPolicy = (id: string): string => padded(id, POLICY_BYTES)

export const unpackPolicy = (text: string): string => text.trimEnd()
