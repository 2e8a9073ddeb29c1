// Challenge: choose, resend and switch are one write. It rises the version, so the code before it is dead.
import { digest } from '../flow/code.ts'
import type { FlowSettings, FlowView } from '../flow/flow.ts'
import { offered } from '../flow/options.ts'
import { codeUntil, refusesChallenge, type StepRefusal, view } from '../flow/steps.ts'
import type { Clock, FlowStore, Log, Random } from '../ports.ts'
import { token } from './tokens.ts'

export interface ChallengeDeps {
  clock: Clock
  random: Random
  log: Log
  flows: Pick<FlowStore, 'read' | 'challenge'>
  /** The id of the code key that new codes are derived with. */
  kid: string
  settings: FlowSettings
}

export interface ChallengeInput {
  flow: string
  secret: string
  /** Absent: the same again. */
  option?: string | undefined
}

export type ChallengeOutcome = { view: FlowView } | { refusal: StepRefusal | 'option_unknown'; retryAfter?: number }

/** Asks for a code on the chosen option. Whether the person has such a contact changes nothing that can be seen. */
export async function challenge(deps: ChallengeDeps, input: ChallengeInput): Promise<ChallengeOutcome> {
  const { clock, flows, settings } = deps
  const cookie = digest(input.secret)
  const now = clock.now()
  const flow = await flows.read(input.flow, 'flow')
  const refusal = refusesChallenge(flow, cookie, now, settings)
  if (refusal || !flow) return refuse(refusal ?? 'flow_not_found')

  const choices = offered(flow)?.map(({ id }) => id) ?? [flow.option]
  const option = input.option ?? flow.option
  if (option === undefined || !choices.includes(option)) return { refusal: 'option_unknown' }

  const to = {
    cookie,
    option,
    kid: deps.kid,
    codeUntil: codeUntil(now, settings),
    maxSends: settings.maxSends,
    maxAttempts: settings.maxAttempts,
    onlyShown: flow.mode === 'userselectchallenge'
  }
  const challenged = await flows.challenge(input.flow, to, token(deps.random, 12), now)
  if (!challenged) {
    const current = await flows.read(input.flow, 'flow')
    return refuse(refusesChallenge(current, cookie, now, settings) ?? 'too_soon')
  }
  deps.log('flow.challenged', { flow: flow.id, version: challenged.version, sends: challenged.sends })
  return { view: view(challenged, now, settings) }

  function refuse(reason: StepRefusal): ChallengeOutcome {
    deps.log('flow.challenge_refused', { flow: input.flow, reason })
    if (reason === 'too_soon') return { refusal: reason, retryAfter: Math.max(1, Math.ceil(((flow?.resendAt ?? now) - now) / 1000)) }
    return { refusal: reason }
  }
}
