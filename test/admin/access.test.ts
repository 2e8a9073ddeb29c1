// Nobody gets into the administration without being known: not without a token, not with another's, not by a strange path, and not
// where the gateway forgot to ask.
import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { variablesFor } from '../../bin/sandbox/environment.ts'
import { create } from '../../lambdas/handlers/admin.ts'
import { create as createStatus } from '../../lambdas/handlers/status.ts'
import { create as createStatusSet } from '../../lambdas/handlers/status-set.ts'
import type { ApiHandler } from '../../lambdas/http/api.ts'
import { ROUTES, type Route } from '../../lambdas/http/routes.ts'
import { administratorOf } from '../support/administrator.ts'
import { aContext, anEvent } from '../support/events.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'email' })
})
afterAll(() => sandbox.stop())

const ADMIN = (ROUTES as readonly Route[]).filter(({ path }) => path.startsWith('/v1/admin/'))
const concrete = (path: string): string =>
  path.replace('{policy}', 'nist').replace('{flow}', 'A'.repeat(22)).replace('{account}', 'A'.repeat(43))

/** As written: fetch would tidy the path up before it is sent. */
const raw = (method: string, path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(sandbox.url)
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }))
    })
    sent.on('error', reject)
    sent.end(method === 'GET' || method === 'DELETE' ? undefined : '{}')
  })

describe('ADM-1: each route of the administration', () => {
  test('there are some, and all of them ask for a signature', () => {
    expect(ADMIN.length).toBeGreaterThanOrEqual(12)
    expect(ADMIN.filter(({ auth, function: name }) => auth !== 'iam' || !['admin', 'status', 'status-set'].includes(name))).toEqual([])
  })

  test('ADM-2: the public routes are these and no others', () => {
    const open = (ROUTES as readonly Route[]).filter(({ auth }) => auth === undefined).map(({ method, path }) => `${method} ${path}`)
    expect(open).toEqual([
      'GET /',
      'GET /assets/{file}',
      'GET /v1/config',
      'GET /.well-known/change-password',
      'POST /v1/flows',
      'GET /v1/flows/{flow}',
      'POST /v1/flows/{flow}/challenge',
      'POST /v1/flows/{flow}/verify',
      'POST /v1/flows/{flow}/password',
      'GET /forms/done',
      'GET /forms/{flow}',
      'POST /forms/start',
      'POST /forms/{flow}/challenge',
      'POST /forms/{flow}/verify',
      'POST /forms/{flow}/password',
      // Only where it is switched on.
      'POST /v1/password'
    ])
  })

  const STRANGERS: [string, () => Record<string, string>][] = [
    ['nothing', () => ({})],
    ['an empty token', () => ({ authorization: 'Bearer ' })],
    ['another token', () => ({ authorization: `Bearer ${'A'.repeat(32)}` })],
    ['the token cut short', () => ({ authorization: `Bearer ${sandbox.info.adminToken.slice(0, -1)}` })],
    ['the token as a password', () => ({ authorization: `Basic ${Buffer.from(`admin:${sandbox.info.adminToken}`).toString('base64')}` })],
    ['the token in a cookie', () => ({ cookie: `__Host-rekey=${sandbox.info.adminToken}` })],
    ['the token in a header of its own', () => ({ 'x-api-key': sandbox.info.adminToken })],
    [
      'a signature that nobody made',
      () => ({
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=00'
      })
    ]
  ]

  test.each(STRANGERS)('answers 401 to %s', async (_what, headersOf) => {
    for (const { method, path } of ADMIN) {
      const answer = await raw(method, concrete(path), { 'content-type': 'application/json', ...headersOf() })
      expect([method, path, answer.status]).toEqual([method, path, 401])
      expect(answer.text).not.toContain(sandbox.info.adminToken)
    }
  })
})

describe('ADM-5: a JSON web token is nobody here: IAM signs for the administration, and in the sandbox one bearer token stands for that', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const hs256 = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const unsigned = () => ''
  const token = (header: object, claims: object = {}, sign: (text: string) => string = unsigned): string => {
    const now = Math.floor(sandbox.clock.now() / 1000)
    const text = `${part({ typ: 'JWT', ...header })}.${part({ iss: sandbox.url, sub: 'admin', aud: 'rekey', exp: now + 3600, ...claims })}`
    return `${text}.${sign(text)}`
  }
  const own = () => hs256(sandbox.info.adminToken)
  const TOKENS: [string, () => string][] = [
    ['of no algorithm', () => token({ alg: 'none' })],
    ['of no algorithm, otherwise spelt', () => token({ alg: 'nOnE' })],
    ['without a signature', () => token({ alg: 'HS256' })],
    ['signed with nothing', () => token({ alg: 'HS256' }, {}, hs256('\0'))],
    ['signed with the bearer token', () => token({ alg: 'HS256' }, {}, own())],
    ['that holds the bearer token', () => token({ alg: 'HS256' }, { jti: sandbox.info.adminToken, scope: 'admin' }, own())],
    ['with RS256 swapped for HS256', () => token({ alg: 'RS256', kid: 'rekey' }, {}, own())],
    ['whose key is an empty file', () => token({ alg: 'HS256', kid: '../../../../dev/null' }, {}, hs256('\0'))],
    ['whose key is a question to a database', () => token({ alg: 'HS256', kid: "x' UNION SELECT 'key" }, {}, hs256('key'))],
    ['that brings its own key', () => token({ alg: 'HS256', jwk: { kty: 'oct', k: 'a2V5' } }, {}, hs256('key'))],
    ['whose key lies elsewhere', () => token({ alg: 'RS256', jku: 'https://evil.example/keys.json' }, {}, own())],
    ['for somebody else', () => token({ alg: 'HS256' }, { aud: 'another' }, own())],
    ['that ended a second ago', () => token({ alg: 'HS256' }, { exp: Math.floor(sandbox.clock.now() / 1000) - 1 }, own())]
  ]

  test.each(TOKENS)('one %s is refused by every route', async (_, make) => {
    for (const { method, path } of ADMIN) {
      const answer = await raw(method, concrete(path), { 'content-type': 'application/json', authorization: `Bearer ${make()}` })
      expect([method, path, answer.status]).toEqual([method, path, 401])
    }
  })

  test('what it claims is not read by a function, whoever let it through', async () => {
    const host = { clock: sandbox.clock, random: { bytes: (count: number) => new Uint8Array(count) }, log: () => undefined }
    const handle = create(variablesFor('admin', sandbox.environment), host)
    const authorization = `Bearer ${token({ alg: 'none' }, { scope: 'admin', 'cognito:groups': ['admin'] })}`
    const event = anEvent({ resource: '/v1/admin/policies', headers: { authorization } })
    const claims = { sub: 'admin', scope: 'admin' }
    const answer = await handle(
      { ...event, requestContext: { ...event.requestContext, authorizer: { claims, principalId: 'admin' } } },
      aContext()
    )
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([500, 'internal'])
  })
})

describe('59: a path that only looks like another', () => {
  test.each([
    '/v1/admin/policies/',
    '/v1/admin//policies',
    '//v1/admin/policies',
    '/v1//admin/policies',
    '/v1/./admin/policies',
    '/v1/flows/../admin/policies',
    '/v1/flows/%2e%2e/admin/policies',
    '/v1/%61dmin/policies',
    '/v1/admin%2fpolicies',
    '/v1%2fadmin/policies',
    '/V1/ADMIN/POLICIES',
    '/v1/Admin/policies',
    '/v1/admin;x=1/policies',
    '/v1/admin/policies;.css',
    '/v1/admin/policies%00',
    '/v1\\admin\\policies',
    '/v1/admin/policies?x=/assets/page.css',
    '/assets/../v1/admin/policies',
    '/assets/%2e%2e%2fv1/admin/policies',
    '/sandbox/../v1/admin/policies'
  ])('%s shows nothing', async (path) => {
    const { status, text } = await raw('GET', path)
    expect([401, 404]).toContain(status)
    expect(text).not.toContain('minLength')
  })
})

describe('a gateway that does not say whose a request is', () => {
  test('gets a fault from every route, and nothing is changed', async () => {
    const events: string[] = []
    const host = {
      clock: sandbox.clock,
      random: { bytes: (count: number) => new Uint8Array(count) },
      log: (event: string) => void events.push(event)
    }
    const handlers: Record<string, ApiHandler> = {
      admin: create(variablesFor('admin', sandbox.environment), host),
      status: createStatus(variablesFor('status', sandbox.environment), host),
      'status-set': createStatusSet(variablesFor('status-set', sandbox.environment), host)
    }
    for (const { method, path, function: name } of ADMIN) {
      const body = method === 'GET' || method === 'DELETE' ? null : '{"rev":0,"mode":"userchoose","assignments":[],"password":"x"}'
      const params = { policy: 'nist', flow: 'A'.repeat(22), account: 'A'.repeat(43) }
      const answer = await handlers[name]?.(
        anEvent({ method, resource: path, params, headers: { 'content-type': 'application/json', 'if-match': '"0"' }, body }),
        aContext()
      )
      expect([path, answer?.statusCode, JSON.parse(answer?.body ?? '').code]).toEqual([path, 500, 'internal'])
    }
    expect(new Set(events)).toEqual(new Set(['request.failed', 'request.refused']))
    const admin = administratorOf(sandbox)
    expect([(await admin.get('/forgot-password')).body.rev, await admin.rev()]).toEqual([0, 0])
  })
})

test('HDR-3: a browser on another site changes nothing, even with the token', async () => {
  const admin = administratorOf(sandbox)
  const answer = await admin.put('/forgot-password', { mode: 'sms' }, { origin: 'https://evil.example' })
  expect(answer).toMatchObject({ status: 403, body: { code: 'cross_origin' } })
  expect((await admin.get('/forgot-password')).body.rev).toBe(0)
})

test('ADM-3: no route shows a code, a grant, a cookie or anybody', async () => {
  const admin = administratorOf(sandbox)
  const shows = ADMIN.filter((route) => route.method === 'GET' && route.function === 'admin').map(({ method, path }) => ({ method, path }))
  for (const { method, path } of [...shows, { method: 'GET', path: '/v1/admin/status?username=alice' }]) {
    const { text } = await admin.get(concrete(path).replace('/v1/admin', ''))
    expect([method, path, /cookie|grant|"code"|"dn"|@example/.test(text)]).toEqual([method, path, false])
  }
})
