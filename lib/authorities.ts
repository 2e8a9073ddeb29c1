// The certificates of the directories' authorities. They are too long for variables, of which a function may have 4,096 bytes in all, so they
// travel in a file beside each function that talks to directories.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Configuration } from './configuration.ts'

/** PEM by store. */
export type Authorities = Readonly<Record<string, string>>

export const AUTHORITIES = 'authorities.json'

/** Those that are given; undefined where every store trusts the system's. */
export function authoritiesOf({ stores }: Pick<Configuration, 'stores'>): Authorities | undefined {
  const given = stores.flatMap(({ id, ca }) => (ca === undefined ? [] : [[id, ca] as const]))
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

/** Puts them into a function's folder. */
export const addAuthorities = (folder: string, authorities: Authorities): void =>
  writeFileSync(join(folder, AUTHORITIES), JSON.stringify(authorities))
