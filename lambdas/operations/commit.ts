// Commit: claim, gate, look, judge, write, look again, remember, finish. The claim makes one caller the holder, the gate makes one flow of the
// account the last one, and everything that can go wrong after the directory was asked is settled by looking, never by guessing.
import { digest } from '../flow/code.ts'
import type { FlowSettings } from '../flow/flow.ts'
import { refusesClaim, type StepRefusal } from '../flow/steps.ts'
import { attributesIn } from '../policy/attributes.ts'
import { normalised } from '../policy/normalised.ts'
import type { Policy } from '../policy/policy.ts'
import { resolve } from '../policy/resolve.ts'
import { ageOf, termsOf } from '../policy/terms.ts'
import type { Configuration, Deadline, FlowStore, Person, Resetter } from '../ports.ts'
import { change, type Typed } from './change.ts'
import { type HistoryDeps, historyOf } from './history.ts'
import { type JudgingDeps, judgedPassword } from './judging.ts'
import { type CommitOutcome, type Held, type SettleDeps, settle } from './settle.ts'
import { token } from './tokens.ts'

export interface CommitDeps extends JudgingDeps, HistoryDeps, SettleDeps {
  flows: Pick<FlowStore, 'read' | 'claim' | 'gate' | 'release' | 'abandon' | 'finish' | 'remember'>
  stores: ReadonlyMap<string, Resetter>
  configuration: Pick<Configuration, 'policies'>
  settings: FlowSettings
}

export interface CommitInput {
  flow: string
  secret: string
  grant: string
  password: string
}

/** Changes the password once for a good grant. A refused password keeps the grant, up to a number of refusals. */
export async function commit(deps: CommitDeps, input: CommitInput, deadline: Deadline): Promise<CommitOutcome> {
  // Before the claim: a fault here must not leave the flow claimed.
  const policies = await deps.configuration.policies()
  const held = await hold(deps, input)
  if ('refusal' in held) {
    deps.log('commit.rejected', { flow: input.flow, reason: held.refusal })
    return held
  }
  // By the groups of this moment: what was told after the code may be a policy that has changed since.
  const history = historyOf(deps, held)
  const judge: Typed['judge'] = async (entry, { store, names }) => {
    const policy = resolve(policies, entry.groups, store)
    const now = deps.clock.now()
    const judged = await judgedPassword(deps, policy, names, input.password, async (password) => ({
      lastUsed: await history.lastUsed(policy, password, entry),
      ...factsOf(policy, entry, now)
    }))
    return { ...judged, terms: termsOf(policy, now) }
  }
  const outcome = await change(deps, held.flow, { plain: normalised(input.password, Infinity), judge }, deadline, attributesIn(policies))
  // Only what the directory accepted, and before the flow is finished: afterwards nothing would come back to it.
  if (outcome.kind === 'changed') await history.remember()
  return settle(deps, held, outcome)
}

/** What the entry says that the policy asks about. */
const factsOf = (policy: Policy, { changedAt, attributes }: Person, now: number) => ({
  age: policy.minAgeAppliesToReset && changedAt !== undefined ? ageOf(changedAt, now) : undefined,
  ...(attributes === undefined ? {} : { attributes })
})

async function hold({ clock, random, flows, settings }: CommitDeps, input: CommitInput): Promise<Held | { refusal: StepRefusal }> {
  const [cookie, grant, holder, now] = [digest(input.secret), digest(input.grant), token(random, 16), clock.now()]
  const to = { cookie, grant, commit: holder, leaseSeconds: settings.leaseSeconds, maxRefusals: settings.maxRefusals }
  const flow = await flows.claim(input.flow, to, token(random, 12), now)
  if (!flow) return { refusal: refusesClaim(await flows.read(input.flow, 'commit'), cookie, grant, now, settings) ?? 'out_of_order' }
  const account = flow.acct === undefined ? undefined : await flows.gate(flow.acct, flow.id, flow.startedAt, now)
  if (account) return { flow, holder, account }
  await flows.release(flow.id, holder, 0, token(random, 12))
  return { refusal: 'grant_rejected' }
}
