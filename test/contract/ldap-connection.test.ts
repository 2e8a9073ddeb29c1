// How the LDAP adapter treats the line to a directory: what it trusts, how long it waits, and what it says when the line breaks.
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { generate } from 'selfsigned'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../bin/sandbox/certificate.ts'
import { type DirectoryServer, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { openConnection } from '../../lambdas/adapters/ldap/connection.ts'
import { type BindIdentity, createFinder, createResetter } from '../../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { type Deadline, Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { deadlineIn } from '../support/deadline.ts'
import { type Listening, startListening } from '../support/listening.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { finderOf, resetterOf, storeOf, userOf } from './identity-store.ts'

let server: DirectoryServer
const stops: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  server = await startEmbeddedDirectory({ now: Date.now })
})
afterAll(() => server.stop())
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const soon = (): Deadline => deadlineIn(10_000)
const portOf = (url: string): number => Number(new URL(url).port)

async function proxied(host = '127.0.0.1'): Promise<{ proxy: TcpProxy; url: string }> {
  const proxy = await startTcpProxy(portOf(server.url), host)
  stops.push(proxy.stop)
  return { proxy, url: `ldaps://${host}:${proxy.port}` }
}

/** A server that does with a connection what it is told, until the test is over. */
async function listening(...what: Parameters<typeof startListening>): Promise<Listening> {
  const server = await startListening(...what)
  stops.push(server.stop)
  return server
}

async function failure(work: Promise<unknown>): Promise<Error> {
  return work.then(
    (value) => {
      throw new Error(`no failure but ${JSON.stringify(value)}`)
    },
    (error: unknown) => error as Error
  )
}

describe('what is trusted', () => {
  test('a certificate of another authority is refused, and the message names the setting', async () => {
    const { ca } = await makeCertificate()
    const error = await failure(finderOf(server, { ca }).find('alice', soon()))
    expect(error).toBeInstanceOf(Misconfigured)
    expect(error.message).toMatch(/store people.*set ca/)
  })

  test("without a ca the system's authorities count, and ours is none of them", async () => {
    const { ca: _, ...withoutCa } = storeOf(server)
    expect(await failure(createFinder(withoutCa, async () => server.search).find('alice', soon()))).toBeInstanceOf(Misconfigured)
  })

  test('TLS-1, 47: a certificate for another host is refused', async () => {
    const { url } = await proxied('127.0.0.2')
    expect((await failure(finderOf(server, { urls: [url] }).find('alice', soon()))).message).toMatch(/for another host/)
  })

  test('the name in the certificate is as good as the address', async () => {
    expect(await finderOf(server, { urls: [`ldaps://localhost:${portOf(server.url)}`] }).find('alice', soon())).toMatchObject({
      kind: 'person'
    })
  })

  test('a certificate that has run out is refused before anything is sent', async () => {
    const past = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date('2020-01-01'),
      notAfterDate: new Date('2021-01-01'),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }]
    })
    const { port, received } = await listening(createTlsServer({ cert: past.cert, key: past.private }))
    const error = await failure(finderOf(server, { urls: [`ldaps://127.0.0.1:${port}`], ca: past.cert }).find('alice', soon()))
    expect(error.message).toMatch(/not valid today: renew it/)
    expect(received).toEqual([])
  })

  test('a directory that speaks no TLS at its LDAPS address is refused', async () => {
    const { port } = await listening(createServer(), (socket) => socket.write('0\x0c\x02\x01\x01a\x07\x0a\x01\x00\x04\x00\x04\x00'))
    expect((await failure(finderOf(server, { urls: [`ldaps://127.0.0.1:${port}`] }).find('alice', soon()))).message).toMatch(
      /no TLS 1\.2 or better/
    )
  })

  test('ldap:// without StartTLS connects to nothing', async () => {
    const { port, connections } = await listening(createServer())
    expect((await failure(finderOf(server, { urls: [`ldap://127.0.0.1:${port}`] }).find('alice', soon()))).message).toMatch(
      /use ldaps:\/\/ or set startTls/
    )
    expect(connections()).toBe(0)
  })

  const START_TLS_ANSWERS = [
    { fact: 'is refused', answer: [0x30, 0x0c, 2, 1, 1, 0x78, 7, 0x0a, 1, 2, 4, 0, 4, 0], says: /offers no StartTLS/ },
    {
      fact: 'is accepted with more bytes behind',
      answer: [0x30, 0x0c, 2, 1, 1, 0x78, 7, 0x0a, 1, 0, 4, 0, 4, 0, 0x30, 0x0c, 2, 1, 3, 0x61],
      says: /tampered/
    },
    { fact: 'is answered with something else', answer: [0x16, 2, 1, 0], says: /directory is unavailable/ }
  ]
  test.each(START_TLS_ANSWERS)('where StartTLS $fact, no name and no password is sent', async ({ answer, says }) => {
    const { port, received } = await listening(createServer(), (socket) => socket.write(Buffer.from(answer)))
    const error = await failure(finderOf(server, { urls: [`ldap://127.0.0.1:${port}`], startTls: true }).find('alice', deadlineIn(1000)))
    expect(error.message).toMatch(says)
    expect(Buffer.concat(received).toString('latin1')).toBe('0\x1d\x02\x01\x01w\x18\x80\x161.3.6.1.4.1.1466.20037')
  })
})

describe('how long it waits', () => {
  test.each([
    ['before TLS', () => createServer()],
    ['after TLS', async () => createTlsServer(await makeCertificate())]
  ])('a server that accepts and then is silent %s costs no more than the deadline', async (_, make) => {
    const { port } = await listening(await make())
    const began = performance.now()
    const error = await failure(
      createFinder(storeOf(server, { urls: [`ldaps://127.0.0.1:${port}`] }), async () => server.search).find('alice', deadlineIn(300))
    )
    expect(error.message).toMatch(/directory is unavailable|set ca/)
    expect(performance.now() - began).toBeLessThan(1500)
  })

  test('nothing is begun when no time is left', async () => {
    const { proxy, url } = await proxied()
    expect(await failure(finderOf(server, { urls: [url] }).find('alice', { left: () => 0 }))).toBeInstanceOf(Unavailable)
    expect(proxy.connections()).toBe(0)
  })

  test('a directory that is not there is unavailable', async () => {
    const { port } = await listening(createServer())
    for (const stop of stops.splice(0)) await stop()
    expect(await failure(finderOf(server, { urls: [`ldaps://127.0.0.1:${port}`] }).find('alice', soon()))).toEqual(
      new Unavailable('directory')
    )
  })

  test('of several addresses the first good one answers, and is asked first from then on', async () => {
    const silent = await listening(createServer())
    const finder = finderOf(server, { urls: [`ldaps://127.0.0.1:${silent.port}`, 'ldaps://127.0.0.1:1', server.url] })
    const began = performance.now()
    expect(await finder.find('alice', soon())).toMatchObject({ kind: 'person' })
    expect(performance.now() - began).toBeLessThan(3000)
    expect(silent.connections()).toBe(1)

    const { proxy, url } = await proxied()
    const kept = finderOf(server, { urls: [`ldaps://127.0.0.1:${silent.port}`, url] })
    await kept.find('alice', soon())
    proxy.cut()
    await kept.find('alice', soon())
    expect([silent.connections(), proxy.connections()]).toEqual([2, 2])
  })

  test('51: an answer without end is cut off', async () => {
    const certificate = await makeCertificate()
    const flood = Buffer.alloc(256 * 1024, 0x41)
    const sink = await listening(createTlsServer(certificate), (socket) => {
      socket.write(Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]))
      const more = (): void => void (socket.writable && socket.write(flood, more))
      more()
    })
    const before = process.memoryUsage().rss
    const began = performance.now()
    const store = storeOf(server, { urls: [`ldaps://127.0.0.1:${sink.port}`], ca: certificate.ca })
    expect(await failure(createFinder(store, async () => server.search).find('alice', soon()))).toBeInstanceOf(Unavailable)
    expect(performance.now() - began).toBeLessThan(4000)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })
})

describe('one connection, kept', () => {
  test('many searches at once share one connection', async () => {
    const { proxy, url } = await proxied()
    const finder = finderOf(server, { urls: [url] })
    const names = server.users.map(({ username }) => username)
    const found = await Promise.all(names.map((name) => finder.find(name, soon())))
    expect(found.map((one) => one.kind === 'person' && one.person.names.username[0])).toEqual(names)
    await finder.find('alice', soon())
    expect(proxy.connections()).toBe(1)
  })

  test('after a cut the next searches open one new connection and are authenticated on it', async () => {
    const { proxy, url } = await proxied()
    const finder = finderOf(server, { urls: [url] })
    await finder.find('alice', soon())
    for (let round = 0; round < 3; round += 1) {
      proxy.cut()
      const found = await Promise.all(['alice', 'bob', 'carol', 'nobody'].map((name) => finder.find(name, soon())))
      expect(found.map(({ kind }) => kind)).toEqual(['person', 'person', 'person', 'none'])
    }
    expect(proxy.connections()).toBe(4)
  })

  test('TLS-5: a connection that is cut between two questions of one operation is not silently opened again, without a bind', async () => {
    const { proxy, url } = await proxied()
    const connection = await openConnection({ url, startTls: false, ca: server.ca }, 3000)
    const { bindDn, password } = server.search
    const operation = connection.run(5000, async (client) => {
      await client.bind(bindDn, password)
      proxy.cut()
      while (client.isConnected) await new Promise((resolve) => setImmediate(resolve))
      return client.search(server.baseDn)
    })
    expect((await failure(operation)).message).toBe('the connection was cut')
    expect(connection.isOpen).toBe(false)
    expect(proxy.connections()).toBe(1)
  })

  test('a kept connection that has gone deaf costs one wait, not the lookup', async () => {
    const { proxy, url } = await proxied()
    const finder = finderOf(server, { urls: [url] })
    await finder.find('alice', soon())
    proxy.lose('requests')
    const asking = finder.find('alice', deadlineIn(12_000))
    setTimeout(() => proxy.lose('nothing'), 1000)
    expect(await asking).toMatchObject({ kind: 'person' })
    expect(proxy.connections()).toBe(2)
  })

  test('TLS-5: a write goes to an authenticated connection, before and after a cut', async () => {
    const { proxy, url } = await proxied()
    const { dn } = userOf(server, 'frank')
    const resetter = resetterOf(server, { urls: [url] })
    for (const password of ['first new passphrase', 'second new passphrase']) {
      expect(await resetter.setPassword(dn, password, soon())).toEqual({ kind: 'changed' })
      expect(await resetter.proves(dn, password, soon())).toBe(true)
      proxy.cut()
      expect(await resetter.read('', dn, soon())).toBeUndefined()
    }
    expect(proxy.connections()).toBe(5)
  })
})

describe('a write without an answer', () => {
  const NEW = 'a whole new passphrase'
  const written = async (lose: 'answers' | 'requests', then: (proxy: TcpProxy) => void, left: number) => {
    const { proxy, url } = await proxied()
    const { dn } = userOf(server, 'carol')
    const password = `${NEW} ${lose} ${left}`
    const resetter = resetterOf(server, { urls: [url] })
    await resetter.read('', dn, soon())
    proxy.lose(lose)
    const writing = resetter.setPassword(dn, password, deadlineIn(left))
    setTimeout(() => then(proxy), 200)
    return { write: await writing, isApplied: await resetterOf(server).proves(dn, password, soon()) }
  }

  test('is unknown where it was applied and its answer lost', async () => {
    expect(await written('answers', () => {}, 600)).toEqual({ write: { kind: 'unknown' }, isApplied: true })
  })

  test('is unknown where it never arrived', async () => {
    expect(await written('requests', () => {}, 600)).toEqual({ write: { kind: 'unknown' }, isApplied: false })
  })

  test('is unknown where the line was cut', async () => {
    expect(await written('answers', (proxy) => proxy.cut(), 5000)).toEqual({ write: { kind: 'unknown' }, isApplied: true })
  })

  test('is unavailable where nothing could be sent', async () => {
    const resetter = resetterOf(server, { urls: ['ldaps://127.0.0.1:1'] })
    expect(await failure(resetter.setPassword(userOf(server, 'carol').dn, NEW, soon()))).toBeInstanceOf(Unavailable)
    expect(await failure(resetter.proves(userOf(server, 'carol').dn, NEW, soon()))).toBeInstanceOf(Unavailable)
  })
})

describe('our own credentials', () => {
  const finderWith = (store: StoreConfig, ...identities: BindIdentity[]) => {
    const asked: (boolean | undefined)[] = []
    const finder = createFinder(store, async (again) => {
      asked.push(again)
      return identities[Math.min(asked.length, identities.length) - 1] as BindIdentity
    })
    return { finder, asked }
  }

  test('a password that was changed in the directory is fetched again, once', async () => {
    const { finder, asked } = finderWith(storeOf(server), { ...server.search, password: 'the one before' }, server.search)
    expect(await finder.find('alice', soon())).toMatchObject({ kind: 'person' })
    expect(asked).toEqual([undefined, true])
  })

  test('where the new one is refused too, the error names the fix and holds neither', async () => {
    const { finder, asked } = finderWith(
      storeOf(server),
      { ...server.search, password: 'canary-one' },
      { ...server.search, password: 'canary-two' }
    )
    const error = await failure(finder.find('alice', soon()))
    expect(error).toBeInstanceOf(Misconfigured)
    expect(error.message).toBe(
      'store people: the directory answered 49: put the current bindDn and password of the search identity into its secret'
    )
    expect(asked).toEqual([undefined, true])
    for (let part: unknown = error; part instanceof Error; part = part.cause)
      expect(`${part.stack} ${JSON.stringify(part)}`).not.toContain('canary')
  })

  test('the same password is not tried twice', async () => {
    const { proxy, url } = await proxied()
    const { finder } = finderWith(storeOf(server, { urls: [url] }), { ...server.search, password: 'the one before' })
    await failure(finder.find('alice', soon()))
    expect(proxy.connections()).toBe(1)
  })

  test.each([{ password: '' }, { bindDn: '' }])('an identity with %j connects to nothing', async (part) => {
    const { proxy, url } = await proxied()
    const { finder } = finderWith(storeOf(server, { urls: [url] }), { ...server.search, ...part })
    expect((await failure(finder.find('alice', soon()))).message).toMatch(/holds no bindDn or no password/)
    expect(proxy.connections()).toBe(0)
  })

  test('a secret that cannot be had is told as it is', async () => {
    const down = new Unavailable('secrets')
    const resetter = createResetter(storeOf(server), () => Promise.reject(down))
    expect(await failure(resetter.read('x', 'y', soon()))).toBe(down)
  })
})
