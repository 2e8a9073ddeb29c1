// Commit: claim, gate, judge, look, write, look again, finish. The claim makes one caller the holder, the gate makes one flow of the
// account the last one, and everything that can go wrong after the directory was asked is settled by looking, never by guessing.
import { digest } from '../flow/code.ts'
import type { FlowSettings } from '../flow/flow.ts'
import { refusesClaim, type StepRefusal } from '../flow/steps.ts'
import type { Deadline, FlowStore, Resetter } from '../ports.ts'
import { change } from './change.ts'
import { type JudgingDeps, judgedPassword } from './judging.ts'
import { type CommitOutcome, type Held, type SettleDeps, settle } from './settle.ts'
import { token } from './tokens.ts'

export interface CommitDeps extends JudgingDeps, SettleDeps {
  flows: Pick<FlowStore, 'read' | 'claim' | 'gate' | 'release' | 'abandon' | 'finish'>
  stores: ReadonlyMap<string, Resetter>
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
  const held = await hold(deps, input)
  if ('refusal' in held) {
    deps.log('commit.rejected', { flow: input.flow, reason: held.refusal })
    return held
  }
  const judged = judgedPassword(deps, held.flow, input.password)
  const outcome = judged.ok
    ? await change(deps, held.flow, judged.password, deadline)
    : { kind: 'refused' as const, violations: judged.violations }
  return settle(deps, held, outcome)
}

async function hold({ clock, random, flows, settings }: CommitDeps, input: CommitInput): Promise<Held | { refusal: StepRefusal }> {
  const [cookie, grant, holder, now] = [digest(input.secret), digest(input.grant), token(random, 16), clock.now()]
  const to = { cookie, grant, commit: holder, leaseSeconds: settings.leaseSeconds, maxRefusals: settings.maxRefusals }
  const flow = await flows.claim(input.flow, to, token(random, 12), now)
  if (!flow) return { refusal: refusesClaim(await flows.read(input.flow, 'commit'), cookie, grant, now, settings) ?? 'out_of_order' }
  if (flow.acct !== undefined && (await flows.gate(flow.acct, flow.id, flow.startedAt, now))) return { flow, holder }
  await flows.release(flow.id, holder, 0, token(random, 12))
  return { refusal: 'grant_rejected' }
}
