import { describe, expect, test } from 'vitest'
import { type Flow, MODES } from '../../lambdas/flow/flow.ts'
import { fixedOption, optionId } from '../../lambdas/flow/options.ts'
import {
  challenged,
  isAnswerable,
  isLost,
  refusesChallenge,
  refusesClaim,
  refusesCount,
  refusesRead,
  shownState,
  started,
  view
} from '../../lambdas/flow/steps.ts'
import { nextStep } from '../../lambdas/flow/windows.ts'
import { fc } from '../support/cases.ts'
import { aFlow, settings } from '../support/flows.ts'

const T0 = Date.UTC(2026, 0, 1)

/** Applies inputs in any order, deciding by the guards alone, and remembers what was proven. */
class World {
  now = T0
  flow: Flow
  codeWasRight = false
  grantWasRight = false
  counted = 0
  constructor(mode: Flow['mode'], now = T0) {
    this.now = now
    this.flow = aFlow({ mode }, now)
  }
  locate(isReal: boolean) {
    if (this.flow.find !== 'due' || this.flow.expiresAt <= this.now) return
    this.flow = {
      ...this.flow,
      find: 'done',
      reach: isReal ? 'yes' : 'nay',
      acct: 'acct',
      shownAt: nextStep(this.flow.startedAt, this.now)
    }
  }
  deliver() {
    if (this.flow.work === 'send' && this.flow.reach === 'yes') this.flow = { ...this.flow, claimed: this.flow.version }
  }
  challenge() {
    if (!refusesChallenge(this.flow, 'cookie', this.now, settings))
      this.flow = challenged(this.flow, this.flow.option ?? optionId(this.flow.id, 'email'), 'kid', this.now, settings)
  }
  verify(guess: 'right' | 'old' | 'wrong', cookie: string) {
    if (refusesCount(this.flow, cookie, this.now, settings)) return
    this.flow = { ...this.flow, attempts: this.flow.attempts + 1 }
    this.counted++
    if (guess !== 'right' || !isAnswerable(this.flow, this.now)) return
    this.codeWasRight = true
    const grantUntil = this.now + settings.grantSeconds * 1000
    this.flow = { ...this.flow, state: 'verified', grant: 'grant', grantUntil, expiresAt: grantUntil, refusals: 0 }
  }
  commit(grant: string, cookie: string, isAccepted: boolean) {
    if (refusesClaim(this.flow, cookie, grant, this.now, settings)) return
    this.grantWasRight = grant === 'grant'
    this.flow = isAccepted
      ? { ...this.flow, state: 'committed' }
      : { ...this.flow, state: 'verified', refusals: (this.flow.refusals ?? 0) + 1 }
  }
}

const cookies = fc.constantFrom('cookie', 'cookie', 'cookie', 'other')
const guesses = fc.constantFrom('right' as const, 'right' as const, 'old' as const, 'wrong' as const)
const inputs = fc.oneof(
  fc.record({ do: fc.constant('advance' as const), seconds: fc.integer({ min: 0, max: 200 }) }),
  fc.record({ do: fc.constant('locate' as const), isReal: fc.boolean() }),
  fc.record({ do: fc.constant('deliver' as const) }),
  fc.record({ do: fc.constant('challenge' as const) }),
  fc.record({ do: fc.constant('verify' as const), guess: guesses, cookie: cookies }),
  fc.record({ do: fc.constant('commit' as const), grant: fc.constantFrom('grant', 'wrong'), cookie: cookies, isAccepted: fc.boolean() })
)

function play(world: World, input: typeof inputs extends fc.Arbitrary<infer I> ? I : never) {
  switch (input.do) {
    case 'advance':
      world.now += input.seconds * 1000
      return
    case 'locate':
      return world.locate(input.isReal)
    case 'deliver':
      return world.deliver()
    case 'challenge':
      return world.challenge()
    case 'verify':
      return world.verify(input.guess, input.cookie)
    case 'commit':
      return world.commit(input.grant, input.cookie, input.isAccepted)
  }
}

describe('the state machine', () => {
  test('1, RAC-8: no order of inputs reaches verified without the right code, or committed without the grant', () => {
    let verified = 0
    let committed = 0
    fc.assert(
      fc.property(fc.constantFrom(...MODES), fc.array(inputs, { minLength: 10, maxLength: 40 }), (mode, sequence) => {
        const world = new World(mode)
        for (const input of sequence) {
          play(world, input)
          if (world.flow.state === 'verified') expect(world.codeWasRight).toBe(true)
          if (world.flow.state === 'committed') expect(world.codeWasRight && world.grantWasRight).toBe(true)
          if (world.flow.reach === 'nay') expect(world.flow.state).toMatch(/^awaiting_/)
          expect(world.counted).toBeLessThanOrEqual(settings.maxAttempts)
          expect(world.flow.sends).toBeLessThanOrEqual(settings.maxSends)
          expect(world.flow.refusals ?? 0).toBeLessThanOrEqual(settings.maxRefusals)
        }
        if (world.flow.state === 'verified') verified++
        if (world.flow.state === 'committed') committed++
      }),
      { numRuns: 3_000 }
    )
    // The walk is only worth something if it gets there when it may.
    expect(verified).toBeGreaterThan(10)
    expect(committed).toBeGreaterThan(10)
  })
})

describe('a flow', () => {
  const sent = (over: Partial<Flow> = {}): Flow => ({
    ...aFlow({ mode: 'email' }, T0),
    find: 'done',
    reach: 'yes',
    acct: 'a',
    claimed: 1,
    ...over
  })

  test('has its first code on the way at once in a fixed mode, and waits for a choice in the others', () => {
    expect(started(facts('email'), T0, settings)).toMatchObject({
      state: 'awaiting_code',
      version: 1,
      sends: 1,
      gap: 120_000,
      resendAt: T0 + 60_000,
      work: 'send'
    })
    expect(started(facts('userchoose'), T0, settings)).toMatchObject({
      state: 'awaiting_choice',
      version: 0,
      sends: 0,
      gap: 60_000,
      resendAt: 0
    })
    expect(started(facts('userchoose'), T0, settings)).not.toHaveProperty('work')
  })

  test.each([
    [-1, undefined],
    [0, 'flow_expired'],
    [1, 'flow_expired']
  ])('OTP-9: ends by the clock, whatever is still stored (%i ms)', (late, refusal) => {
    const flow = sent()
    expect(refusesRead(flow, 'cookie', flow.expiresAt + late)).toBe(refusal)
    expect(refusesCount(flow, 'cookie', flow.expiresAt + late, settings)).toBe(refusal)
  })

  test.each([
    [-1, true],
    [0, false],
    [1, false]
  ])('OTP-9: takes a code until its life ends, not after (%i ms)', (late, answerable) => {
    expect(isAnswerable(sent(), (sent().codeUntil ?? 0) + late)).toBe(answerable)
  })

  test('a wrong cookie and a flow that never was are one answer', () => {
    expect(refusesRead(sent(), 'other', T0)).toBe('flow_not_found')
    expect(refusesRead(undefined, 'cookie', T0)).toBe('flow_not_found')
  })

  test('a code that was not sent, was sent to nobody, or is not the latest can never be right', () => {
    const { claimed: _, ...unsent } = sent()
    expect(isAnswerable(unsent, T0)).toBe(false)
    expect(isAnswerable(sent({ reach: 'nay' }), T0)).toBe(false)
    expect(isAnswerable(sent({ version: 2 }), T0)).toBe(false)
    expect(isAnswerable(sent(), T0)).toBe(true)
  })

  test('is locked once its attempts are used up, and a resend does not unlock it', () => {
    const flow = sent({ attempts: settings.maxAttempts })
    expect(shownState(flow, T0, settings)).toBe('locked')
    expect(refusesChallenge(flow, 'cookie', T0 + 61_000, settings)).toBe('attempts_exhausted')
    expect(challenged(sent({ attempts: 3 }), 'o', 'k', T0, settings).attempts).toBe(3)
  })

  test('waits 60 seconds for the second code, 120 for the third, and sends no fourth', () => {
    let flow = sent()
    expect(refusesChallenge(flow, 'cookie', T0 + 59_999, settings)).toBe('too_soon')
    flow = challenged(flow, 'o', 'k', T0 + 60_000, settings)
    expect(flow.resendAt).toBe(T0 + 180_000)
    expect(refusesChallenge(flow, 'cookie', T0 + 179_999, settings)).toBe('too_soon')
    flow = challenged(flow, 'o', 'k', T0 + 180_000, settings)
    expect(refusesChallenge(flow, 'cookie', T0 + 1_000_000, settings)).toBe('too_many_requests')
    expect(view(flow, T0 + 180_000, settings)).not.toHaveProperty('resendAt')
  })

  test('shows masked options on the two-second grid only', () => {
    const flow = aFlow({ mode: 'userselectchallenge' }, T0)
    expect(view(flow, T0, settings)).toMatchObject({ state: 'locating', readyAt: T0 + 2000 })
    const located: Flow = { ...flow, find: 'done', options: '[]', shownAt: nextStep(T0, T0 + 2500) }
    expect(view(located, T0 + 3999, settings)).toMatchObject({ state: 'locating', readyAt: T0 + 4000 })
    expect(view(located, T0 + 4000, settings)).toMatchObject({ state: 'awaiting_choice', options: [] })
    expect(refusesChallenge(located, 'cookie', T0 + 3999, settings)).toBe('out_of_order')
    expect(refusesChallenge(located, 'cookie', T0 + 4000, settings)).toBeUndefined()
  })

  test('calls the directory unavailable after ten seconds without an answer, for everybody alike', () => {
    const flow = aFlow({ mode: 'userselectchallenge' }, T0)
    expect(isLost(flow, T0 + 10_000)).toBe(false)
    expect(isLost(flow, T0 + 10_001)).toBe(true)
  })

  test('names no secret in what the client sees', () => {
    const seen = JSON.stringify(view(sent({ person: '{"x":1}', seed: 'seed-seed' }), T0, settings))
    for (const hidden of ['seed-seed', 'cookie', 'who', 'person', 'acct', 'reach', 'attempts']) expect(seen).not.toContain(hidden)
  })

  test('SES-6: takes a grant only when verified, or from a holder whose lease ran out', () => {
    const verified = sent({ state: 'verified', grant: 'g', grantUntil: T0 + 1000, expiresAt: T0 + 1000, refusals: 0 })
    expect(refusesClaim(verified, 'cookie', 'g', T0, settings)).toBeUndefined()
    expect(refusesClaim(verified, 'cookie', 'x', T0, settings)).toBe('grant_rejected')
    expect(refusesClaim({ ...verified, refusals: settings.maxRefusals }, 'cookie', 'g', T0, settings)).toBe('grant_rejected')
    expect(refusesClaim(verified, 'cookie', 'g', T0 + 1000, settings)).toBe('flow_expired')
    for (const state of ['awaiting_choice', 'awaiting_code', 'committed'] as const)
      expect(refusesClaim({ ...verified, state }, 'cookie', 'g', T0, settings)).toBe('out_of_order')
    const held: Flow = { ...verified, state: 'committing', lease: T0 + 500 }
    expect(refusesClaim(held, 'cookie', 'g', T0 + 500, settings)).toBe('out_of_order')
    expect(refusesClaim(held, 'cookie', 'g', T0 + 501, settings)).toBeUndefined()
  })
})

function facts(mode: Flow['mode']) {
  const option = fixedOption('flow', mode)
  const base = { id: 'flow', cookie: 'cookie', mode, who: 'w', seed: 's', locale: 'en', net: 'n', area: 'a', req: 'r', kid: 'k' }
  return option === undefined ? base : { ...base, option }
}
