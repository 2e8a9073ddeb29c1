// Commit: claim, gate, judge, look, write, look again, finish. The claim makes one caller the holder, the gate makes one flow of the
// account the last one, and everything that can go wrong after the directory was asked is settled by looking, never by guessing.
import { digest } from '../flow/code.ts'
import type { Flow, FlowSettings } from '../flow/flow.ts'
import { unpackPerson, unpackPolicy } from '../flow/padding.ts'
import { refusesClaim, type StepRefusal } from '../flow/steps.ts'
import { judge } from '../policy/judge.ts'
import { type Normalised, normalised } from '../policy/normalised.ts'
import type { Policies, Subject, Violation } from '../policy/policy.ts'
import { policyOf } from '../policy/resolve.ts'
import type { Clock, Deadline, FlowStore, Log, Random, Resetter } from '../ports.ts'
import { change } from './change.ts'
import { type ToldRule, tellViolations } from './telling.ts'
import { identified, token } from './tokens.ts'

export interface CommitDeps {
  clock: Clock
  random: Random
  log: Log
  flows: Pick<FlowStore, 'read' | 'claim' | 'gate' | 'release' | 'abandon' | 'finish'>
  stores: ReadonlyMap<string, Resetter>
  policies: Policies
  isCommon: Subject['isCommon']
  /** What the organisation calls itself: a password must not be built from it. */
  organisation: readonly string[]
  settings: FlowSettings
}

export interface CommitInput {
  flow: string
  secret: string
  grant: string
  password: string
}

export type CommitOutcome =
  | { committed: true }
  | { refusal: 'password_unacceptable'; violations: ToldRule[] }
  | { refusal: StepRefusal | 'directory_unavailable' }

/** Changes the password once for a good grant. A refused password keeps the grant, up to a number of refusals. */
export async function commit(deps: CommitDeps, input: CommitInput, deadline: Deadline): Promise<CommitOutcome> {
  const { clock, flows, settings, log } = deps
  const cookie = digest(input.secret)
  const grant = digest(input.grant)
  const holder = token(deps.random, 16)
  const now = clock.now()
  const to = { cookie, grant, commit: holder, leaseSeconds: settings.leaseSeconds, maxRefusals: settings.maxRefusals }
  const flow = await flows.claim(input.flow, to, token(deps.random, 12), now)
  if (!flow) return refuse(refusesClaim(await flows.read(input.flow, 'commit'), cookie, grant, now, settings) ?? 'out_of_order')

  const account = flow.acct === undefined ? undefined : await flows.gate(flow.acct, flow.id, flow.startedAt, now)
  if (!account) {
    await flows.release(flow.id, holder, 0, token(deps.random, 12))
    return refuse('grant_rejected')
  }
  const judged = judgedPassword(deps, flow, input.password)
  if (!judged.ok) return unacceptable(judged.violations)

  const outcome = await change(deps, flow, judged.password, deadline)
  if (outcome.kind === 'changed') return (await finish()) ? { committed: true } : refuse('out_of_order')
  if (outcome.kind === 'refused') return unacceptable(outcome.violations)
  if (outcome.kind === 'over') {
    await flows.abandon(flow.id, holder, token(deps.random, 12), clock.now())
    log('commit.rejected', { flow: flow.id, reason: outcome.reason })
    return { refusal: 'grant_rejected' }
  }
  // What may have been applied keeps its claim: the next try, or the sweep, looks before it writes.
  if (outcome.kind === 'unchanged') await flows.release(flow.id, holder, 0, token(deps.random, 12))
  log(outcome.kind === 'unknown' ? 'commit.unknown' : 'commit.failed', { flow: flow.id, fault: outcome.fault })
  return { refusal: outcome.kind === 'earlier' ? 'out_of_order' : 'directory_unavailable' }

  async function finish(): Promise<boolean> {
    const isLast = await flows.finish(input.flow, holder, token(deps.random, 12), clock.now())
    log('commit.changed', { flow: input.flow, account: identified(flow?.acct ?? '') })
    return isLast || (await flows.read(input.flow, 'commit'))?.state === 'committed'
  }

  async function unacceptable(broken: readonly Violation[]): Promise<CommitOutcome> {
    await flows.release(input.flow, holder, 1, token(deps.random, 12))
    log('commit.refused', { flow: input.flow, rules: broken.map(({ rule }) => rule).join(' ') })
    return { refusal: 'password_unacceptable', violations: tellViolations(broken, flow?.locale ?? '') }
  }

  function refuse(reason: StepRefusal): CommitOutcome {
    log('commit.rejected', { flow: input.flow, reason })
    return { refusal: reason }
  }
}

/** The password in the form that is written, or every rule that it breaks. */
function judgedPassword(deps: CommitDeps, flow: Flow, typed: string): Normalised {
  const policy = policyOf(deps.policies, unpackPolicy(flow.policy ?? ''))
  const plain = normalised(typed, policy.maxBytes)
  if (!plain.ok) return plain
  const { names } = unpackPerson(flow.person ?? '{}')
  const violations = judge(policy, plain.password, { names, organisation: deps.organisation, isCommon: deps.isCommon })
  return violations.length > 0 ? { ok: false, violations } : plain
}
