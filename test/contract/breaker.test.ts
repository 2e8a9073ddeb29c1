// An address that fails is left alone for a while: what waits for a directory that is down waits once, not every time.
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../bin/sandbox/certificate.ts'
import { type DirectoryServer, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { createBreaker, FAILURES, PAUSE_MS } from '../../lambdas/adapters/ldap/breaker.ts'
import { createFinder } from '../../lambdas/adapters/ldap/index.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { deadlineIn } from '../support/deadline.ts'
import { type Listening, startListening } from '../support/listening.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { soon, storeOf } from './identity-store.ts'

const [A, B, C] = ['ldaps://a', 'ldaps://b', 'ldaps://c']
const DOWN = new Unavailable('directory')

describe('the breaker', () => {
  let now = 0
  const breakerOf = (...urls: string[]) => createBreaker(urls, () => now)
  const fail = (breaker: ReturnType<typeof breakerOf>, url: string, times: number) => {
    for (let time = 0; time < times; time += 1) breaker.failed(url, DOWN)
  }

  test('asks in the configured order, and first who answered last', () => {
    const breaker = breakerOf(A, B, C)
    expect(breaker.order()).toEqual([A, B, C])
    breaker.answered(B)
    expect(breaker.order()).toEqual([B, A, C])
  })

  test('asks those that fail less first', () => {
    const breaker = breakerOf(A, B, C)
    breaker.answered(A)
    fail(breaker, A, 2)
    fail(breaker, B, 1)
    expect(breaker.order()).toEqual([C, B, A])
  })

  test('refuses an address after so many failures in a row, with the reason of the last', () => {
    const breaker = breakerOf(A)
    fail(breaker, A, FAILURES - 1)
    expect(breaker.refuses(A)).toBeUndefined()
    const last = new Misconfigured('set ca')
    breaker.failed(A, last)
    expect(breaker.refuses(A)).toBe(last)
  })

  test('an answer in between begins the count again', () => {
    const breaker = breakerOf(A)
    fail(breaker, A, FAILURES - 1)
    breaker.answered(A)
    fail(breaker, A, FAILURES - 1)
    expect(breaker.refuses(A)).toBeUndefined()
  })

  test('after a pause one is let through, and the others with its answer', () => {
    const breaker = breakerOf(A)
    fail(breaker, A, FAILURES)
    now += PAUSE_MS
    expect([1, 2, 3].map(() => breaker.refuses(A))).toEqual([undefined, DOWN, DOWN])
    breaker.answered(A)
    expect([1, 2, 3].map(() => breaker.refuses(A))).toEqual([undefined, undefined, undefined])
  })

  test('whoever was let through and never came back holds nobody up for longer than another pause', () => {
    const breaker = breakerOf(A)
    fail(breaker, A, FAILURES)
    now += PAUSE_MS
    breaker.refuses(A)
    now += PAUSE_MS
    expect(breaker.refuses(A)).toBeUndefined()
  })

  test('a failed try begins another pause', () => {
    const breaker = breakerOf(A)
    fail(breaker, A, FAILURES)
    now += PAUSE_MS
    breaker.refuses(A)
    breaker.failed(A, DOWN)
    now += PAUSE_MS - 1
    expect(breaker.refuses(A)).toBe(DOWN)
  })
})

describe('a finder behind it', () => {
  let server: DirectoryServer
  const stops: (() => Promise<unknown>)[] = []
  let now = 0
  beforeAll(async () => {
    server = await startEmbeddedDirectory({ now: Date.now })
  })
  afterAll(() => server.stop())
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  async function refusing(): Promise<Listening> {
    const bad = await startListening(createServer((socket) => void socket.destroy()))
    stops.push(bad.stop)
    return bad
  }
  const finderAt = (urls: string[], ca = server.ca) =>
    createFinder(
      storeOf(server, { urls, ca }),
      async () => server.search,
      () => now
    )
  const outcome = (finder: ReturnType<typeof finderAt>, deadline = soon()) =>
    finder.find('alice', deadline).then(
      ({ kind }) => kind,
      (error: Error) => error.message
    )

  test('stops connecting to a directory that is down, tries it once after a pause, and again when it is back', async () => {
    const bad = await refusing()
    const finder = finderAt([`ldaps://127.0.0.1:${bad.port}`])
    for (let call = 0; call < 10; call += 1) expect(await outcome(finder)).toBe('directory is unavailable')
    expect(bad.connections()).toBe(FAILURES)
    now += PAUSE_MS
    for (let call = 0; call < 10; call += 1) await outcome(finder)
    expect(bad.connections()).toBe(FAILURES + 1)
  })

  test('goes on to the next address, and comes back to the first when that one is the only one left', async () => {
    const good = await startTcpProxy(Number(new URL(server.url).port))
    const bad = await refusing()
    stops.push(good.stop)
    const finder = finderAt([`ldaps://127.0.0.1:${bad.port}`, `ldaps://127.0.0.1:${good.port}`])
    for (let call = 0; call < 10; call += 1) {
      expect(await outcome(finder)).toBe('person')
      good.cut()
    }
    expect([bad.connections(), good.connections()]).toEqual([1, 10])
    await good.stop()
    for (let call = 0; call < 10; call += 1) expect(await outcome(finder)).toBe('directory is unavailable')
    expect(bad.connections()).toBe(FAILURES)
  })

  test('goes on telling what to change', async () => {
    const { ca } = await makeCertificate()
    const finder = finderAt([server.url], ca)
    for (let call = 0; call < 5; call += 1) expect(await outcome(finder)).toMatch(/store people.*set ca/)
  })

  test('does not hold it against an address that its caller had no time', async () => {
    const silent = await startListening(createServer())
    stops.push(silent.stop)
    const finder = finderAt([`ldaps://127.0.0.1:${silent.port}`])
    // Calls that overlap share an opening.
    for (let call = 0; call < 4 * FAILURES; call += 1) await outcome(finder, deadlineIn(20))
    expect(silent.connections()).toBeGreaterThan(FAILURES)
  })

  test('does not hold a refused bind against an address', async () => {
    const line = await startTcpProxy(Number(new URL(server.url).port))
    stops.push(line.stop)
    const store = storeOf(server, { urls: [`ldaps://127.0.0.1:${line.port}`] })
    const finder = createFinder(
      store,
      async () => ({ ...server.search, password: 'the one before' }),
      () => now
    )
    for (let call = 0; call < FAILURES + 2; call += 1) expect(await outcome(finder)).toMatch(/answered 49/)
    expect(line.connections()).toBe(FAILURES + 2)
  })

  test('leaves an address that takes a bind and then is silent, for the next one', async () => {
    const deaf = await startTcpProxy(Number(new URL(server.url).port))
    stops.push(deaf.stop)
    const finder = finderAt([`ldaps://127.0.0.1:${deaf.port}`, server.url])
    expect(await outcome(finder)).toBe('person')
    deaf.lose('answers')
    expect(await outcome(finder, deadlineIn(15_000))).toBe('person')
    expect(deaf.connections()).toBe(1)
  })

  test('a pile of certificates that nobody trusts is one standing for each address', async () => {
    const certificate = await makeCertificate()
    const stranger = await startListening(createTlsServer(certificate))
    stops.push(stranger.stop)
    const finder = finderAt([`ldaps://127.0.0.1:${stranger.port}`, server.url])
    expect(await outcome(finder)).toBe('person')
    expect(stranger.received).toEqual([])
  })
})
