// An entry as it came over the wire, read without trusting how the server spells attribute names.
import type { Entry as WireEntry } from 'ldapts'

export interface Entry {
  dn: string
  /** The text values of an attribute in the directory's order; bytes that are no text are left out. */
  values(attribute: string): string[]
}

export function readEntry(wire: WireEntry): Entry {
  const byName = new Map(Object.entries(wire).map(([name, values]) => [name.toLowerCase(), [values].flat()]))
  return {
    dn: wire.dn,
    values: (attribute) =>
      (byName.get(attribute.toLowerCase()) ?? []).filter((value): value is string => typeof value === 'string' && value !== '')
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
