// An entry as it came over the wire, read without trusting how the server spells attribute names.
import type { Entry as WireEntry } from 'ldapts'

export interface Entry {
  dn: string
  /** The text values of an attribute in the directory's order; bytes that are no text are left out. */
  values(attribute: string): string[]
  /** The first of them. */
  first(attribute: string): string | undefined
  /** The bytes of an attribute that was asked for as bytes. */
  bytes(attribute: string): Buffer | undefined
}

export function readEntry(wire: WireEntry): Entry {
  const byName = new Map(Object.entries(wire).map(([name, values]) => [name.toLowerCase(), [values].flat()]))
  const all = (attribute: string) => byName.get(attribute.toLowerCase()) ?? []
  const values = (attribute: string) => all(attribute).filter((value): value is string => typeof value === 'string' && value !== '')
  return {
    dn: wire.dn,
    values,
    first: (attribute) => values(attribute)[0],
    bytes: (attribute) => all(attribute).find((value) => Buffer.isBuffer(value))
  }
}

const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,]\d+)?Z$/

/** Epoch milliseconds of a GeneralizedTime in UTC, to the second; undefined for anything else. */
export function timeOf(value: string | undefined): number | undefined {
  const parts = value?.match(GENERALIZED_TIME)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts.map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
}

const FILETIME_OF_1970 = 11_644_473_600_000n

/** Epoch milliseconds of Active Directory's count of 100 ns since 1601; undefined for 0 and for its word for never. */
export function fileTimeOf(value: string | undefined): number | undefined {
  if (!value || !/^\d{1,18}$/.test(value) || value === '0') return undefined
  return Number(BigInt(value) / 10_000n - FILETIME_OF_1970)
}

/** GeneralizedTime in UTC, to the second. */
export const toGeneralizedTime = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19).replace(/\D/g, '')}Z`

type Known<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Facts without those that nobody told. */
export const known = <T extends object>(facts: T): Known<T> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>
