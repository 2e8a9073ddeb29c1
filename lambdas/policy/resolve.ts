import type { Policies, Policy } from './policy.ts'

/** One spelling of a DN: case, and spaces beside separators, mean nothing (RFC 4514; an escaped separator is none). */
const sameForm = (dn: string): string =>
  dn
    .trim()
    .replace(/\s*(?<!\\)([,=+])\s*/g, '$1')
    .toLowerCase()

/** The policy for a member of these groups: that of the lowest priority number, else the default. */
export function resolve(policies: Policies, groups: readonly string[]): Policy {
  const member = new Set(groups.map(sameForm))
  const applying = policies.groups.filter(({ group }) => member.has(sameForm(group)))
  return applying.toSorted((a, b) => a.priority - b.priority)[0]?.policy ?? policies.default
}

/** The policy of an id that was resolved earlier; the default where it is gone. */
export const policyOf = (policies: Policies, id: string): Policy =>
  policies.groups.find(({ policy }) => policy.id === id)?.policy ?? policies.default
