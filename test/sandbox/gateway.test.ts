// What API Gateway does, as the sandbox does it; and who may come in at all.
import { request as send } from 'node:http'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asFunction } from '../../bin/sandbox/function.ts'
import { createGateway } from '../../bin/sandbox/gateway.ts'
import { type Listener, listenOnLoopback, PortTaken } from '../../bin/sandbox/loopback.ts'
import type { Route } from '../../lambdas/http/routes.ts'

const ROUTES: Route[] = [
  { method: 'GET', path: '/', function: 'page' },
  { method: 'POST', path: '/v1/flows', function: 'flow' },
  { method: 'GET', path: '/v1/flows/{flow}', function: 'flow' },
  { method: 'POST', path: '/v1/flows/{flow}/verify', function: 'verify' }
]

let listener: Listener
let seen: APIGatewayProxyEvent | undefined
let result: APIGatewayProxyResult | Error = { statusCode: 200, body: '' }
const faults: unknown[] = []
const handler = async (event: APIGatewayProxyEvent) => {
  seen = event
  if (result instanceof Error) throw result
  return result
}

beforeAll(async () => {
  const functions = { page: asFunction('page', handler), flow: asFunction('flow', handler) }
  const now = () => 1_700_000_000_000
  listener = await listenOnLoopback(createGateway({ routes: ROUTES, functions, now, onFault: (_route, fault) => faults.push(fault) }))
})
beforeEach(() => {
  seen = undefined
  result = { statusCode: 200, body: '' }
})
afterAll(() => listener.close())

interface Answer {
  status: number | undefined
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** Below fetch, which would not send another Host or several equal headers. */
const raw = (method: string, path: string, headers: readonly string[] = [], localAddress = '127.0.0.1'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const own = headers.some((name) => name.toLowerCase() === 'host') ? headers : [...headers, 'Host', `127.0.0.1:${listener.port}`]
    const options = { host: '127.0.0.1', port: listener.port, method, path, headers: own as string[], localAddress }
    const call = send(options, (answer) => {
      let body = ''
      answer.on('data', (part) => {
        body += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body }))
    })
    call.on('error', reject)
    call.end()
  })

describe('an event', () => {
  test('has everything that API Gateway sends', async () => {
    await fetch(`${listener.url}/v1/flows/a%20b?x=1&x=2&y=%C3%A9`, { headers: { 'X-Forwarded-For': '203.0.113.9' } })
    expect(seen).toMatchObject({
      resource: '/v1/flows/{flow}',
      path: '/v1/flows/a%20b',
      httpMethod: 'GET',
      pathParameters: { flow: 'a b' },
      queryStringParameters: { x: '2', y: 'é' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: ['é'] },
      body: null,
      isBase64Encoded: false,
      requestContext: {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        requestTimeEpoch: 1_700_000_000_000,
        identity: { sourceIp: '127.0.0.1' }
      }
    })
  })

  test('takes the address from the connection, whatever a header says', async () => {
    await raw('GET', '/', ['X-Forwarded-For', '203.0.113.9', 'Forwarded', 'for=203.0.113.9'], '127.0.0.7')
    expect(seen?.requestContext.identity.sourceIp).toBe('127.0.0.7')
  })

  test('keeps every value of a header, and its spelling', async () => {
    await raw('GET', '/', ['X-Thing', 'one', 'X-Thing', 'two'])
    expect(seen?.multiValueHeaders['X-Thing']).toEqual(['one', 'two'])
    expect(seen?.headers['X-Thing']).toBe('two')
  })

  test.each([
    ['text', Buffer.from('{"a":"é"}'), { body: '{"a":"é"}', isBase64Encoded: false }],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d]), { body: 'e/99', isBase64Encoded: true }]
  ])('carries %s whole', async (_name, body, expected) => {
    await fetch(`${listener.url}/v1/flows`, { method: 'POST', body })
    expect(seen).toMatchObject(expected)
  })

  test('carries a body that only the function refuses', async () => {
    await fetch(`${listener.url}/v1/flows`, { method: 'POST', body: 'x'.repeat(1_000_000) })
    expect(seen?.body).toHaveLength(1_000_000)
  })
})

describe('a result', () => {
  test('becomes the response, cookies and all', async () => {
    result = {
      statusCode: 202,
      headers: { 'x-a': 1 },
      multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
      body: 'aGk=',
      isBase64Encoded: true
    }
    const answer = await fetch(listener.url)
    expect([answer.status, answer.headers.get('x-a'), answer.headers.getSetCookie(), await answer.text()]).toEqual([
      202,
      '1',
      ['a=1', 'b=2'],
      'hi'
    ])
  })

  test('of HEAD is that of GET without its body', async () => {
    result = { statusCode: 200, body: 'hello' }
    const answer = await fetch(listener.url, { method: 'HEAD' })
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '5', ''])
    expect(seen?.httpMethod).toBe('GET')
  })

  test('that is an error says nothing of it', async () => {
    result = new Error('the secret is 42')
    const answer = await fetch(listener.url)
    expect([answer.status, await answer.text()]).toEqual([502, '{"message": "Internal server error"}'])
    expect(faults.at(-1)).toMatchObject({ message: 'the secret is 42' })
  })
})

describe('a path', () => {
  test.each(['/nothing', '/v1/flows/', '/v1/flows/a/b', '/v1/flows//verify', '//', '/v1/admin', '/V1/flows'])(
    '%s has no route',
    async (path) => {
      const answer = await raw('GET', path)
      expect(answer.status).toBe(404)
      expect(answer.headers['content-type']).toBe('application/problem+json')
      expect(JSON.parse(answer.body)).toMatchObject({ status: 404, code: 'not_found' })
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
      expect(seen).toBeUndefined()
    }
  )

  test('refuses another method and names those that it takes', async () => {
    const answer = await raw('DELETE', '/v1/flows/x')
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD'])
    expect((await raw('GET', '/v1/flows')).headers['allow']).toBe('POST')
  })
})

describe('a host', () => {
  test.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:1',
    'localhost.evil.example:PORT',
    '[::1]:PORT',
    ''
  ])('named %s is refused', async (name) => {
    const answer = await raw('GET', '/', ['Host', name.replace('PORT', String(listener.port))])
    expect(answer.status).toBe(421)
    expect(seen).toBeUndefined()
  })

  test.each(['127.0.0.1:PORT', 'localhost:PORT', 'LocalHost:PORT'])('named %s is answered', async (name) => {
    expect((await raw('GET', '/', ['Host', name.replace('PORT', String(listener.port))])).status).toBe(200)
  })

  test('a whole address as the request target is refused', async () => {
    expect((await raw('GET', 'http://evil.example/')).status).toBe(400)
  })
})

test('a port that is taken is named, with what to do', async () => {
  const second = listenOnLoopback(async () => {}, listener.port)
  await expect(second).rejects.toBeInstanceOf(PortTaken)
  await expect(second).rejects.toThrow(`port ${listener.port} is taken: choose another with --port N, or any free one with --port 0`)
})

describe('a function', () => {
  test('that takes too long is given up', async () => {
    const slow = asFunction('verify', () => new Promise<never>(() => {}), 0.02)
    await expect(slow({})).rejects.toThrow('verify timed out after 0.02 s')
  })

  test('knows how long it has', async () => {
    const left = await asFunction('commit', async (_event, context) => context.getRemainingTimeInMillis())({})
    expect(left).toBeGreaterThan(24_000)
    expect(left).toBeLessThanOrEqual(25_000)
  })

  test('gets and gives JSON, nothing else', async () => {
    const echo = asFunction('page', async (event: { list: number[] }) => ({ ...event, at: new Date(0), gone: undefined }))
    const given = { list: [1] }
    const answer = await echo(given)
    expect(answer).toEqual({ list: [1], at: '1970-01-01T00:00:00.000Z' })
    expect(answer.list).not.toBe(given.list)
  })
})
