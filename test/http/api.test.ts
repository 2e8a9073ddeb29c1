import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { api, checked, type Endpoint } from '../../lambdas/http/api.ts'
import { PROBLEMS } from '../../lambdas/http/problem.ts'
import { CSP, problem } from '../../lambdas/http/reply.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { aContext, anEvent, type EventFacts } from '../support/events.ts'

const ORIGIN = 'https://reset.example.com'
const JSON_TYPE = { 'Content-Type': 'application/json' }

function served(endpoint: Endpoint = async () => ({ status: 200, json: {} })) {
  const logged: string[] = []
  const handle = api(
    { origin: ORIGIN, clock: { now: () => 0 }, log: (event, facts) => logged.push(JSON.stringify({ event, ...facts })) },
    { 'POST /x': endpoint, 'GET /x': endpoint }
  )
  const call = async (facts: EventFacts) => {
    const result = await handle(anEvent({ method: 'POST', resource: '/x', headers: JSON_TYPE, body: '{}', ...facts }), aContext())
    return { ...result, json: result.body ? JSON.parse(result.body) : undefined }
  }
  return { call, logged }
}

const post = (facts: EventFacts) => served().call(facts)

describe('a POST', () => {
  test('HDR-3: is taken from our own origin, and from a client that is no browser', async () => {
    expect((await post({})).statusCode).toBe(200)
    expect((await post({ headers: { ...JSON_TYPE, Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' } })).statusCode).toBe(200)
  })

  test.each([
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'http://reset.example.com' },
    { Origin: `${ORIGIN}.evil.example` },
    { Origin: `https://sub.reset.example.com` },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-site' }
  ])('HDR-3: is refused with %j', async (headers) => {
    expect((await post({ headers: { ...JSON_TYPE, ...(headers as Record<string, string>) } })).json.code).toBe('cross_origin')
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-16',
    'application/jsonx',
    'multipart/form-data',
    ''
  ])('INJ-11: is refused as %j', async (type) => {
    expect(await post({ headers: { 'Content-Type': type } })).toMatchObject({ statusCode: 415, json: { code: 'unsupported_media_type' } })
  })

  test('INJ-11: is refused compressed', async () => {
    expect((await post({ headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' } })).statusCode).toBe(415)
  })

  test.each(['application/json', 'application/json;charset=utf-8', 'APPLICATION/JSON; charset="UTF-8"'])('is taken as %s', async (type) => {
    expect((await post({ headers: { 'content-type': type } })).statusCode).toBe(200)
  })

  test('INJ-11: is at most 4096 bytes', async () => {
    const body = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`
    expect((await post({ body: body(4096) })).statusCode).toBe(200)
    expect(await post({ body: body(4097) })).toMatchObject({ statusCode: 413, json: { code: 'body_too_large' } })
  })

  test('is refused with the reason when it is no JSON object', async () => {
    expect((await post({ body: '[]' })).json).toMatchObject({ code: 'request_invalid', status: 400, detail: 'body: must be a JSON object' })
  })
})

describe('an answer', () => {
  const HEADERS = [
    'cache-control',
    'content-security-policy',
    'referrer-policy',
    'strict-transport-security',
    'x-content-type-options',
    'x-frame-options'
  ]

  test('HDR-1: has the same security headers whatever happened', async () => {
    const broken = served(async () => Promise.reject(new Error('boom')))
    for (const result of [await post({}), await post({ body: '' }), await broken.call({}), await served().call({ resource: '/nowhere' })]) {
      for (const name of HEADERS) expect(result.headers).toHaveProperty([name])
      expect(result.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer'
      })
      expect(Object.keys(result.headers ?? {}).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  test('HDR-2: allows no inline code, no eval and no foreign resource', () => {
    expect(CSP).toContain("default-src 'none'")
    expect(CSP).not.toMatch(/unsafe|\*|data:|blob:|http/)
  })

  test('of a problem is problem+json with its code, its status and the request to quote', async () => {
    const { call } = served(async () => problem('too_soon', { retryAfter: 42 }))
    const result = await call({})
    expect(result).toMatchObject({ statusCode: 429, headers: { 'content-type': 'application/problem+json', 'retry-after': '42' } })
    expect(result.json).toEqual({
      type: 'urn:rekey:problem:too_soon',
      title: PROBLEMS.too_soon.title,
      status: 429,
      instance: 'urn:rekey:request:request-1',
      code: 'too_soon',
      retryAfter: 42
    })
  })

  test.each([
    [new Error('at Object.<anonymous> (/var/task/x.js:1:1) arn:aws:kms:eu-west-1:1:key/x'), 500, 'internal'],
    [new Misconfigured('ldap.internal.example refuses the reset identity'), 500, 'internal'],
    [new Unavailable('directory', new Error('connect ECONNREFUSED 10.0.0.7:636')), 503, 'directory_unavailable'],
    [new Unavailable('store'), 503, 'directory_unavailable'],
    ['a string', 500, 'internal']
  ])('ENU-11: of a fault says nothing of the fault (%#)', async (fault, status, code) => {
    const { call, logged } = served(async () => Promise.reject(fault))
    const { statusCode, json, body } = await call({})
    expect([statusCode, json.code]).toEqual([status, code])
    expect(Object.keys(json).toSorted()).toEqual(['code', 'instance', 'status', 'title', 'type'])
    expect(body).not.toMatch(/arn:|ldap|10\.0|ECONN|\.js|at Object/)
    expect(logged.join()).not.toMatch(/arn:|10\.0|\/var\/task/)
  })
})

describe('a body by schema', () => {
  const schema = v.strictObject({ name: v.string('must be a string'), other: v.optional(v.string('must be a string')) })
  const detail = (body: unknown) => {
    const read = checked(schema, body)
    return 'refusal' in read && 'problem' in read.refusal ? read.refusal.members?.detail : undefined
  }

  test('names every field that is wrong, and quotes none', () => {
    expect(detail({ name: 7, other: ['secret'] })).toBe('name: must be a string; other: must be a string')
    expect(detail({ name: 'x', extra: 'secret' })).toBe('extra: is not a field of this request')
    expect(detail({})).toBe('name: is missing')
    expect(detail({ name: 'x' })).toBeUndefined()
  })
})
