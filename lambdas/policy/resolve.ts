import type { Assigned, Policies, Policy } from './policy.ts'

/** One spelling of a DN: case, and spaces beside separators, mean nothing (RFC 4514; an escaped separator is none). */
const sameForm = (dn: string): string =>
  dn
    .trim()
    .replace(/\s*(?<!\\)([,=+])\s*/g, '$1')
    .toLowerCase()

const forms = new WeakMap<Assigned, string>()

/** The form of a policy's group, found once: policies stay the same from one person to the next. */
function formOf(one: Assigned): string {
  const form = forms.get(one) ?? sameForm(one.group ?? '')
  forms.set(one, form)
  return form
}

/** The name that a DN begins with: `cn=admins,ou=groups,…` is called `admins`. */
const nameOf = (dn: string): string => /^[^=]+=((?:\\.|[^\\,+])*)/.exec(dn)?.[1] ?? dn

/** The policy for a member of these groups of a store: that of the lowest priority number, else the default. */
export function resolve(policies: Policies, groups: readonly string[], store?: string): Policy {
  const dns = groups.map(sameForm)
  const member = new Set([...dns, ...dns.map(nameOf)])
  const holds = (one: Assigned): boolean =>
    (one.store === undefined || one.store === store) && (one.group === undefined || member.has(formOf(one)))
  return policies.groups.filter(holds).toSorted((a, b) => a.priority - b.priority)[0]?.policy ?? policies.default
}

/** The policy of an id that was resolved earlier; the default where it is gone. */
export const policyOf = (policies: Policies, id: string): Policy =>
  policies.groups.find(({ policy }) => policy.id === id)?.policy ?? policies.default
