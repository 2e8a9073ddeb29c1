// From the start of a flow to its proof.
import { describe, expect, test } from 'vitest'
import { MODES } from '../../../lambdas/flow/flow.ts'
import { challenged } from '../../../lambdas/flow/steps.ts'
import { STREAM_CONSUMERS } from '../../../lambdas/streams.ts'
import { aFlow, settings } from '../../support/flows.ts'
import type { Bench } from './bench.ts'
import {
  aLocated,
  aSent,
  aStarted,
  aVerified,
  challenge,
  counted,
  crowd,
  found,
  fresh,
  mark,
  NOON,
  rounds,
  SECOND,
  stored
} from './bench.ts'

export function flowTests(bench: () => Bench, races: number) {
  describe('start', () => {
    test.each(MODES)('a flow of mode %s is read back as it was started', async (mode) => {
      const { store } = bench()
      const flow = aFlow({ id: fresh('flow'), mode }, NOON)
      expect(await store.start(flow)).toBe(true)
      expect(await store.read(flow.id, 'commit')).toStrictEqual(flow)
    })

    test('an id that exists is refused and its flow stays', async () => {
      const { store } = bench()
      const flow = await aStarted(store)
      expect(await store.start({ ...flow, cookie: 'another', who: 'mallory' })).toBe(false)
      expect(await stored(store, flow.id)).toStrictEqual(flow)
    })

    test('50 parallel starts of one id have one winner', async () => {
      const { store } = bench()
      const id = fresh('flow')
      expect(counted(await crowd(50, () => store.start(aFlow({ id, cookie: fresh('cookie') }, NOON))))).toBe(1)
    })

    test('what was never started reads as undefined', async () => {
      expect(await bench().store.read(fresh('flow'), 'flow')).toBeUndefined()
    })
  })

  describe('read', () => {
    test('the flow function sees neither person, proof nor grant', async () => {
      const { store } = bench()
      const { id } = await aVerified(store)
      const seen = Object.keys((await store.read(id, 'flow')) ?? {})
      expect(seen).toEqual(expect.arrayContaining(['cookie', 'state', 'options', 'policy', 'shownAt', 'grantUntil']))
      for (const hidden of ['grant', 'person', 'reach', 'acct', 'claimed', 'marker', 'commit']) expect(seen).not.toContain(hidden)
    })

    test('the verify function sees the account and not the person', async () => {
      const { store } = bench()
      const { id, acct } = await aSent(store)
      const seen = await store.read(id, 'verify')
      expect(seen).toMatchObject({ acct, reach: 'yes', claimed: 1 })
      expect(seen).not.toHaveProperty('person')
      expect(await store.count(id, 'cookie', 5, fresh('req'), NOON)).not.toHaveProperty('person')
    })
  })

  describe('locate', () => {
    test('50 parallel look-ups have one winner, and what it found is stored', async () => {
      const { store } = bench()
      const { id } = await aStarted(store)
      const accts = await crowd(50, async () => {
        const person = found()
        return (await store.locate(id, person, fresh('req'), NOON)) ? person.acct : undefined
      })
      expect(counted(accts)).toBe(1)
      expect(await stored(store, id)).toMatchObject({ find: 'done', reach: 'yes', acct: accts.find(Boolean) })
    })

    test('a flow is located until the millisecond before it ends', async () => {
      const { store } = bench()
      const { id, expiresAt } = await aStarted(store)
      expect(await store.locate(id, found(), fresh('req'), expiresAt)).toBe(false)
      expect(await store.locate(id, found(), fresh('req'), expiresAt - 1)).toBe(true)
    })

    test('an absent flow is not located, and none comes to be', async () => {
      const { store, raw } = bench()
      expect(await store.locate('never-started', found(), fresh('req'), NOON)).toBe(false)
      expect(await raw('flow#never-started')).toBeUndefined()
    })

    test('locate and challenge at once leave a flow that deliver takes', async () => {
      const { store, raw } = bench()
      const filter = STREAM_CONSUMERS.find(({ name }) => name === 'deliver')?.filter.dynamodb.NewImage ?? {}
      await rounds(races, async (index) => {
        const { id } = await aStarted(store, { mode: 'userchoose' })
        const both = [() => store.locate(id, found(), fresh('req'), NOON), () => store.challenge(id, challenge(NOON), fresh('req'), NOON)]
        const answers = await Promise.all((index % 2 ? both : both.reverse()).map((write) => write()))
        expect(counted(answers)).toBe(2)
        const image = await raw(`flow#${id}`)
        for (const [name, { S }] of Object.entries(filter)) expect(S).toContain(image?.[name]?.S)
        expect(await store.claimCode(id, 1, fresh('event'), NOON)).toBeDefined()
      })
    })
  })

  describe('challenge', () => {
    test('makes of a flow what the pure step makes of it', async () => {
      const { store } = bench()
      const before = await aLocated(store, { mode: 'userchoose' })
      const req = fresh('req')
      await store.challenge(before.id, challenge(NOON + 5), req, NOON + 5)
      expect(await stored(store, before.id)).toStrictEqual({ ...challenged(before, 'option', 'kid', NOON + 5, settings), req })
    })

    test('50 parallel challenges send once, and then the wait doubles', async () => {
      const { store } = bench()
      const { id } = await aStarted(store, { mode: 'userchoose' })
      const ask = (now: number) => store.challenge(id, challenge(now), fresh('req'), now)
      expect(counted(await crowd(50, () => ask(NOON)))).toBe(1)
      expect(await ask(NOON + 60 * SECOND - 1)).toBeUndefined()
      expect(counted(await crowd(50, () => ask(NOON + 60 * SECOND)))).toBe(1)
      expect(await ask(NOON + 180 * SECOND - 1)).toBeUndefined()
      expect(await ask(NOON + 180 * SECOND)).toMatchObject({ version: 3, sends: 3 })
      expect(await ask(NOON + 1700 * SECOND)).toBeUndefined()
    })

    test('is refused to a wrong cookie, in an ended flow and after the last attempt', async () => {
      const { store } = bench()
      const { id, expiresAt } = await aStarted(store, { mode: 'userchoose' })
      const used = await aStarted(store, { mode: 'userchoose', attempts: 5 })
      expect(await store.challenge(id, challenge(NOON, { cookie: 'other' }), fresh('req'), NOON)).toBeUndefined()
      expect(await store.challenge(id, challenge(expiresAt), fresh('req'), expiresAt)).toBeUndefined()
      expect(await store.challenge(used.id, challenge(NOON), fresh('req'), NOON)).toBeUndefined()
      expect(await store.challenge(id, challenge(expiresAt - 1), fresh('req'), expiresAt - 1)).toBeDefined()
    })

    test('where values are shown, waits until they are', async () => {
      const { store } = bench()
      const { id } = await aStarted(store, { mode: 'userselectchallenge' })
      const ask = (now: number) => store.challenge(id, challenge(now, { onlyShown: true }), fresh('req'), now)
      expect(await ask(NOON + 2 * SECOND)).toBeUndefined()
      await store.locate(id, found(), fresh('req'), NOON)
      expect(await ask(NOON + 2 * SECOND - 1)).toBeUndefined()
      expect(await ask(NOON + 2 * SECOND)).toBeDefined()
    })

    test('does not come back from a verified flow', async () => {
      const { store } = bench()
      const { id } = await aVerified(store)
      expect(await store.challenge(id, challenge(NOON + 90 * SECOND), fresh('req'), NOON + 90 * SECOND)).toBeUndefined()
    })
  })

  describe('count', () => {
    test('200 parallel attempts are admitted five times, every time', async () => {
      const { store } = bench()
      for (let round = 0; round < 2; round++) {
        const { id } = await aSent(store)
        expect(counted(await crowd(200, () => store.count(id, 'cookie', 5, fresh('req'), NOON)))).toBe(5)
        expect(await stored(store, id)).toMatchObject({ attempts: 5 })
      }
    })

    test('a resend does not bring attempts back', async () => {
      const { store } = bench()
      const { id } = await aSent(store)
      await crowd(4, () => store.count(id, 'cookie', 5, fresh('req'), NOON))
      const later = NOON + 60 * SECOND
      await store.challenge(id, challenge(later), fresh('req'), later)
      expect(counted(await crowd(10, () => store.count(id, 'cookie', 5, fresh('req'), later)))).toBe(1)
    })

    test('a wrong cookie charges nothing', async () => {
      const { store, raw } = bench()
      const { id } = await aSent(store)
      const before = await raw(`flow#${id}`)
      expect(counted(await crowd(20, () => store.count(id, 'other', 5, fresh('req'), NOON)))).toBe(0)
      expect(await raw(`flow#${id}`)).toStrictEqual(before)
    })

    test('a flow counts until the millisecond before it ends, and only while it awaits a code', async () => {
      const { store } = bench()
      const { id, expiresAt } = await aStarted(store)
      const choosing = await aStarted(store, { mode: 'userchoose' })
      expect(await store.count(id, 'cookie', 5, fresh('req'), expiresAt)).toBeUndefined()
      expect(await store.count(id, 'cookie', 5, fresh('req'), expiresAt - 1)).toMatchObject({ attempts: 1 })
      expect(await store.count(choosing.id, 'cookie', 5, fresh('req'), NOON)).toBeUndefined()
    })
  })

  describe('idle', () => {
    test('changes nothing, also where somebody else wrote meanwhile or nothing is there', async () => {
      const { store, raw } = bench()
      const { id } = await aStarted(store)
      await store.count(id, 'cookie', 5, 'own-req', NOON)
      const before = await raw(`flow#${id}`)
      await store.idle(id, 'own-req')
      await store.idle(id, 'overtaken-req')
      await store.idle('never-started', 'own-req')
      expect(await raw(`flow#${id}`)).toStrictEqual(before)
      expect(await raw('flow#never-started')).toBeUndefined()
    })
  })

  describe('mark', () => {
    test('100 parallel right codes get one grant', async () => {
      const { store } = bench()
      const flow = await aSent(store)
      const grants = await crowd(100, async () => {
        const to = mark(flow, NOON, { grant: fresh('grant') })
        return (await store.mark(flow.id, to, fresh('req'), NOON)) ? to.grant : undefined
      })
      expect(counted(grants)).toBe(1)
      expect(await stored(store, flow.id)).toMatchObject({ state: 'verified', grant: grants.find(Boolean) })
    })

    test('moves the end of the flow to the end of the grant', async () => {
      const { store } = bench()
      const flow = await aVerified(store)
      expect(flow).toMatchObject({ state: 'verified', expiresAt: NOON + 600 * SECOND, grantUntil: NOON + 600 * SECOND, refusals: 0 })
    })

    test('RAC-7: a code and a resend at once: the old code never counts after the new one', async () => {
      const { store } = bench()
      await rounds(races, async (index) => {
        const flow = await aSent(store)
        const now = NOON + 60 * SECOND
        const both = [
          () => store.mark(flow.id, mark(flow, now), fresh('req'), now),
          () => store.challenge(flow.id, challenge(now), fresh('req'), now)
        ]
        const answers = await Promise.all((index % 2 ? both : both.reverse()).map((write) => write()))
        expect(counted(answers)).toBe(1)
      })
    })

    test('a resent code is right only once it was sent, and the old one never again', async () => {
      const { store } = bench()
      const old = await aSent(store)
      const now = NOON + 60 * SECOND
      await store.challenge(old.id, challenge(now), fresh('req'), now)
      const resent = await stored(store, old.id)
      expect(await store.mark(old.id, mark(old, now), fresh('req'), now)).toBe(false)
      expect(await store.mark(old.id, mark(resent, now), fresh('req'), now)).toBe(false)
      await store.claimCode(old.id, 2, fresh('event'), now)
      expect(await store.mark(old.id, mark(old, now), fresh('req'), now)).toBe(false)
      expect(await store.mark(old.id, mark(resent, now), fresh('req'), now)).toBe(true)
    })

    test('a decoy, an unsent code, a wrong cookie and a wrong account are never marked', async () => {
      const { store } = bench()
      const decoy = await aLocated(store, {}, { reach: 'nay' })
      const unsent = await aLocated(store)
      const sent = await aSent(store)
      const tries = [
        store.mark(decoy.id, mark(decoy, NOON), fresh('req'), NOON),
        store.mark(unsent.id, mark(unsent, NOON), fresh('req'), NOON),
        store.mark(sent.id, mark(sent, NOON, { cookie: 'other' }), fresh('req'), NOON),
        store.mark(sent.id, mark(sent, NOON, { acct: 'other' }), fresh('req'), NOON)
      ]
      expect(await Promise.all(tries)).toEqual([false, false, false, false])
    })

    test('a decoy is not marked even if it were claimed, and marking leaves nothing to send', async () => {
      const { store, set } = bench()
      const [decoy, sent] = [await aLocated(store, {}, { reach: 'nay' }), await aSent(store)]
      await set(`flow#${decoy.id}`, 'claimed', { N: '1' })
      await set(`flow#${sent.id}`, 'work', { S: 'send' })
      expect(await store.mark(decoy.id, mark(decoy, NOON), fresh('req'), NOON)).toBe(false)
      expect(await store.mark(sent.id, mark(sent, NOON), fresh('req'), NOON)).toBe(true)
      expect(await stored(store, sent.id)).not.toHaveProperty('work')
    })

    test('the request that was counted is not thereby proven', async () => {
      const { store } = bench()
      const decoy = await aLocated(store, {}, { reach: 'nay' })
      await store.count(decoy.id, 'cookie', 5, 'own-req', NOON)
      expect(await store.mark(decoy.id, mark(decoy, NOON), 'own-req', NOON)).toBe(false)
    })

    test('a code is right until the millisecond before it or its flow ends', async () => {
      const { store } = bench()
      const brief = await aSent(store, { codeUntil: NOON + 10 })
      const ending = await aSent(store, { expiresAt: NOON + 10 })
      for (const flow of [brief, ending]) {
        expect(await store.mark(flow.id, mark(flow, NOON), fresh('req'), NOON + 10)).toBe(false)
        expect(await store.mark(flow.id, mark(flow, NOON), fresh('req'), NOON + 9)).toBe(true)
      }
    })
  })
}
