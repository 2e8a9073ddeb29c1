// What opens a flow cannot be guessed: as long as it must be, and as random as the machine's own source.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { systemHost } from '../../lambdas/adapters/host/index.ts'
import { create as createFlow } from '../../lambdas/handlers/flow.ts'
import { token } from '../../lambdas/operations/tokens.ts'
import { type ByHand, startByHand } from '../support/by-hand.ts'
import { aContext, anEvent } from '../support/events.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let directory: EmbeddedDirectory
let rekey: ByHand
beforeAll(async () => {
  directory = await startEmbeddedDirectory({ now: () => Date.now() })
  rekey = await startByHand(directory)
})
afterAll(async () => {
  await rekey?.stop()
  await directory?.stop()
})

const bytesIn = (text: string): number => {
  expect(text).toMatch(/^[\w-]+$/)
  return Buffer.from(text, 'base64url').length
}

test('SES-2: of 100,000 tokens none is like another, and each of their 256 bits is as often set as not', () => {
  const COUNT = 100_000
  const seen = new Set<string>()
  const set = new Array<number>(256).fill(0)
  for (let made = 0; made < COUNT; made += 1) {
    const text = token(systemHost.random, 32)
    seen.add(text)
    const bytes = Buffer.from(text, 'base64url')
    for (let bit = 0; bit < set.length; bit += 1) if (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) set[bit] = (set[bit] ?? 0) + 1
  }
  expect(seen.size).toBe(COUNT)
  // Ten standard deviations: no luck is as bad as that, and a bit that is not random is far outside.
  const most = 10 * Math.sqrt(COUNT / 4)
  expect(set.filter((times) => Math.abs(times - COUNT / 2) > most)).toEqual([])
})

test('SES-2: a started flow has a cookie of 256 bits and an id of 128, and what proves its code has 256', async () => {
  const start = createFlow(rekey.environment, { ...systemHost, log: () => {} })
  const cookies = new Set<string>()
  const ids = new Set<string>()
  const STARTS = 50
  for (let started = 0; started < STARTS; started += 1) {
    const event = anEvent({
      method: 'POST',
      resource: '/v1/flows',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'alice' })
    })
    const { headers, body } = await start(event, aContext())
    const cookie = /^__Host-rekey=([^;]*)/.exec(String(headers?.['set-cookie']))?.[1] ?? ''
    const { flow } = JSON.parse(body) as { flow: string }
    expect([bytesIn(cookie), bytesIn(flow)]).toEqual([32, 16])
    cookies.add(cookie)
    ids.add(flow)
  }
  expect([cookies.size, ids.size]).toEqual([STARTS, STARTS])

  const { grant } = await rekey.cold().verified('bob')
  expect(bytesIn(grant)).toBe(32)
})
