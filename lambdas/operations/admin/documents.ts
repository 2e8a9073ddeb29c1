// What every change of the administration goes through: it is made from a revision that somebody saw, under that revision as its
// condition, and it is written into the log with who made it.
import type { Clock, Documents, Log, Random } from '../../ports.ts'
import { token } from '../tokens.ts'

export interface ChangeDeps {
  clock: Clock
  random: Random
  log: Log
  documents: Documents
}

/** Who changes, and from what. */
export interface Author {
  /** Whom the gateway let in. */
  by: string
  /** The revision that was seen. */
  rev: number
}

/** A document's revision, as shown; 0 while nobody has changed what was deployed. */
export interface Revision {
  rev: number
  by?: string
  at?: number
}

export interface Conflict {
  refusal: 'version_conflict'
  /** The revision that is there now. */
  rev: number
}

type Name = Parameters<Documents['read']>[0]

/** A document with its revision, or what was deployed where nobody has changed it. */
export async function loaded<T>(documents: Documents, name: Name, deployed: T): Promise<{ value: T; revision: Revision }> {
  const stored = await documents.read(name)
  if (!stored) return { value: deployed, revision: { rev: 0 } }
  const { body, rev, by, at } = stored
  return { value: JSON.parse(body) as T, revision: { rev, by, at } }
}

/** Writes a document if it is still as the author saw it. `what` says for the log what was done to it. */
export async function saved<T>(
  { clock, random, log, documents }: ChangeDeps,
  name: Name,
  value: T,
  { by, rev }: Author,
  what: Readonly<Record<string, string>>
): Promise<Revision | Conflict> {
  const at = clock.now()
  const isOurs = await documents.replace(name, { body: JSON.stringify(value), by, at, seen: rev, req: token(random, 12) })
  if (!isOurs) return { refusal: 'version_conflict', rev: (await documents.read(name))?.rev ?? 0 }
  log('admin.changed', { ...what, by, rev: rev + 1 })
  return { rev: rev + 1, by, at }
}
