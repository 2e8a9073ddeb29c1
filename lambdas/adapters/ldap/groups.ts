// The groups that a person is in, as far as the directory can tell: from the entry, by asking up group by group, or in one
// question that Active Directory answers for all levels.
import { type Client, EqualityFilter, ExtensibleFilter, type Filter, OrFilter } from 'ldapts'
import { normalDn } from '../../flow/dn.ts'
import type { Entry } from './entry.ts'

/** `memberOf`: what the entry says. `search`: groups that name the person, and the groups of those. `in-chain`: Active Directory. */
export type GroupReading = 'memberOf' | 'search' | 'in-chain'

export const MOST_LEVELS = 10
/** LDAP_MATCHING_RULE_IN_CHAIN (MS-ADTS 3.1.1.3.4.4.3). */
const IN_CHAIN = '1.2.840.113556.1.4.1941'
/** What a group names its members in. */
export const MEMBERS = ['member', 'uniqueMember']

/** DNs of the groups found by search. */
export async function searchedGroups(
  client: Client,
  entry: Entry,
  how: Exclude<GroupReading, 'memberOf'>,
  base: string
): Promise<string[]> {
  return how === 'in-chain' ? inChain(client, entry, base) : upwards(client, entry, base)
}

/** Without a limit of ours: beyond that, what is left out would be left out in silence, a protected group among it. The server's own is an error. */
async function ask(client: Client, base: string, filter: Filter): Promise<string[]> {
  const { searchEntries } = await client.search(base, { filter, attributes: ['1.1'], timeLimit: 5 })
  return searchEntries.map(({ dn }) => dn)
}

/** Level by level, each group once: groups may contain each other. */
async function upwards(client: Client, entry: Entry, base: string): Promise<string[]> {
  const found = new Map<string, string>()
  let level = [entry.dn]
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth += 1) {
    const filters = level.flatMap((value) => MEMBERS.map((attribute) => new EqualityFilter({ attribute, value })))
    const above = await ask(client, base, new OrFilter({ filters }))
    level = above.filter((dn) => !found.has(normalDn(dn)))
    for (const dn of level) found.set(normalDn(dn), dn)
  }
  return [...found.values()]
}

/** The primary group holds its members by number only, so it is asked for by its SID first. */
async function inChain(client: Client, entry: Entry, base: string): Promise<string[]> {
  const sid = primaryGroup(entry)
  const primary = sid ? await ask(client, base, new EqualityFilter({ attribute: 'objectSid', value: sid })) : []
  const filters = [entry.dn, ...primary].map((value) => new ExtensibleFilter({ matchType: 'member', rule: IN_CHAIN, value }))
  return [...primary, ...(await ask(client, base, new OrFilter({ filters })))]
}

/** The person's SID with the primary group's number in the place of their own. */
function primaryGroup(entry: Entry): Buffer | undefined {
  const [own, rid] = [entry.bytes('objectSid'), Number(entry.first('primaryGroupID'))]
  if (!own || own.length < 12 || !Number.isInteger(rid)) return undefined
  const sid = Buffer.from(own)
  sid.writeUInt32LE(rid, sid.length - 4)
  return sid
}
