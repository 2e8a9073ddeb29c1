// The directories that the sandbox can run with.
import { type DirectoryServer, startEmbeddedDirectory } from './directory.ts'

export const DIRECTORIES = ['embedded', 'openldap', 'samba', '389ds'] as const
export type DirectoryKind = (typeof DIRECTORIES)[number]

/** Starts a directory with the demo people. What a real one needs is loaded only where it is asked for. */
export async function startDirectory(kind: DirectoryKind, options: { now: () => number }): Promise<DirectoryServer> {
  switch (kind) {
    case 'embedded':
      return startEmbeddedDirectory(options)
    case 'openldap':
      return (await import('./openldap.ts')).startOpenLdap()
    case 'samba':
      return (await import('./samba.ts')).startSamba()
    case '389ds':
      return (await import('./389ds.ts')).start389ds()
  }
}
