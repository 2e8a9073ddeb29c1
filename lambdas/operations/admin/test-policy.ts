// A dry run: a candidate password under a policy, for whoever writes policies. Nothing of it is kept or logged.
import type { PersonNames } from '../../flow/flow.ts'
import { type JudgingDeps, judgedPassword } from '../judging.ts'
import { type ToldRule, tellViolations } from '../telling.ts'
import { type PoliciesDeps, readPolicies } from './policies.ts'

export interface TestInput {
  policy: string
  password: string
  /** Of whom the password is to be; nobody unless told. */
  names?: { [N in keyof PersonNames]?: string[] | undefined } | undefined
  locale: string
}

export type TestOutcome = { isAcceptable: boolean; violations: ToldRule[] } | { refusal: 'not_found' }

export async function testPolicy(
  deps: PoliciesDeps & JudgingDeps,
  { policy: id, password, names, locale }: TestInput
): Promise<TestOutcome> {
  const policy = (await readPolicies(deps)).policies.find((one) => one.id === id)
  if (!policy) return { refusal: 'not_found' }
  const { username = [], given = [], family = [], mail = [] } = names ?? {}
  const judged = await judgedPassword(deps, policy, { username, given, family, mail }, password)
  return { isAcceptable: judged.ok, violations: judged.ok ? [] : tellViolations(judged.violations, locale) }
}
