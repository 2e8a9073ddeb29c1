// The same rules in the page: what the person is told, ticked off while they type. The page knows neither names nor lists; of rules that
// need those it says nothing, and the server has the last word.
import { judge } from './judge.ts'
import { normalised } from './normalised.ts'
import { NOBODY, type Policy, type RuleName, type RuleView } from './policy.ts'
import { RULES } from './rules.ts'

/** A told rule, with what a page can say of it: undefined where only the server can judge. */
export type Check = RuleView & { isKept: boolean | undefined }

const known = new WeakMap<readonly RuleView[], Policy>()

/** As much of a policy as can be judged from what was told of it: the same one each time, so that it is made ready once. */
export function toldPolicy(views: readonly RuleView[]): Policy {
  const policy = known.get(views) ?? policyIn(views)
  known.set(views, policy)
  return policy
}

function policyIn(views: readonly RuleView[]): Policy {
  const told = views.flatMap(({ rule, params }) => {
    const known = Object.hasOwn(RULES, rule) ? RULES[rule as RuleName].told : undefined
    return known ? [[rule, known(params)]] : []
  })
  return { id: 'told', ...Object.fromEntries(told) }
}

/** Every told rule, in its order, against what was typed so far. */
export function checklist(views: readonly RuleView[], typed: string): Check[] {
  const policy = toldPolicy(views)
  const form = normalised(typed)
  const broken = new Set((form.ok ? judge(policy, form.password, NOBODY) : []).map(({ rule }) => rule))
  return views.map((view) => ({ ...view, isKept: form.ok && Object.hasOwn(policy, view.rule) ? !broken.has(view.rule) : undefined }))
}
