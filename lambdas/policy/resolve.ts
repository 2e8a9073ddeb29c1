import { normalDn, normalDnAndName, normalName } from '../flow/dn.ts'
import type { Assigned, Policies, Policy } from './policy.ts'

const forms = new WeakMap<Assigned, readonly string[]>()

/** What a policy's group is compared by, a DN or a name; found once, because policies stay the same from one person to the next. */
function formsOf(one: Assigned): readonly string[] {
  const group = one.group ?? ''
  const found = forms.get(one) ?? [normalDn(group), normalName(group)]
  forms.set(one, found)
  return found
}

/** The policy for a member of these groups of a store: that of the lowest priority number, else the default. */
export function resolve(policies: Policies, groups: readonly string[], store?: string): Policy {
  const member = new Set(groups.flatMap(normalDnAndName))
  const holds = (one: Assigned): boolean =>
    (one.store === undefined || one.store === store) && (one.group === undefined || formsOf(one).some((form) => member.has(form)))
  return policies.groups.filter(holds).toSorted((a, b) => a.priority - b.priority)[0]?.policy ?? policies.default
}

/** The policy of an id that was resolved earlier; the default where it is gone. */
export const policyOf = (policies: Policies, id: string): Policy =>
  policies.groups.find(({ policy }) => policy.id === id)?.policy ?? policies.default
