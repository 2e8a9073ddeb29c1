// The sandbox's own routes, from outside.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

const get = (path: string, init?: RequestInit) => fetch(`${sandbox.url}${path}`, init)
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  get(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  })

describe('GET /sandbox/info', () => {
  test('tells everything that a test needs', async () => {
    const info = await (await get('/sandbox/info')).json()
    expect(Object.keys(info)).toEqual(['mode', 'directory', 'store', 'adminToken'])
    expect(info).toMatchObject({
      mode: 'email',
      directory: { kind: 'embedded', url: expect.stringMatching(/^ldaps:\/\/127\.0\.0\.1:\d+$/) },
      store: { kind: 'dynalite' }
    })
    expect(info.directory.users.map(({ username }: { username: string }) => username)).toEqual([
      'alice',
      'bob',
      'carol',
      'dave',
      'erin',
      'frank',
      'grace',
      'heidi',
      'heidi2',
      'oneil',
      'root'
    ])
    expect(info.directory.users[0]).toEqual({
      username: 'alice',
      dn: 'uid=alice,ou=people,dc=example,dc=com',
      password: expect.any(String),
      mail: 'alice@example.com',
      mobile: expect.any(String)
    })
  })
})

describe('messages', () => {
  test('arrive oldest first, with the time of the sandbox', async () => {
    for (const username of ['alice', 'bob', 'nobody at all']) {
      expect((await post('/v1/flows', { username })).status).toBe(202)
      await sandbox.settled()
    }
    const messages = await (await get('/sandbox/messages')).json()
    expect(messages.map(({ channel, to }: { channel: string; to: string }) => [channel, to])).toEqual([
      ['email', 'alice@example.com'],
      ['email', 'bob@example.com']
    ])
    expect(Object.keys(messages[0]).sort()).toEqual(['at', 'channel', 'html', 'subject', 'text', 'to'])
    expect(Math.abs(messages[0].at - sandbox.clock.now())).toBeLessThan(10_000)
  })

  test('are shown in a frame that may run nothing', async () => {
    const answer = await get('/sandbox/messages/0')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(await answer.text()).toContain('<')
    expect(policy).toMatch(/^sandbox allow-same-origin; default-src 'none'/)
    expect(policy).not.toContain('script')
    expect((await get('/sandbox/messages/99')).status).toBe(404)
  })
})

describe('POST /sandbox/clock', () => {
  test('moves the clock of every handler and of the Date header', async () => {
    const before = sandbox.clock.now()
    const started = await post('/v1/flows', { username: 'carol' })
    const { flow } = await started.json()
    const cookie = started.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await get(`/v1/flows/${flow}`, { headers: { cookie } })).status).toBe(200)
    const answer = await post('/sandbox/clock', { advanceSeconds: 3600 })
    expect(answer.status).toBe(200)
    const { now } = await answer.json()
    expect(now - before).toBeGreaterThanOrEqual(3_600_000)
    expect(now - before).toBeLessThan(3_660_000)
    expect(Date.parse((await get('/v1/config')).headers.get('date') ?? '')).toBeGreaterThanOrEqual(now - 1000)
    expect((await get(`/v1/flows/${flow}`, { headers: { cookie } })).status).toBe(410)
  })

  test.each([
    [{ advanceSeconds: 0 }],
    [{ advanceSeconds: -1 }],
    [{ advanceSeconds: '60' }],
    [{ advanceSeconds: null }],
    [{ advanceSeconds: 1e12 }],
    [{ advanceSeconds: 60, more: 1 }],
    [{}],
    [[60]],
    ['not JSON'],
    ['null'],
    ['{"advanceSeconds": 1e999}']
  ])('refuses %j and stays where it is', async (body) => {
    const before = sandbox.clock.now()
    const answer = await post('/sandbox/clock', body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'request_invalid', detail: expect.stringContaining('advanceSeconds') })
    expect(sandbox.clock.now() - before).toBeLessThan(1000)
  })

  test.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403]
  ])('refuses a request with %j, as a page of another site would send it', async (headers, status) => {
    const before = sandbox.clock.now()
    expect((await post('/sandbox/clock', { advanceSeconds: 60 }, headers as Record<string, string>)).status).toBe(status)
    expect(sandbox.clock.now() - before).toBeLessThan(1000)
  })

  test('takes a tool that does not say what it sends', async () => {
    expect((await post('/sandbox/clock', { advanceSeconds: 1 }, { 'content-type': 'text/plain' })).status).toBe(200)
  })

  test('takes its own page', async () => {
    const headers = { origin: sandbox.url, 'sec-fetch-site': 'same-origin' }
    expect((await post('/sandbox/clock', { advanceSeconds: 1 }, headers)).status).toBe(200)
  })

  test('is not moved by GET', async () => {
    expect((await get('/sandbox/clock')).status).toBe(405)
  })
})

describe('/v1/admin', () => {
  test.each([undefined, 'Bearer', 'Bearer wrong', 'Basic TOKEN', 'bearerTOKEN'])('refuses the authorization %s', async (authorization) => {
    const headers: Record<string, string> =
      authorization === undefined ? {} : { authorization: authorization.replace('TOKEN', sandbox.info.adminToken) }
    const answer = await get('/v1/admin/forgot-password', { headers })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  })

  test('lets the token of /sandbox/info in', async () => {
    const answer = await get('/v1/admin/nothing-here', { headers: { authorization: `Bearer ${sandbox.info.adminToken}` } })
    expect(answer.status).toBe(404)
  })
})

describe('GET /sandbox', () => {
  test('is a page under a strict policy', async () => {
    const answer = await get('/sandbox')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(answer.status).toBe(200)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    const html = await answer.text()
    expect(html).not.toMatch(/\son\w+=|\sstyle=|<script(?![^>]*\ssrc=)/i)
    for (const [, file = ''] of html.matchAll(/(?:src|href)="(\/sandbox\/[^"]+)"/g)) expect((await get(file)).status).toBe(200)
  })

  test('sends a browser to the one origin that the functions know', async () => {
    const named = sandbox.url.replace('127.0.0.1', 'localhost')
    const answer = await fetch(`${named}/?a=b`, { headers: { accept: 'text/html,*/*' }, redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `${sandbox.url}/?a=b`])
    expect((await fetch(`${named}/v1/config`)).status).toBe(200)
  })

  test.each(['/sandbox/../lambdas/config.ts', '/sandbox/inbox.css/', '/sandbox/page.ts', '/sandbox/', '/sandbox/constructor'])(
    '%s is nothing',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    }
  )
})
