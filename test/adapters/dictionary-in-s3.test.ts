// Dictionaries in S3, read from the sandbox's S3 over HTTP.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createS3 } from '../../bin/sandbox/aws/s3.ts'
import { createDictionary } from '../../lambdas/adapters/dictionary/index.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { signatureOf } from '../support/sigv4.ts'

const WORDS = { location: 's3://acme.words/lists/words.txt' }
const objects = new Map<string, string>()
let calls: { url: string; headers: IncomingHttpHeaders; status: number }[]
let now = 0

beforeEach(() => {
  calls = []
  now = 0
  objects.clear()
  objects.set('acme.words/lists/words.txt', '\ufeffSecret\r\ngeheim\r\n')
})

async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    answer(request, response)
    calls.push({ url: request.url ?? '', headers: request.headers, status: response.statusCode })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return createDictionary({ clock: { now: () => now }, bucket: 'acme.words', endpoint })
}

const s3 = createS3(objects)
const fromS3 = () =>
  serving((request, response) => {
    const { status, type, body, headers } = s3.answer(request, '')
    response.writeHead(status, { 'content-type': type, ...headers }).end(body)
  })
const answering = (status: number, body = '', headers = {}) => serving((_, response) => response.writeHead(status, headers).end(body))

test('words are read with a request that is signed as S3 wants it', async () => {
  const dictionary = await fromS3()
  expect([...(await dictionary(WORDS))]).toEqual(['secret', 'geheim'])
  const [{ url = '', headers = {} } = {}] = calls
  expect(url).toBe('/acme.words/lists/words.txt')
  expect(signatureOf({ method: 'GET', url, headers, body: Buffer.alloc(0) }, 'local')).toMatchObject({
    service: 's3',
    keyId: 'local',
    headers: expect.arrayContaining(['host', 'x-amz-content-sha256', 'x-amz-date']),
    isRight: true
  })
})

test('an object is asked for once in a minute, and read again only where it is another', async () => {
  const dictionary = await fromS3()
  const before = await dictionary(WORDS)
  now = 59_999
  expect(await dictionary(WORDS)).toBe(before)
  expect(calls).toHaveLength(1)
  now = 60_000
  expect(await dictionary(WORDS)).toBe(before)
  expect(calls.map(({ status }) => status)).toEqual([200, 304])
  objects.set('acme.words/lists/words.txt', 'new')
  now = 119_999
  expect(await dictionary(WORDS)).toBe(before)
  now = 120_000
  expect([...(await dictionary(WORDS))]).toEqual(['new'])
  const { url = '', headers = {} } = calls.at(-1) ?? {}
  expect(headers['if-none-match']).toMatch(/^"[0-9a-f]{32}"$/)
  expect(signatureOf({ method: 'GET', url, headers, body: Buffer.alloc(0) }, 'local')?.isRight).toBe(true)
})

test('one that is gone at the next look judges nobody any more', async () => {
  const dictionary = await fromS3()
  await dictionary(WORDS)
  objects.clear()
  now = 60_000
  await expect(dictionary(WORDS)).rejects.toThrow('s3://acme.words/lists/words.txt cannot be read: S3 answered 404 NoSuchKey')
  objects.set('acme.words/lists/words.txt', 'back')
  expect([...(await dictionary(WORDS))]).toEqual(['back'])
})

describe('fails rather than letting everything pass', () => {
  const DENIED = '<Error><Code>AccessDenied</Code><Message>no</Message></Error>'

  test.each<[string, () => ReturnType<typeof serving>, new (...given: never[]) => Error, string]>([
    ['S3 refuses', () => answering(403, DENIED), Misconfigured, 'S3 answered 403 AccessDenied'],
    ['the bucket is in another region', () => answering(301, '', { location: 'http://127.0.0.1:1/' }), Misconfigured, 'S3 answered 301'],
    ['it holds no word', () => answering(200, '\r\n'), Misconfigured, 'holds no word'],
    ['it is too large', () => answering(200, 'x'.repeat(8_000_001)), Misconfigured, 'larger than 8000000 bytes'],
    ['S3 has a fault', () => answering(500), Unavailable, 'dictionary is unavailable'],
    ['S3 throttles', () => answering(503, '<Error><Code>SlowDown</Code></Error>'), Unavailable, 'dictionary is unavailable'],
    ['S3 hangs up', () => serving((request) => request.socket.destroy()), Unavailable, 'dictionary is unavailable'],
    [
      'S3 hangs up halfway',
      () =>
        serving((request, response) => {
          response.writeHead(200, { 'content-length': '100' }).write('half')
          setImmediate(() => request.socket.destroy())
        }),
      Unavailable,
      'dictionary is unavailable'
    ]
  ])('when %s', async (_, start, kind, why) => {
    const dictionary = await start()
    await expect(dictionary(WORDS)).rejects.toThrow(kind)
    await expect(dictionary(WORDS)).rejects.toThrow(why)
  })

  test.each([
    's3://other-bucket/words.txt',
    's3://acme.words/',
    's3://acme.words/../words.txt',
    's3://acme.words/a b',
    'S3://acme.words/x'
  ])('when it lies at %s, and S3 is not even asked', async (location) => {
    const dictionary = await fromS3()
    await expect(dictionary({ location })).rejects.toThrow(`must be a file, or s3://acme.words/key`)
    expect(calls).toEqual([])
  })
})
