import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as expressions from '../../lambdas/adapters/dynamodb/expressions.ts'
import { createDynamoDb, createFlowStore } from '../../lambdas/adapters/dynamodb/index.ts'
import { valuesOf, write } from '../../lambdas/adapters/dynamodb/write.ts'
import type { FlowStore } from '../../lambdas/ports.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'

describe('what DynamoDB answers, in our words', () => {
  let server: Server
  let store: FlowStore
  let calls: number
  let answer: (request: IncomingMessage, response: ServerResponse) => void

  beforeEach(async () => {
    calls = 0
    server = createServer((request, response) => {
      calls++
      answer(request, response)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    store = createFlowStore(createDynamoDb(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), 'table')
  })

  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const says = (status: number, body: object | string) => {
    answer = (_, response) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    }
  }
  const error = (name: string) => ({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `detail of ${name}` })

  const failure = (call: Promise<unknown>): Promise<Error> =>
    call.then(
      (value) => expect.unreachable(`answered ${JSON.stringify(value)}`),
      (thrown: Error) => thrown
    )
  const aRead = () => store.read('id', 'flow')
  const aWrite = () => store.calm('acct', 0)

  test.each([
    ['ProvisionedThroughputExceededException', 400],
    ['ThrottlingException', 400],
    ['RequestLimitExceeded', 400],
    ['InternalServerError', 500],
    ['ServiceUnavailable', 503],
    ['Whatever', 505]
  ])('%s is a store that is unavailable', async (name, status) => {
    says(status, error(name))
    const thrown = await failure(aRead())
    expect(thrown).toBeInstanceOf(Unavailable)
    expect(thrown).toMatchObject({ service: 'store', message: 'store is unavailable', cause: { name } })
  })

  test.each([
    'AccessDeniedException',
    'ResourceNotFoundException',
    'ValidationException',
    'UnrecognizedClientException',
    'ItemCollectionSizeLimitExceededException'
  ])('%s is a wrong deployment, and is not asked twice', async (name) => {
    says(400, error(name))
    const thrown = await failure(aWrite())
    expect(thrown).toBeInstanceOf(Misconfigured)
    expect(thrown).toMatchObject({ message: 'the store refuses a request', cause: { name } })
    expect(calls).toBe(1)
  })

  test('a refused condition is a value', async () => {
    says(400, error('ConditionalCheckFailedException'))
    expect(await store.admitNet('net', 0, { quarter: 1, day: 1 })).toBe(false)
    expect(await store.claimNotice('id', 'event')).toBeUndefined()
    expect(await store.gate('acct', 'flow', 0, 0)).toBeUndefined()
  })

  test('a broken connection is tried three times and is then a store that is unavailable', async () => {
    answer = (request) => request.socket.destroy()
    expect(await failure(aRead())).toMatchObject({ name: 'Unavailable', service: 'store' })
    expect(calls).toBe(3)
  })

  test('a closed port is a store that is unavailable', async () => {
    server.close()
    await once(server, 'close')
    expect(await failure(aRead())).toMatchObject({ name: 'Unavailable', service: 'store' })
  })

  test('a call that hangs is given up, tried three times, and is then a store that is unavailable', async () => {
    answer = () => undefined
    const begun = performance.now()
    expect(await failure(aRead())).toMatchObject({ name: 'Unavailable', service: 'store' })
    expect(calls).toBe(3)
    expect(performance.now() - begun).toBeLessThan(8000)
  })

  test('a call that hangs once is answered by its repetition', async () => {
    answer = (request, response) => {
      if (calls > 1) response.end('{"Item":{"version":{"N":"7"}}}')
      else request.resume()
    }
    expect(await aRead()).toStrictEqual({ id: 'id', version: 7 })
  })
})

describe('expressions', () => {
  test.each(Object.entries(expressions))('%s names no attribute and no value in clear', (_, { update = '', condition = '' }) => {
    const words = `${update} ${condition}`.match(/(?<![#:\w])[A-Za-z_]\w*/g) ?? []
    const syntax = ['SET', 'ADD', 'REMOVE', 'AND', 'OR', 'IN', 'attribute_exists', 'attribute_not_exists']
    expect(words.filter((word) => !syntax.includes(word))).toEqual([])
    expect(`${update} ${condition}`).not.toMatch(/(?<![#:\w])\d/)
  })

  test('refuse to be sent with a value left out', () => {
    const { values } = write('SET a = :given, b = :1, c = :yes, d = :forgotten')
    expect(valuesOf(values, { given: 'x', forgotten: 'y' })).toEqual({ ':given': 'x', ':1': 1, ':yes': 'yes', ':forgotten': 'y' })
    expect(() => valuesOf(values, { given: 'x' })).toThrow('no value is given for :forgotten')
  })
})
