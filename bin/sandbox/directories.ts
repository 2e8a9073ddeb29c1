// The directories that the sandbox can run with.
import { type DirectoryServer, startEmbeddedDirectory } from './directory.ts'

export const DIRECTORIES = ['embedded', 'openldap'] as const
export type DirectoryKind = (typeof DIRECTORIES)[number]

/** Named in the design, and not built. */
export const NOT_YET = ['samba', '389ds']

/** Starts a directory with the demo people. */
export async function startDirectory(kind: DirectoryKind, options: { now: () => number }): Promise<DirectoryServer> {
  if (kind === 'embedded') return startEmbeddedDirectory(options)
  const { startOpenLdap } = await import('./openldap.ts')
  return startOpenLdap()
}
