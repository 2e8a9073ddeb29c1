// Verify: count, charge, derive, compare, in this order and for everybody. Counting first means that parallel guesses are not free;
// doing all of it for a decoy means that time tells nothing. Only a match writes more.
import { codeFrom, codeMessage, digest, grantFor, sameCode } from '../flow/code.ts'
import type { Flow, FlowSettings } from '../flow/flow.ts'
import { unpackPolicy } from '../flow/padding.ts'
import { isAnswerable, refusesCount, type StepRefusal } from '../flow/steps.ts'
import type { AccountLimits, Clock, CodeKey, Configuration, FlowStore, Log, Random } from '../ports.ts'
import { type ToldRule, tellReset } from './telling.ts'
import { token } from './tokens.ts'

export interface VerifyDeps {
  clock: Clock
  random: Random
  log: Log
  keys: CodeKey
  flows: Pick<FlowStore, 'read' | 'count' | 'charge' | 'idle' | 'mark'>
  account: AccountLimits
  settings: FlowSettings
  configuration: Pick<Configuration, 'policies'>
}

export interface VerifyInput {
  flow: string
  secret: string
  /** As many digits as codes have. */
  code: string
}

export interface Verified {
  state: 'verified'
  grant: string
  policy: ToldRule[]
  expiresAt: number
}

export type VerifyOutcome =
  | { verified: Verified; lifeSeconds: number }
  | { refusal: 'code_rejected'; attemptsLeft: number }
  | { refusal: Exclude<StepRefusal, 'code_rejected'> }

/** Spends one attempt on a code. One refusal says wrong, stale, never sent, paused and decoy. */
export async function verify(deps: VerifyDeps, input: VerifyInput): Promise<VerifyOutcome> {
  const { clock, flows, settings, log } = deps
  const cookie = digest(input.secret)
  const req = token(deps.random, 12)
  const now = clock.now()

  const counting = flows.count(input.flow, cookie, settings.maxAttempts, req, now)
  const [flow, policies] = await Promise.all([counting, deps.configuration.policies()])
  if (!flow) {
    const refusal = refusesCount(await flows.read(input.flow, 'verify'), cookie, now, settings) ?? 'attempts_exhausted'
    log('verify.refused', { flow: input.flow, reason: refusal })
    return { refusal }
  }

  const isCharged = await chargeAccount(deps, flow, req, now)
  const mac = await deps.keys.mac(flow.kid ?? deps.keys.current, codeMessage(flow.id, flow.version, flow.option ?? '-', flow.acct ?? '-'))
  const isRight = sameCode(codeFrom(mac, settings.codeLength), input.code)

  const grant = grantFor(input.secret, flow.id, flow.version)
  const grantUntil = now + settings.grantSeconds * 1000
  if (isRight && isCharged && isAnswerable(flow, now) && flow.acct !== undefined) {
    const to = { cookie, version: flow.version, acct: flow.acct, grant: digest(grant), grantUntil }
    if (await flows.mark(flow.id, to, req, now)) {
      log('verify.accepted', { flow: flow.id, account: flow.acct })
      const policy = tellReset(policies, unpackPolicy(flow.policy ?? ''), flow.locale)
      return { verified: { state: 'verified', grant, policy, expiresAt: grantUntil }, lifeSeconds: settings.grantSeconds }
    }
  }
  log('verify.rejected', { flow: flow.id, attempts: flow.attempts })
  return { refusal: 'code_rejected', attemptsLeft: Math.max(0, settings.maxAttempts - flow.attempts) }
}

/** Charges the account, a ghost for a decoy; before anybody was looked up, two writes that change nothing take as long. */
async function chargeAccount(deps: VerifyDeps, flow: Flow, req: string, now: number): Promise<boolean> {
  if (flow.acct !== undefined) return deps.flows.charge(flow.acct, flow.net, flow.startedAt, now, deps.account)
  await deps.flows.idle(flow.id, req)
  await deps.flows.idle(flow.id, req)
  return false
}
