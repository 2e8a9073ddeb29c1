// The one origin that a deployment is told: nobody else's scripts may read its answers, and no header makes it speak of another one.
import { randomBytes } from 'node:crypto'
import type { APIGatewayProxyResult } from 'aws-lambda'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { variablesFor } from '../../bin/sandbox/environment.ts'
import { create as createCommit } from '../../lambdas/handlers/commit.ts'
import { create as createFlow } from '../../lambdas/handlers/flow.ts'
import { create as createPage } from '../../lambdas/handlers/page.ts'
import { create as createVerify } from '../../lambdas/handlers/verify.ts'
import { ROUTES, type Route } from '../../lambdas/http/routes.ts'
import { administratorOf } from '../support/administrator.ts'
import { aContext, anEvent, type EventFacts } from '../support/events.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode } from '../support/visitor.ts'

const NEW = 'a passphrase of the right origin'

describe("another site's script", () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ mode: 'email', change: true })
  })
  afterAll(() => sandbox.stop())

  const concrete = ({ path }: Route): string => path.replace('{file}', 'page.css').replace(/\{\w+\}/, 'A'.repeat(22))
  const permissions = (headers: Headers): string[] => [...headers.keys()].filter((name) => name.startsWith('access-control-'))
  const token = () => ({ authorization: `Bearer ${sandbox.info.adminToken}` })

  test.each(['https://evil.example', 'null', 'http://127.0.0.1', 'chrome-extension://abcdefgh', 'https://evil.example\\@127.0.0.1'])(
    'HDR-4: from %s is let read no answer of any route, and gets no leave to ask',
    async (origin) => {
      for (const route of ROUTES as readonly Route[]) {
        const headers = { origin, 'content-type': 'application/json', cookie: `__Host-rekey=${'A'.repeat(43)}`, ...token() }
        const body = route.method === 'GET' || route.method === 'DELETE' ? null : '{}'
        const answer = await fetch(`${sandbox.url}${concrete(route)}`, { method: route.method, headers, body, redirect: 'manual' })
        expect([route.path, permissions(answer.headers)]).toEqual([route.path, []])
        if (body !== null && !route.path.startsWith('/forms/')) expect([route.path, answer.status]).toEqual([route.path, 403])
        const asked = { 'access-control-request-method': route.method, 'access-control-request-headers': 'content-type,authorization' }
        const preflight = await fetch(`${sandbox.url}${concrete(route)}`, { method: 'OPTIONS', headers: { origin, ...asked } })
        expect([route.path, preflight.ok, permissions(preflight.headers)]).toEqual([route.path, false, []])
      }
    }
  )

  test('HDR-4: finds every answer of ours kept from other origins', async () => {
    for (const path of ['/', '/assets/page.css', '/v1/config', `/v1/flows/${'A'.repeat(22)}`, '/forms/done'])
      expect((await fetch(`${sandbox.url}${path}`)).headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })
})

const EVIL = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-server': 'evil.example',
  'x-forwarded-proto': 'http',
  'x-forwarded-prefix': '//evil.example',
  'x-original-host': 'evil.example',
  'x-original-url': '//evil.example/',
  'x-rewrite-url': '//evil.example/',
  'x-host': 'evil.example',
  forwarded: 'for=198.51.100.7;host=evil.example;proto=http',
  referer: 'https://evil.example/'
}

describe.each(['email', 'sms'])('with the host of a request forged, in mode %s', (mode) => {
  let sandbox: Sandbox
  let functions: Record<'flow' | 'verify' | 'commit' | 'page', ReturnType<typeof createFlow>>
  beforeAll(async () => {
    sandbox = await startSandbox({ mode })
    const { environment, clock } = sandbox
    const host = { clock, random: { bytes: (count: number) => randomBytes(count) }, log: () => undefined }
    functions = {
      flow: createFlow(variablesFor('flow', environment), host),
      verify: createVerify(variablesFor('verify', environment), host),
      commit: createCommit(variablesFor('commit', environment), host),
      page: createPage(variablesFor('page', environment), host)
    }
  })
  afterAll(() => sandbox.stop())

  /** As the gateway would hand it over, if somebody could bring it a request for another host. */
  async function asked(name: keyof typeof functions, { headers, ...facts }: EventFacts): Promise<APIGatewayProxyResult> {
    const event = anEvent({ ...facts, headers: { 'content-type': 'application/json', ...EVIL, ...headers } })
    const path = `https://evil.example${event.path}`
    const requestContext = { ...event.requestContext, domainName: 'evil.example', domainPrefix: 'evil', path }
    const answer = await functions[name]({ ...event, path, requestContext }, aContext())
    expect(JSON.stringify(answer)).not.toContain('evil.')
    return answer
  }
  const cookieOf = ({ headers = {} }: APIGatewayProxyResult): string => String(headers['set-cookie']).split(';')[0] ?? ''

  test('HDR-5, 9: messages speak of the configured origin only, from the code to the notice', async () => {
    const username = mode === 'sms' ? 'carol' : 'bob'
    const begun = await asked('flow', { method: 'POST', resource: '/v1/flows', body: JSON.stringify({ username }) })
    const cookie = cookieOf(begun)
    const params = { flow: JSON.parse(begun.body).flow as string }
    await sandbox.settled()
    const verify = { method: 'POST', resource: '/v1/flows/{flow}/verify', params, headers: { cookie } }
    const { grant } = JSON.parse((await asked('verify', { ...verify, body: JSON.stringify({ code: lastCode(sandbox) }) })).body)
    const body = JSON.stringify({ grant, password: NEW })
    const done = await asked('commit', { method: 'POST', resource: '/v1/flows/{flow}/password', params, headers: { cookie }, body })
    expect(done.statusCode).toBe(200)
    await sandbox.settled()
    expect(sandbox.messages.length).toBeGreaterThanOrEqual(2)
    for (const message of sandbox.messages) expect(JSON.stringify(message)).not.toContain('evil.')
    expect(sandbox.messages[0]?.text).toContain('127.0.0.1')
  })

  test('HDR-5, 9: redirects, links, forms and cookies do, too', async () => {
    const wellKnown = await asked('flow', { resource: '/.well-known/change-password' })
    expect([wellKnown.statusCode, wellKnown.headers?.['location']]).toEqual([303, `${sandbox.url}/`])
    const { link } = JSON.parse((await asked('flow', { resource: '/v1/config' })).body)
    expect(link.url).toBe(`${sandbox.url}/`)
    const first = await asked('page', { resource: '/' })
    const cookie = String(first.multiValueHeaders?.['set-cookie']?.[0]).split(';')[0] ?? ''
    const [, token = ''] = /name="token" value="([^"]*)"/.exec(first.body) ?? []
    const form = { 'content-type': 'application/x-www-form-urlencoded', cookie, origin: sandbox.url }
    const sent = await asked('flow', { method: 'POST', resource: '/forms/start', headers: form, body: `username=alice&token=${token}` })
    expect([sent.statusCode, sent.headers?.['location']]).toEqual([303, expect.stringMatching(/^\/forms\/[\w-]{22}$/)])
    expect(JSON.stringify(sent.multiValueHeaders)).not.toContain('Domain')
  })

  test('HDR-5: what calls itself by the forged host is another site', async () => {
    const headers = { origin: 'https://evil.example' }
    const event = { ...anEvent({ method: 'POST', resource: '/v1/flows', body: '{"username":"alice"}' }) }
    const answer = await functions.flow({ ...event, headers: { 'content-type': 'application/json', ...EVIL, ...headers } }, aContext())
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([403, 'cross_origin'])
  })
})

describe('the well-known addresses', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ mode: 'email' })
  })
  afterAll(() => sandbox.stop())
  const get = (path: string, init?: RequestInit) => fetch(`${sandbox.url}${path}`, { redirect: 'manual', ...init })
  const location = async () => (await get('/.well-known/change-password')).headers.get('location')

  test('HDR-8: change-password leads to the page, which is there', async () => {
    const answer = await get('/.well-known/change-password')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await get((await location())?.replace(sandbox.url, '') ?? '')).status).toBe(200)
    expect((await get('/.well-known/change-password', { method: 'HEAD' })).status).toBe(303)
    expect((await get('/.well-known/change-password?url=https://evil.example/')).headers.get('location')).toBe(`${sandbox.url}/`)
  })

  test('HDR-8: what must not exist does not, so that programs can believe the other answer', async () => {
    const answer = await get('/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200')
    expect(answer.status).toBe(404)
    for (const path of ['/.well-known', '/.well-known/', '/.well-known/change-password/', '/.well-known/Change-Password'])
      expect((await get(path)).status).toBe(404)
  })

  test('HDR-8: it leads where administrators say, once that is a minute old', async () => {
    const admin = administratorOf(sandbox)
    const { body } = await admin.get('/forgot-password')
    expect(await admin.put('/forgot-password', { ...body, customWebRoot: '/assets/reset.html' })).toMatchObject({ status: 200 })
    sandbox.clock.advance(61)
    expect(await location()).toBe(`${sandbox.url}/assets/reset.html`)
  })
})
