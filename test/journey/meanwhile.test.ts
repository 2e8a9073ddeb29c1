// What happens in a directory while a flow is under way: it is away, an address changes, another flow is faster. A real slapd, the functions one by one.
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { administered, canBind, replaced, userOf } from '../contract/identity-store/directories.ts'
import { type ByHand, type Cold, type Pass, startByHand } from '../support/by-hand.ts'
import { startListening } from '../support/listening.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

const NEW = 'a whole new passphrase'
const POLICIES = JSON.stringify({ default: { id: 'plain', minLength: 8 } })

describe.skipIf(!hasOpenLdap())('while a flow is under way', () => {
  let directory: OpenLdapServer
  let rekey: ByHand
  let functions: Cold
  const stops: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    directory = await startOpenLdap()
    rekey = await startByHand(directory, { POLICIES })
  })
  beforeEach(() => {
    functions = rekey.cold()
    rekey.clock.advance(3600)
  })
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })
  afterAll(async () => {
    await rekey?.stop()
    await directory?.stop()
  })

  /** The functions whose directory is at this port. */
  const at = (port: number): Cold =>
    rekey.cold({ STORES: JSON.stringify(directory.stores.map((store) => ({ ...store, urls: [`ldaps://127.0.0.1:${port}`] }))) })

  const opens = (who: string, password: string): Promise<boolean> => canBind(directory, userOf(directory, who).dn, password)
  const notices = (flow: string): number => rekey.log.filter((one) => one.startsWith('notice.sent') && one.includes(flow)).length

  describe('a directory that is down at the look-up', () => {
    /** Ports behind which nobody answers, each in its own way. */
    const DOWN: [fact: string, port: () => Promise<number>][] = [
      [
        'refuses',
        async () => {
          const { port, stop } = await startListening(createServer())
          await stop()
          return port
        }
      ],
      [
        'hangs',
        async () => {
          const line = await startTcpProxy(Number(new URL(directory.url).port))
          line.lose('requests')
          stops.push(line.stop)
          return line.port
        }
      ],
      [
        'resets',
        async () => {
          const { port, stop } = await startListening(createServer(), (socket) => socket.resetAndDestroy())
          stops.push(stop)
          return port
        }
      ]
    ]
    const TIMES = /"\w+(?:At|Until)":[^,}]+/g
    const face = ({ flow, status, body }: Pass & { status: number; body: object }) => [
      status,
      JSON.stringify(body).replaceAll(flow, 'flow').replace(TIMES, '')
    ]

    test.each(DOWN)('FLT-2, 27: and %s is nobody’s business but the worker’s, which tries again', async (_, port) => {
      const down = at(await port())
      const [alice, nobody] = [await down.start('alice'), await down.start('nobody-at-all')]
      expect(alice.status).toBe(202)
      expect(face(alice)).toEqual(face(nobody))
      const sent = rekey.messages.length
      for (const { flow } of [alice, nobody]) expect(await down.locate(flow)).toEqual({ isDone: false })
      rekey.clock.advance(11)
      const read = async (pass: Pass) => face({ ...pass, ...(await down.read(pass)) })
      expect(await read(alice)).toEqual(await read(nobody))
      expect(rekey.messages.length).toBe(sent)

      expect(await functions.locate(alice.flow)).toEqual({ isDone: true })
      await functions.deliver(alice.flow)
      expect(rekey.messages.at(-1)).toMatchObject({ to: 'alice@example.com' })
      expect(rekey.messages.length).toBe(sent + 1)
    })
  })

  describe('an address that changes', () => {
    const mails = (...values: string[]): Promise<void> =>
      administered(directory, directory.administrator).change(userOf(directory, 'bob').dn, replaced('mail', ...values))
    afterEach(() => mails('bob@example.com'))
    const sentTo = (from: number): string[] => rekey.messages.slice(from).map(({ to }) => to)

    test('SES-9: before the code is sent leaves it with the old one', async () => {
      const began = rekey.messages.length
      const { flow } = await functions.start('bob')
      await functions.locate(flow)
      await mails('bob@elsewhere.example')
      await functions.deliver(flow)
      expect(sentTo(began)).toEqual(['bob@example.com'])
    })

    test('SES-9: after the code was right ends the flow, and nothing is written', async () => {
      const pass = await functions.verified('bob')
      await mails('bob@elsewhere.example')
      expect(await functions.commit(pass, NEW)).toMatchObject({ status: 403, body: { code: 'grant_rejected' } })
      expect(await opens('bob', NEW)).toBe(false)
      await mails('bob@example.com')
      expect(await functions.commit(pass, NEW)).toMatchObject({ status: 410 })
      expect(notices(pass.flow)).toBe(0)
    })

    test('SES-9: to which another is added ends nothing, and the old one hears of the change', async () => {
      const pass = await functions.verified('bob')
      await mails('bob@elsewhere.example', 'bob@example.com')
      const before = rekey.messages.length
      expect(await functions.commit(pass, NEW)).toMatchObject({ status: 200 })
      await functions.deliver(pass.flow)
      expect(sentTo(before)).toEqual(['bob@example.com'])
    })
  })

  test('REP-5, 21: a second flow that was proven too is refused once the first has changed the password', async () => {
    const first = await functions.verified('grace')
    rekey.clock.advance(1)
    const second = await functions.verified('grace')
    expect(await functions.commit(first, 'the first passphrase of two')).toMatchObject({ status: 200 })
    expect(await functions.commit(second, 'the second passphrase of two')).toMatchObject({ status: 403, body: { code: 'grant_rejected' } })
    expect([await opens('grace', 'the first passphrase of two'), await opens('grace', 'the second passphrase of two')]).toEqual([
      true,
      false
    ])
  })

  test('PWD-3: a password typed in pieces opens as it is composed, and nothing is folded further', async () => {
    const decomposed = 'Zu\u0308rich, e\u0301te\u0301 \u1112\u1161\u11ab, \ufb01n'
    const composed = decomposed.normalize('NFC')
    expect(composed).not.toBe(decomposed)
    expect(await functions.commit(await functions.verified('alice'), decomposed)).toMatchObject({ status: 200 })
    expect(await opens('alice', composed)).toBe(true)
    expect([await opens('alice', decomposed), await opens('alice', composed.normalize('NFKC'))]).toEqual([false, false])
  })
})
