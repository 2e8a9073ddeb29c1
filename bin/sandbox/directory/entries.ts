// One entry of the embedded directory: its attributes, its password under a hash, and what a search may see of them.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DemoEntry } from '../people.ts'
import type { ShownEntry } from './wire.ts'

interface Sealed {
  salt: Buffer
  hash: Buffer
}

export interface Stored {
  dn: string
  /** By lower-case name. */
  attributes: Map<string, { name: string; values: readonly string[] }>
  password?: Sealed
  /** Earlier passwords, the latest first. */
  past: Sealed[]
  /** Wrong logins in a row. */
  failures: number
}

/** Kept by the server; shown only to who asks by name (or `+`). */
const OPERATIONAL = new Set(['entryuuid', 'memberof', 'pwdchangedtime', 'pwdaccountlockedtime', 'pwdreset', 'pwdlastsuccess'])

// One round is enough: these passwords are printed on the sandbox's page.
const hashed = (salt: Buffer, password: string): Buffer => createHash('sha256').update(salt).update(password).digest()

export function seal(password: string): Sealed {
  const salt = randomBytes(16)
  return { salt, hash: hashed(salt, password) }
}

export const opens = ({ salt, hash }: Sealed, password: string): boolean => timingSafeEqual(hash, hashed(salt, password))

/** A fresh entry of the fixture. */
export function store({ dn, attributes, password }: DemoEntry): Stored {
  const present = Object.entries(attributes).filter(([, values]) => values.length > 0)
  const named = new Map(present.map(([name, values]) => [name.toLowerCase(), { name, values }]))
  return { dn, attributes: named, past: [], failures: 0, ...(password === undefined ? {} : { password: seal(password) }) }
}

export const valuesOf = (entry: Stored, attribute: string): readonly string[] => entry.attributes.get(attribute.toLowerCase())?.values ?? []

export const put = (entry: Stored, name: string, ...values: string[]): void => {
  entry.attributes.set(name.toLowerCase(), { name, values })
}

/** What a search shows: the names asked for, in lower case; none, or `*`, means everything that is not operational. */
export function shown({ dn, attributes }: Stored, asked: readonly string[]): ShownEntry {
  const wants = (name: string): boolean => {
    if (asked.includes(name)) return true
    return OPERATIONAL.has(name) ? asked.includes('+') : asked.length === 0 || asked.includes('*')
  }
  return { dn, attributes: [...attributes].filter(([key]) => wants(key)).map(([, { name, values }]) => [name, values] as const) }
}
