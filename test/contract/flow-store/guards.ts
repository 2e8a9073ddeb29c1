// The guards of flow/steps.ts say why a step is refused; the store's conditions decide that it is. Random walks hold the two together.
import { expect, test } from 'vitest'
import type { Flow } from '../../../lambdas/flow/flow.ts'
import { MODES } from '../../../lambdas/flow/flow.ts'
import { challenged, isAnswerable, refusesChallenge, refusesClaim, refusesCount } from '../../../lambdas/flow/steps.ts'
import type { FlowStore } from '../../../lambdas/ports.ts'
import { fc } from '../../support/cases.ts'
import { settings } from '../../support/flows.ts'
import type { Bench } from './bench.ts'
import { aStarted, challenge, claim, found, fresh, mark, NOON, SECOND, stored } from './bench.ts'

interface Walker {
  store: FlowStore
  flow: Flow
  now: number
  cookie: string
  grant: string
}

/** What the guard expects, what the store did, and what the flow must have become where it was accepted. */
interface Step {
  expected: boolean
  act(req: string): Promise<unknown>
  becomes: Partial<Flow>
}

const steps = {
  challenge({ store, flow, now, cookie }: Walker): Step {
    const to = challenge(now, { cookie, onlyShown: flow.mode === 'userselectchallenge' })
    const { req: _, ...becomes } = challenged(flow, to.option, to.kid, now, settings)
    return {
      expected: refusesChallenge(flow, cookie, now, settings) === undefined,
      act: (req) => store.challenge(flow.id, to, req, now),
      becomes
    }
  },
  count: ({ store, flow, now, cookie }: Walker): Step => ({
    expected: refusesCount(flow, cookie, now, settings) === undefined,
    act: (req) => store.count(flow.id, cookie, settings.maxAttempts, req, now),
    becomes: { attempts: flow.attempts + 1 }
  }),
  mark: ({ store, flow, now, cookie }: Walker): Step => ({
    expected: isAnswerable(flow, now) && cookie === flow.cookie,
    act: (req) => store.mark(flow.id, mark(flow, now, { cookie }), req, now),
    becomes: { state: 'verified', refusals: 0 }
  }),
  claim: ({ store, flow, now, cookie, grant }: Walker): Step => ({
    expected: refusesClaim(flow, cookie, grant, now, settings) === undefined,
    act: (req) => store.claim(flow.id, claim({ cookie, grant }), req, now),
    becomes: { state: 'committing', was: flow.state }
  }),
  locate: ({ store, flow, now }: Walker): Step => ({
    expected: flow.find === 'due' && flow.expiresAt > now,
    act: (req) => store.locate(flow.id, found({ shownAt: now + SECOND }), req, now),
    becomes: { find: 'done', reach: 'yes' }
  }),
  deliver: ({ store, flow, now }: Walker): Step => ({
    expected: flow.work === 'send' && isAnswerable({ ...flow, claimed: flow.version }, now) && flow.claimed !== flow.version,
    act: () => store.claimCode(flow.id, flow.version, fresh('event'), now),
    becomes: { claimed: flow.version }
  }),
  release: ({ store, flow }: Walker): Step => ({
    expected: flow.state === 'committing',
    act: (req) => store.release(flow.id, flow.commit ?? '-', 1, req),
    becomes: { state: 'verified', refusals: (flow.refusals ?? 0) + 1 }
  }),
  finish: ({ store, flow, now }: Walker): Step => ({
    // Its holder may say so again.
    expected: flow.state === 'committing' || flow.state === 'committed',
    act: (req) => store.finish(flow.id, flow.commit ?? '-', req, now),
    becomes: { state: 'committed' }
  })
} as const

type Name = keyof typeof steps
const NAMES = Object.keys(steps) as Name[]

interface Move {
  name: Name
  /** Milliseconds that pass before it. */
  pause: number
  cookie: string
  grant: string
}

const own = (name: Name): Move => ({ name, pause: 0, cookie: 'cookie', grant: 'grant' })
const THE_WAY = (['locate', 'challenge', 'deliver', 'count', 'mark', 'claim'] as const).map(own)
// Every step once where it is accepted and once where it is not.
const THE_WHOLE_WAY = [own('finish'), ...THE_WAY, own('release'), own('claim'), own('finish'), ...NAMES.map(own)]

// On the edges of every window, and a little.
const PAUSES = [0, 0, 0, 1, SECOND, 35 * SECOND, 35 * SECOND + 1, 60 * SECOND, 120 * SECOND, 600 * SECOND]

const anyMove = fc.record<Move>({
  name: fc.constantFrom(...NAMES),
  pause: fc.constantFrom(...PAUSES),
  cookie: fc.constantFrom('cookie', 'cookie', 'cookie', 'other'),
  grant: fc.constantFrom('grant', 'grant', 'grant', 'other')
})

/** Walks begin some way along, so that they get far. */
const anyWalk = fc
  .tuple(fc.nat(THE_WAY.length), fc.array(anyMove, { maxLength: 12, size: 'max' }))
  .map(([begun, moves]) => [...THE_WAY.slice(0, begun), ...moves])

/** On a machine that is busy with other things fewer walks must do. */
const MOST = 15 * SECOND

export function guardTests(bench: () => Bench, walks: number) {
  test('the store accepts a step exactly where its guard does', async () => {
    const { store } = bench()
    const seen = new Set<string>()

    const take = async (flow: Flow, { name, cookie, grant }: Move, now: number): Promise<Flow> => {
      const { expected, act, becomes } = steps[name]({ store, flow, now, cookie, grant })
      const isAccepted = Boolean(await act(fresh('req')))
      expect(isAccepted, `${name} at ${now - NOON} ms of ${JSON.stringify(flow)}`).toBe(expected)
      const after = await stored(store, flow.id)
      if (isAccepted) expect(after).toMatchObject(becomes)
      else expect(after).toStrictEqual(flow)
      seen.add(`${name} ${isAccepted ? 'accepted' : 'refused'}`)
      return after
    }

    const property = fc.asyncProperty(fc.constantFrom(...MODES), anyWalk, async (mode, moves) => {
      let flow = await aStarted(store, { mode })
      let now = NOON
      for (const move of moves) {
        now += move.pause
        flow = await take(flow, move, now)
      }
    })
    await fc.assert(property, { numRuns: walks, interruptAfterTimeLimit: MOST, examples: [['userchoose', THE_WHOLE_WAY]] })
    expect([...seen].sort()).toEqual(NAMES.flatMap((name) => [`${name} accepted`, `${name} refused`]).sort())
  })
}
