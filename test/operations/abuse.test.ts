// What strangers can do to somebody by asking in their name, over and over: little, and not for long.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { canBind, userOf } from '../contract/identity-store/directories.ts'
import { type ByHand, type Cold, type Pass, startByHand } from '../support/by-hand.ts'
import { aNewcomer } from '../support/newcomer.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const HOUR = 3600
const NEW = 'a whole new passphrase'

let directory: EmbeddedDirectory
let rekey: ByHand
beforeEach(async () => {
  directory = await startEmbeddedDirectory({ now: () => Date.now() })
  // The defaults of a deployment.
  rekey = await startByHand(directory, { LIMITS: '{}', POLICIES: JSON.stringify({ default: { id: 'plain', minLength: 8 } }) })
  // Early in a day, so that no counter's hour or day ends under the test.
  rekey.clock.advance(86_400 - ((rekey.clock.now() / 1000) % 86_400) + 60)
})
afterEach(async () => {
  await rekey?.stop()
  await directory?.stop()
})

const codeIn = (text = ''): string => /\b\d{8}\b/.exec(text)?.[0] ?? 'no code'

/** Starts, and has the workers do what follows; how it was answered, and how many messages left. */
async function asked(functions: Cold, who: string, from: string): Promise<Pass & { status: number; sent: number }> {
  const before = rekey.messages.length
  const pass = await functions.start(who, from)
  if (pass.status !== 202) return { ...pass, sent: 0 }
  await functions.locate(pass.flow)
  await functions.deliver(pass.flow)
  return { ...pass, sent: rekey.messages.length - before }
}

describe.each([
  ['sms', { mobile: '+12025550199' }],
  ['email', { mail: 'everybody@example.com' }]
])('fifty accounts with one address for %s', (MODE, address) => {
  const addressOf = (index: number): string => `198.51.100.${index + 1}`
  const accounts = Array.from({ length: 50 }, (_, index) => `sharer${index}`)

  test('DEL-2: get five messages an hour and ten a day between them, from however many addresses they are asked for', async () => {
    for (const username of accounts) aNewcomer(directory, username, address)
    const functions = rekey.cold({ MODE })
    const sent: number[] = []
    for (let hour = 0; hour < 3; hour += 1) {
      let messages = 0
      for (const [index, who] of accounts.entries()) {
        const { status, sent: left } = await asked(functions, who, addressOf(index))
        expect(status).toBe(202)
        messages += left
      }
      sent.push(messages)
      rekey.clock.advance(HOUR)
    }
    expect(sent).toEqual([5, 5, 0])
    expect(new Set(rekey.messages.map(({ to }) => to))).toEqual(new Set(Object.values(address)))
  })

  test('DEL-2: get seven a day between them where one address asks', async () => {
    for (const username of accounts) aNewcomer(directory, username, address)
    const functions = rekey.cold({ MODE })
    const sent: number[] = []
    for (let hour = 0; hour < 3; hour += 1) {
      let messages = 0
      for (const who of accounts.slice(hour * 8, hour * 8 + 8)) messages += (await asked(functions, who, addressOf(0))).sent
      sent.push(messages)
      rekey.clock.advance(HOUR)
    }
    expect(sent).toEqual([5, 2, 0])
  })
})

describe('a stranger who burns what somebody has', () => {
  const ALICE = { who: 'alice', home: '203.0.113.50' }
  const opensAsBefore = () => canBind(directory, userOf(directory, ALICE.who).dn, userOf(directory, ALICE.who).password)

  /** All starts that are let in, and five wrong codes for each. */
  async function burn(functions: Cold, addresses: readonly string[]): Promise<void> {
    for (const from of addresses) {
      let pass = await asked(functions, ALICE.who, from)
      while (pass.status === 202) {
        for (let tries = 0; tries < 5; tries += 1) await functions.verify(pass, '00000000')
        pass = await asked(functions, ALICE.who, from)
      }
    }
  }

  async function resets(functions: Cold): Promise<boolean> {
    const pass = await asked(functions, ALICE.who, ALICE.home)
    const { body } = pass.sent === 1 ? await functions.verify(pass, codeIn(rekey.messages.at(-1)?.text)) : { body: {} }
    return body.grant !== undefined && (await functions.commit({ ...pass, grant: body.grant }, NEW)).status === 200
  }

  test('DEL-11, 39, 40: from one address takes neither the login nor, after some hours, the recovery away, while it goes on', async () => {
    const functions = rekey.cold()
    for (let hour = 0; hour < 3; hour += 1) {
      await burn(functions, ['198.51.100.1'])
      expect(await opensAsBefore()).toBe(true)
      rekey.clock.advance(HOUR)
    }
    await burn(functions, ['198.51.100.1'])
    expect(await resets(functions)).toBe(true)
  })

  test('DEL-11, 39: from many addresses never takes the login away, and the recovery for no longer than the day', async () => {
    const functions = rekey.cold()
    const many = Array.from({ length: 12 }, (_, index) => `198.51.100.${index + 1}`)
    await burn(functions, many)
    expect(await resets(functions)).toBe(false)
    rekey.clock.advance(2 * HOUR)
    await burn(functions, many)
    expect([await resets(functions), await opensAsBefore()]).toEqual([false, true])

    rekey.clock.advance(86_400 - 2 * HOUR)
    expect(await resets(functions)).toBe(true)
  })
})
