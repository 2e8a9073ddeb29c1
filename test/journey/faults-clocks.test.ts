// Functions whose clocks are two minutes apart. Each end is one stored instant, and whoever checks it goes by their own clock, to the
// millisecond and with nothing added.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { canBind, userOf } from '../contract/identity-store/directories.ts'
import { type ByHand, type Cold, type Pass, startByHand } from '../support/by-hand.ts'

const NEW = 'a whole new passphrase'
const APART = 120
/** Far enough from an end for the slowest machine. */
const WELL_BEFORE = 60

let directory: EmbeddedDirectory
let rekey: ByHand
let exact: Cold
beforeAll(async () => {
  directory = await startEmbeddedDirectory({ now: () => Date.now() })
  rekey = await startByHand(directory)
  exact = rekey.cold()
})
beforeEach(() => rekey.clock.advance(86_400))
afterAll(async () => {
  await rekey?.stop()
  await directory?.stop()
})

const codeIn = (text = ''): string => /\b\d{8}\b/.exec(text)?.[0] ?? 'no code'

async function awaiting(who: string): Promise<Pass & { code: string }> {
  const pass = await exact.start(who)
  await exact.locate(pass.flow)
  await exact.deliver(pass.flow)
  return { ...pass, code: codeIn(rekey.messages.at(-1)?.text) }
}

/** What ends, who checks it, and what they say before and after. */
interface End {
  /** The attribute that the end is stored in. */
  until: string
  begin(): Promise<Pass & { code?: string }>
  check(checker: Cold, pass: Pass & { code?: string }): Promise<unknown>
  good: unknown
  over: unknown
}

const sentAfter = async (act: () => Promise<unknown>): Promise<number> => {
  const before = rekey.messages.length
  await act()
  return rekey.messages.length - before
}

const ENDS: Record<string, End> = {
  'a code, at verify': {
    until: 'codeUntil',
    begin: () => awaiting('alice'),
    check: async (checker, pass) => (await checker.verify(pass, pass.code ?? '')).status,
    good: 200,
    over: 422
  },
  'a code, at deliver': {
    until: 'codeUntil',
    begin: async () => {
      const pass = await exact.start('alice')
      await exact.locate(pass.flow)
      return pass
    },
    check: (checker, { flow }) => sentAfter(() => checker.deliver(flow)),
    good: 1,
    over: 0
  },
  'a flow, at read': {
    until: 'expiresAt',
    begin: () => awaiting('alice'),
    check: async (checker, pass) => (await checker.read(pass)).status,
    good: 200,
    over: 410
  },
  'a flow, at a challenge': {
    until: 'expiresAt',
    begin: () => awaiting('alice'),
    check: async (checker, pass) => (await checker.challenge(pass)).status,
    good: 202,
    over: 410
  },
  'a flow, at verify': {
    until: 'expiresAt',
    begin: () => awaiting('alice'),
    // Its code has ended long before: what tells the two apart is whether the try still counts.
    check: async (checker, pass) => (await checker.verify(pass, '00000000')).status,
    good: 422,
    over: 410
  },
  'a flow, at the look-up': {
    until: 'expiresAt',
    begin: () => exact.start('alice'),
    check: async (checker, { flow }) => {
      await checker.locate(flow)
      return (await rekey.item(flow))?.['find']?.S
    },
    good: 'done',
    over: 'due'
  },
  'a grant, at commit': {
    until: 'grantUntil',
    begin: () => exact.verified('bob'),
    check: async (checker, pass) => (await checker.commit(pass, `${NEW} ${rekey.clock.now()}`)).status,
    good: 200,
    over: 410
  }
}

describe.each([APART, -APART])('a clock that is %i seconds ahead', (ahead) => {
  test.each(Object.entries(ENDS))(
    'FLT-10, 57: ends %s, at the stored instant, by its own time',
    async (_, { until, begin, check, good, over }) => {
      const checker = rekey.cold({}, ahead)
      const reach = async (flow: string, secondsBefore: number): Promise<void> => {
        const end = Number((await rekey.item(flow))?.[until]?.N)
        rekey.clock.advance((end - rekey.clock.now()) / 1000 - ahead - secondsBefore)
      }
      const early = await begin()
      await reach(early.flow, WELL_BEFORE)
      expect(await check(checker, early)).toBe(good)

      rekey.clock.advance(86_400)
      const late = await begin()
      await reach(late.flow, 0)
      expect(await check(checker, late)).toBe(over)
    }
  )
})

test('FLT-10: a commit whose clock is behind ends older flows all the same: the directory’s own marker tells', async () => {
  const behind = rekey.cold({}, -APART)
  const [proven, waiting] = [await exact.verified('grace'), await awaiting('grace')]
  rekey.clock.advance(APART / 2)
  const first = await exact.verified('grace')
  expect(await behind.commit(first, NEW)).toMatchObject({ status: 200 })
  // As the account has it, the change came before these two began.
  const { body } = await exact.verify(waiting, waiting.code)
  expect(body.state).toBe('verified')
  for (const pass of [{ ...waiting, grant: body.grant }, proven])
    expect(await exact.commit(pass, `${NEW} of another flow`)).toMatchObject({ status: 403, body: { code: 'grant_rejected' } })
  expect(await canBind(directory, userOf(directory, 'grace').dn, NEW)).toBe(true)
})
