import { randomUUID } from 'node:crypto'
import { DIALECTS, type Dialect, OPENLDAP } from '../../../bin/sandbox/directory/dialect.ts'
import type { PasswordPolicy } from '../../../bin/sandbox/directory/tree.ts'
import { startEmbeddedDirectory } from '../../../bin/sandbox/directory.ts'
import { type DemoEntry, ENTRIES } from '../../../bin/sandbox/people.ts'
import type { DirectoryUnderTest } from './directories.ts'

/** The embedded directory with its administrator; `like` makes it speak like another product. */
export async function embedded(like?: keyof typeof DIALECTS, policy: PasswordPolicy = {}): Promise<DirectoryUnderTest> {
  const server = await startEmbeddedDirectory({ now: Date.now, policy, ...(like ? { like } : {}) })
  const { tree } = server
  const { mustChange }: Dialect = like ? DIALECTS[like] : OPENLDAP
  return {
    server,
    rename: async (dn, to) => tree.rename(dn, to),
    remove: async (dn) => tree.remove(dn),
    recreate: async (dn) => {
      const entry = ENTRIES.find((one) => one.dn === dn) as DemoEntry
      tree.remove(dn)
      tree.add({ ...entry, attributes: { ...entry.attributes, entryUUID: [randomUUID()] } })
    },
    addGroup: async (dn, member) => tree.add({ dn, attributes: { objectClass: ['groupOfNames'], member } }),
    setMembers: async (dn, members) => tree.put(dn, 'member', ...members),
    demandChange: async (dn) => tree.put(dn, ...mustChange),
    stop: server.stop
  }
}
