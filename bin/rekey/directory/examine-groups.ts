// Whether the groups that the configuration names do what they are named for. A look-up cannot tell one that is misspelt, or whose members it is
// not shown, from one that nobody is in: nobody would be protected by it, and nobody held to its policy, without a word.
import {
  type GroupStanding,
  groupReadingOf,
  groupsCalled,
  isGroupOf,
  standingOf,
  type Visit
} from '../../../lambdas/adapters/ldap/survey/index.ts'
import type { StoreConfig } from '../../../lambdas/config.ts'
import type { Settings } from './deployed.ts'
import { type Finding, type Found, faultWords, findingsAbout } from './findings.ts'

/** The protected groups of a store and those that a policy is for, as one identity sees them. */
export async function examineGroups(
  { STORES, POLICIES }: Pick<Settings, 'STORES' | 'POLICIES'>,
  store: StoreConfig,
  role: 'search' | 'reset' | 'status',
  visit: Visit
): Promise<Finding[]> {
  const found = findingsAbout(`${store.id} ${role} identity`)
  const isForStore = (group: string): boolean =>
    isGroupOf(store, group) || !STORES.some((one) => isDn(group) && one !== store && isGroupOf(one, group))
  const named = [
    ...store.protectedGroups.map((group) => ({ group, what: 'protected group' })),
    ...POLICIES.groups.flatMap(({ group, policy }) => (isForStore(group) ? [{ group, what: `group of policy ${policy.id}` }] : []))
  ]
  const findings: Finding[] = []
  for (const { group, what } of named) {
    const name = `${what} ${group}`
    try {
      const dns = isDn(group) ? [group] : await groupsCalled(visit, store, group)
      const all = await Promise.all(dns.map((dn) => standingOf(visit, store, role, dn)))
      for (const standing of all.length > 0 ? all : [{ kind: 'gone' } as const])
        findings.push(judgeGroup(found, name, standing, groupReadingOf(store)))
    } catch (error) {
      findings.push(found('groups', 'problem', `${name} cannot be looked at: ${faultWords(error)}`, SEARCHING))
    }
  }
  return findings
}

const SEARCHING = 'set groupsBaseDn to a branch that holds all groups, and grant searching them by member and uniqueMember'

const isDn = (group: string): boolean => group.includes('=')

/** What a group's standing means. A group of which no member is told may still count where entries tell their own groups. */
export function judgeGroup(found: Found, what: string, standing: GroupStanding, how: ReturnType<typeof groupReadingOf>): Finding {
  switch (standing.kind) {
    case 'counts':
      return found('groups', 'ok', `${what} counts`)
    case 'gone':
      return found('groups', 'problem', `${what} is not there, or not shown`, 'look at its spelling, and grant reading it')
    case 'missed':
      return found(
        'groups',
        'problem',
        `${what} does not count for ${standing.person}, who is in it`,
        how === 'memberOf' ? 'set groups to search: the entry does not tell all of its groups' : SEARCHING
      )
    case 'empty':
      return how === 'search'
        ? found('groups', 'problem', `${what} shows no members, so it counts for nobody`, 'grant reading its member and uniqueMember')
        : found('groups', 'untold', `${what} shows no members to look at`)
    case 'nobody':
      return found('groups', 'untold', `${what} has no member whom the filter finds`)
  }
}
