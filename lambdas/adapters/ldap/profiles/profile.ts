// A profile is what one kind of directory does its own way: data and two small functions. Connections know nothing of it.
import type { Client } from 'ldapts'
import type { StoreConfig } from '../../../config.ts'
import type { Violation } from '../../../policy/policy.ts'
import type { Person } from '../../../ports.ts'
import type { Entry } from '../entry.ts'

export interface Profile {
  /** The attribute that names an entry for ever. */
  guid: string
  /** What `standing` reads; asked for by name, because operational attributes come no other way. */
  attributes: readonly string[]
  standing(entry: Entry): Standing
  /** Writes the password, unlocking as the directory does; the directory's own rules that it breaks, or none. Throws any other refusal. */
  write(client: Client, dn: string, password: string, how: StoreConfig['write']): Promise<Violation[]>
}

/** What a directory says about an account, whoever it belongs to. */
export type Standing = Pick<Person, 'groups' | 'isDisabled' | 'isLocked' | 'marker' | 'lastLogin'>
