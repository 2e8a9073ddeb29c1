// Directories that should not be trusted, and directories that answer nonsense. The first are never told a name or a password; the second
// cost a bounded time and a bounded memory, and what they say is never taken for a success.
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { generate } from 'selfsigned'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Certificate, makeCertificate } from '../../bin/sandbox/certificate.ts'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { createFinder, createResetter } from '../../lambdas/adapters/ldap/index.ts'
import { parseVariables, type StoreConfig, type StoreSettings } from '../../lambdas/config.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import {
  type Asked,
  asked,
  BIND_ANSWER,
  DONE,
  ENTRY,
  EXTENDED,
  element,
  isOnlyTls,
  MODIFIED,
  message,
  REFERENCE,
  result
} from '../support/bad-answers.ts'
import { deadlineIn } from '../support/deadline.ts'
import { type Listening, startListening } from '../support/listening.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

const IDENTITY = { bindDn: 'cn=canary-name,dc=example,dc=com', password: 'canary-password' }
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
async function listening(...what: Parameters<typeof startListening>): Promise<Listening> {
  const server = await startListening(...what)
  stops.push(server.stop)
  return server
}

/** As an operator would write it down. */
function at(port: number, more: Partial<StoreSettings> = {}): StoreConfig {
  const urls = [`${more.startTls ? 'ldap' : 'ldaps'}://127.0.0.1:${port}`]
  const written: StoreSettings = { id: 'people', profile: 'openldap', baseDn: 'ou=people,dc=example,dc=com', urls, ...more }
  const [store] = parseVariables(['STORES'], { STORES: JSON.stringify([written]) }).STORES
  return store as StoreConfig
}

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    (value) => {
      throw new Error(`no failure but ${JSON.stringify(value)}`)
    },
    (error: Error) => error
  )

describe('a directory that cannot be trusted', () => {
  const DAY = 86_400_000
  const namedBy = (altName: { type: 2; value: string } | { type: 7; ip: string }) => ({
    extensions: [{ name: 'subjectAltName' as const, altNames: [altName] }]
  })

  async function selfSigned(options: Parameters<typeof generate>[1] = {}): Promise<TlsOptions & { cert: string }> {
    const made = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ...namedBy({ type: 7, ip: '127.0.0.1' }),
      ...options
    })
    return { cert: made.cert, key: made.private }
  }
  interface Show {
    options: TlsOptions
    ca?: string
  }
  const OLD: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }

  const CERTIFICATES: { fact: string; show: (good: Certificate) => Promise<Show>; says: RegExp }[] = [
    {
      fact: 'signed by an authority that nobody named',
      show: async () => ({ options: await makeCertificate() }),
      says: /set ca to the PEM of the one that signed it/
    },
    { fact: 'signed by itself', show: async () => ({ options: await selfSigned() }), says: /set ca to the PEM of the one that signed it/ },
    {
      fact: 'that has run out',
      show: async () => {
        const options = await selfSigned({ notBeforeDate: new Date(Date.now() - 9 * DAY), notAfterDate: new Date(Date.now() - DAY) })
        return { options, ca: options.cert }
      },
      says: /not valid today: renew it/
    },
    {
      fact: 'that is not valid yet',
      show: async () => {
        const options = await selfSigned({ notBeforeDate: new Date(Date.now() + DAY), notAfterDate: new Date(Date.now() + 9 * DAY) })
        return { options, ca: options.cert }
      },
      says: /not valid today: renew it/
    },
    {
      fact: 'for another host',
      show: async () => {
        const options = await selfSigned(namedBy({ type: 2, value: 'ldap.example.com' }))
        return { options, ca: options.cert }
      },
      says: /for another host: use the name that it carries in urls/
    },
    { fact: 'by TLS 1.1 only', show: async (good) => ({ options: { ...good, ...OLD }, ca: good.ca }), says: /no TLS 1\.2 or better/ }
  ]

  let good: Certificate
  beforeAll(async () => {
    good = await makeCertificate()
  })

  test.each(CERTIFICATES)(
    'TLS-1, TLS-3, 47: one that shows a certificate $fact is told nothing, and the operator what to change',
    async ({ show, says }) => {
      const { options, ca = good.ca } = await show(good)
      const server = await listening(createTlsServer(options))
      const wire = await startTcpProxy(server.port)
      stops.push(wire.stop)
      const store = at(wire.port, { ca })
      for (const error of [
        await failure(createFinder(store, async () => IDENTITY).find('alice', deadlineIn(5000))),
        await failure(createResetter(store, async () => IDENTITY).setPassword('cn=a', 'canary-new-one', deadlineIn(5000))),
        await failure(createResetter(store, async () => IDENTITY).proves('cn=a', 'canary-new-one', deadlineIn(5000)))
      ]) {
        expect(error).toBeInstanceOf(Misconfigured)
        expect(error.message).toMatch(says)
        expect(error.message).not.toContain('canary')
      }
      expect(server.received).toEqual([])
      expect(wire.sent().length).toBeGreaterThanOrEqual(3)
      for (const sent of wire.sent()) {
        expect(isOnlyTls(sent)).toBe(true)
        expect(sent.toString('latin1')).not.toContain('canary')
      }
    }
  )

  const YES = message(1, result(EXTENDED, 0))
  const STRIPPED: [fact: string, answer: Buffer, says: RegExp][] = [
    ['refuses', message(1, result(EXTENDED, 2)), /offers no StartTLS/],
    ['is unwilling', message(1, result(EXTENDED, 53)), /offers no StartTLS/],
    ['agrees, and goes on in clear', Buffer.concat([YES, message(2, result(BIND_ANSWER, 0))]), /tampered/],
    ['agrees, and then speaks no TLS', YES, /no TLS 1\.2|directory is unavailable/],
    ['answers another question', message(1, result(BIND_ANSWER, 0)), /directory is unavailable|StartTLS/],
    ['closes', Buffer.alloc(0), /directory is unavailable/],
    ['answers without end', Buffer.concat([Buffer.from([0x30, 0x84, 0x7f, 255, 255, 255]), Buffer.alloc(8192)]), /tampered/]
  ]
  test.each(STRIPPED)('TLS-2, 47: one between us and StartTLS that %s is told nothing', async (fact, answer, says) => {
    const react = (socket: Socket, bytes: Buffer): void => {
      const isFirst = bytes.includes('1.3.6.1.4.1.1466.20037')
      if (answer.length === 0) socket.destroy()
      else socket.write(isFirst ? answer : message(2, result(BIND_ANSWER, 0)))
    }
    const server = await listening(createServer(), react)
    const store = at(server.port, { ca: good.ca, startTls: true })
    const error = await failure(createFinder(store, async () => IDENTITY).find('alice', deadlineIn(1500)))
    expect([fact, error.message]).toEqual([fact, expect.stringMatching(says)])
    const sent = Buffer.concat(server.received)
    expect(isOnlyTls(sent)).toBe(true)
    expect(sent.toString('latin1')).not.toContain('canary')
  })
})

describe('a directory that answers nonsense', () => {
  let certificate: Certificate
  let elsewhere: Listening
  beforeAll(async () => {
    certificate = await makeCertificate()
  })
  beforeEach(async () => {
    elsewhere = await listening(createServer())
  })

  /** Takes every bind, and answers everything else as told. */
  const answering = (
    answer: (request: Asked, socket: Socket) => Buffer | undefined,
    bind = (request: Asked) => message(request.id, result(BIND_ANSWER, 0))
  ) =>
    listening(createTlsServer(certificate) as Server, (socket, bytes) => {
      const request = asked(bytes)
      const said = request.operation === 'bind' ? bind(request) : answer(request, socket)
      if (said && socket.writable) socket.write(said)
    })

  const referral = (): Buffer => element(0xa3, element(0x04, `ldap://127.0.0.1:${elsewhere.port}/dc=example,dc=com`))
  const dn = element(0x04, 'uid=alice,ou=people,dc=example,dc=com')
  const found = (request: Asked, ...attributes: Buffer[]): Buffer => message(request.id, element(ENTRY, dn, element(0x30, ...attributes)))
  const done = (request: Asked): Buffer => message(request.id, result(DONE, 0))

  const NONSENSE: [fact: string, answer: (request: Asked, socket: Socket) => Buffer | undefined][] = [
    ['nothing', () => undefined],
    ['a message longer than any memory', () => Buffer.from([0x30, 0x84, 0x7f, 255, 255, 255, 2, 1])],
    ['a length of eight bytes', () => Buffer.from([0x30, 0x88, 127, 255, 255, 255, 255, 255, 255, 255])],
    ['a length without end', () => Buffer.concat([Buffer.from([0x30, 0x80]), Buffer.alloc(4096)])],
    ['no BER at all', () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['zeros', () => Buffer.alloc(64 * 1024)],
    ['an empty message', () => Buffer.from([0x30, 0])],
    ['an operation that there is not', (request) => message(request.id, element(0x5f, 'x'))],
    ['the answer to another question', (request) => message(request.id, result(EXTENDED, 0))],
    ['the answer to nobody', () => message(99, result(DONE, 0))],
    ['an unsolicited notice', () => message(0, result(EXTENDED, 52, element(0x8a, '1.3.6.1.4.1.1466.20036')))],
    ['an operation longer than its message', (request) => message(request.id, Buffer.from([DONE, 0x7f, 0x0a, 1, 0]))],
    ['a code that is a text', (request) => message(request.id, element(DONE, element(0x04, 'zero'), element(0x04), element(0x04)))],
    ['controls that are none', (request) => message(request.id, result(DONE, 0), element(0xa0, element(0x04, 'x'), [0xff, 0xff]))],
    [
      'a control without end',
      (request) => message(request.id, result(DONE, 0), element(0xa0, element(0x30, Buffer.from([0x04, 0x84, 0x7f, 255, 255, 255]))))
    ],
    [
      'a bad password-policy control',
      (request) =>
        message(
          request.id,
          result(DONE, 0),
          element(0xa0, element(0x30, element(0x04, '1.3.6.1.4.1.42.2.27.8.5.1'), element(0x04, [0xff, 0xff, 0xff])))
        )
    ],
    ['an entry that is cut off', (request) => Buffer.concat([found(request).subarray(0, -3), done(request)])],
    ['an entry without a name', (request) => Buffer.concat([message(request.id, element(ENTRY)), done(request)])],
    ['a code that there is not', (request) => message(request.id, result(DONE, 123))],
    [
      'a thousand levels',
      (request) =>
        message(
          request.id,
          Array.from({ length: 1000 }).reduce<Buffer>((inner) => element(0x30, inner), Buffer.alloc(0))
        )
    ],
    ['ten thousand answers to nobody at once', () => Buffer.concat(Array.from({ length: 10_000 }, () => message(99, element(REFERENCE))))],
    [
      'a hundred thousand entries',
      (request) => Buffer.concat(Array.from({ length: 100_000 }, () => message(request.id, element(ENTRY, element(0x04), element(0x30)))))
    ]
  ]

  test.each(NONSENSE)('51: and says %s costs no more than the time there is and a few megabytes', async (fact, answer) => {
    const server = await answering(answer)
    const store = at(server.port, { ca: certificate.ca })
    const memory = process.memoryUsage().rss
    const began = performance.now()
    const finder = createFinder(store, async () => IDENTITY)
    const resetter = createResetter(store, async () => IDENTITY)
    const outcomes = await Promise.all([
      finder.find('alice', deadlineIn(700)).then(
        ({ kind }) => kind,
        (error: unknown) => error
      ),
      resetter.setPassword('cn=a', 'a whole new passphrase', deadlineIn(700)).then(
        ({ kind }) => kind,
        (error: unknown) => error
      )
    ])
    expect(performance.now() - began).toBeLessThan(5000)
    expect(process.memoryUsage().rss - memory).toBeLessThan(200 * 1024 * 1024)
    const [lookup, write] = outcomes
    // Whatever it is taken for, it is nobody.
    if (lookup !== 'none') expect([fact, lookup]).toEqual([fact, expect.any(Error)])
    if (lookup instanceof Error) expect(['Unavailable', 'Misconfigured']).toContain(lookup.name)
    if (write instanceof Error) expect(['Unavailable', 'Misconfigured']).toContain(write.name)
  })

  test('51: and answers byte by byte is given its time and no more', async () => {
    const server = await answering((request, socket) => {
      const answer = Buffer.concat([found(request), done(request)])
      let next = 0
      const timer = setInterval(() => {
        if (socket.destroyed || next >= answer.length) clearInterval(timer)
        else socket.write(answer.subarray(next, ++next))
      }, 20)
      return undefined
    })
    const finder = createFinder(at(server.port, { ca: certificate.ca }), async () => IDENTITY)
    expect(await failure(finder.find('alice', deadlineIn(600)))).toEqual(new Unavailable('directory'))
  })

  const REFERRING: [fact: string, answer: (request: Asked) => Buffer, bind?: (request: Asked) => Buffer][] = [
    ['a search', (request) => message(request.id, result(DONE, 10, referral()))],
    ['a bind', (request) => done(request), (request) => message(request.id, result(BIND_ANSWER, 10, referral()))]
  ]
  test.each(REFERRING)('48: and refers %s elsewhere is not followed, and the operator is told what to name', async (_, answer, bind) => {
    const server = await answering(answer, bind)
    const error = await failure(createFinder(at(server.port, { ca: certificate.ca }), async () => IDENTITY).find('alice', deadlineIn(2000)))
    expect(error).toBeInstanceOf(Misconfigured)
    expect(error.message).toMatch(
      /answered 10: it refers to another server: name the one that holds the entries, and may be written, in urls/
    )
    expect(elsewhere.connections()).toBe(0)
  })

  test('48: and refers a write elsewhere is not followed, and the write is no success', async () => {
    const server = await answering((request) =>
      message(request.id, result(request.operation === 'search' ? DONE : EXTENDED, 10, referral()))
    )
    const resetter = createResetter(at(server.port, { ca: certificate.ca, write: 'replace' }), async () => IDENTITY)
    const error = await failure(resetter.setPassword('cn=a', 'a whole new passphrase', deadlineIn(2000)))
    expect(error.message).toMatch(/name the one that holds the entries/)
    expect(elsewhere.connections()).toBe(0)
  })

  test('48: and adds references to what it found has found what it found', async () => {
    const attribute = (type: string, value: string): Buffer => element(0x30, element(0x04, type), element(0x31, element(0x04, value)))
    const server = await answering((request) =>
      Buffer.concat([
        message(request.id, element(REFERENCE, element(0x04, `ldap://127.0.0.1:${elsewhere.port}/dc=b`))),
        found(request, attribute('entryUUID', '00000000-0000-4000-8000-000000000001'), attribute('uid', 'alice')),
        done(request)
      ])
    )
    const finder = createFinder(at(server.port, { ca: certificate.ca }), async () => IDENTITY)
    expect(await finder.find('alice', deadlineIn(2000))).toMatchObject({ kind: 'person' })
    expect(elsewhere.connections()).toBe(0)
  })

  test('POL-7: and says that it wrote is believed by the adapter only: the look afterwards decides', async () => {
    const server = await answering((request) => (request.operation === 'search' ? done(request) : message(request.id, result(MODIFIED, 0))))
    const resetter = createResetter(at(server.port, { ca: certificate.ca, write: 'replace' }), async () => IDENTITY)
    expect(await resetter.setPassword('cn=a', 'a whole new passphrase', deadlineIn(2000))).toEqual({ kind: 'changed' })
    expect(await resetter.read('00000000-0000-4000-8000-000000000001', 'cn=a', deadlineIn(2000))).toBeUndefined()
  })
})

describe.skipIf(!hasOpenLdap())('a real server', () => {
  let slapd: OpenLdapServer
  beforeAll(async () => {
    slapd = await startOpenLdap()
  })
  afterAll(() => slapd?.stop())

  test.each(['ldaps', 'startTls'])('TLS-2: is told everything by %s, and nothing of it in clear', async (how) => {
    const startTls = how === 'startTls'
    const wire = await startTcpProxy(Number(new URL(startTls ? slapd.plainUrl : slapd.url).port))
    stops.push(wire.stop)
    const store = at(wire.port, { ca: slapd.ca, startTls })
    const { dn } = slapd.users[0] as { dn: string }
    const resetter = createResetter(store, async () => slapd.reset)
    expect(await createFinder(store, async () => slapd.search).find('alice', deadlineIn(9000))).toMatchObject({ kind: 'person' })
    expect(await resetter.setPassword(dn, `a passphrase by ${how}`, deadlineIn(9000))).toEqual({ kind: 'changed' })
    expect(await resetter.proves(dn, `a passphrase by ${how}`, deadlineIn(9000))).toBe(true)
    expect(wire.sent()).toHaveLength(3)
    for (const sent of wire.sent()) {
      expect(sent.length).toBeGreaterThan(500)
      expect(isOnlyTls(sent)).toBe(true)
      expect(sent.toString('latin1')).not.toMatch(/uid=|cn=|passphrase/)
    }
  })
})
