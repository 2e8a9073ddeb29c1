// The pass-through between the real DynamoDB client and a store without streams.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type ReturnValue,
  UpdateItemCommand
} from '@aws-sdk/client-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Store, startStore, TABLE_NAME } from '../../bin/sandbox/store/index.ts'
import { createWriter } from '../../bin/sandbox/store/writes.ts'
import { clientSettings } from '../../lambdas/adapters/sdk.ts'

let store: Store
let client: DynamoDBClient
let folder: string
let records: DynamoDBRecord[] = []
const now = () => Date.UTC(2026, 0, 1)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-test-'))
  store = await startStore({ kind: 'dynalite', folder, now, onRecord: (record) => records.push(record) })
  client = new DynamoDBClient({ ...clientSettings({ endpoint: store.url, attempts: 1 }), requestHandler: { connectionTimeout: 30_000 } })
})
beforeEach(() => {
  records = []
})
afterAll(async () => {
  await store.stop()
  await rm(folder, { recursive: true })
})

const key = (pk: string) => ({ pk: { S: pk } })
const put = (pk: string, n: number) => client.send(new PutItemCommand({ TableName: TABLE_NAME, Item: { ...key(pk), n: { N: String(n) } } }))
const add = (pk: string, ReturnValues?: ReturnValue, condition?: string) =>
  client.send(
    new UpdateItemCommand({
      TableName: TABLE_NAME,
      Key: key(pk),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues,
      ConditionExpression: condition
    })
  )

test('a put, an update and a delete each make one record of the real shape', async () => {
  await put('a', 1)
  await add('a')
  await client.send(new DeleteItemCommand({ TableName: TABLE_NAME, Key: key('a') }))
  expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.NewImage?.['n']?.N])).toEqual([
    ['INSERT', '1'],
    ['MODIFY', '2'],
    ['REMOVE', undefined]
  ])
  expect(records[0]).toEqual({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    eventSourceARN: expect.stringContaining(`table/${TABLE_NAME}/stream/`),
    dynamodb: {
      ApproximateCreationDateTime: now() / 1000,
      Keys: key('a'),
      NewImage: { pk: { S: 'a' }, n: { N: '1' } },
      SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
      SizeBytes: expect.any(Number),
      StreamViewType: 'NEW_IMAGE'
    }
  })
})

test('an update of an item that was not there is an insert', async () => {
  await add('fresh')
  expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT'])
})

test('the client gets back what it asked for and no more', async () => {
  await put('b', 1)
  expect((await add('b')).Attributes).toBeUndefined()
  expect((await add('b', 'NONE')).Attributes).toBeUndefined()
  expect((await add('b', 'ALL_NEW')).Attributes).toEqual({ pk: { S: 'b' }, n: { N: '4' } })
  expect((await add('b', 'ALL_OLD')).Attributes).toEqual({ pk: { S: 'b' }, n: { N: '4' } })
  expect((await add('b', 'UPDATED_NEW')).Attributes).toEqual({ n: { N: '6' } })
  expect((await add('b', 'UPDATED_OLD')).Attributes).toEqual({ n: { N: '6' } })
  expect(records.map(({ dynamodb }) => dynamodb?.NewImage)).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((n) => ({ pk: { S: 'b' }, n: { N: String(n) } }))
  )
})

test('the checksum is that of the answer that is sent', async () => {
  await put('c', 1)
  const body = JSON.stringify({
    TableName: TABLE_NAME,
    Key: key('c'),
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': { N: '1' } }
  })
  const headers = { 'x-amz-target': 'DynamoDB_20120810.UpdateItem', authorization: 'AWS4-HMAC-SHA256 Credential=x' }
  const answer = await fetch(store.url, { method: 'POST', headers, body })
  const text = await answer.text()
  expect(text).toBe('{}')
  expect(Number(answer.headers.get('x-amz-crc32'))).toBe(crc32(text))
})

test('a write that changes nothing makes no record', async () => {
  await put('d', 1)
  await put('d', 1)
  const same = { TableName: TABLE_NAME, Key: key('d'), UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': { N: '1' } } }
  await client.send(new UpdateItemCommand(same))
  await client.send(new DeleteItemCommand({ TableName: TABLE_NAME, Key: key('never there') }))
  expect(records).toHaveLength(1)
})

test('a refused write makes no record and is refused as ever', async () => {
  await expect(add('e', undefined, 'attribute_exists(pk)')).rejects.toBeInstanceOf(ConditionalCheckFailedException)
  await expect(add('e', 'ALL_NEW', 'attribute_exists(')).rejects.toMatchObject({ name: 'ValidationException' })
  expect(records).toEqual([])
  expect((await client.send(new GetItemCommand({ TableName: TABLE_NAME, Key: key('e') }))).Item).toBeUndefined()
})

test("400 writes at once make 400 records, each item's in order", async () => {
  await Promise.all(Array.from({ length: 400 }, (_, n) => add(`race ${n % 8}`, n % 2 ? 'ALL_NEW' : undefined)))
  expect(records).toHaveLength(400)
  for (let item = 0; item < 8; item += 1) {
    const seen = records
      .filter(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S === `race ${item}`)
      .map(({ dynamodb }) => Number(dynamodb?.NewImage?.['n']?.N))
    expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
  }
  const numbers = records.map(({ dynamodb }) => BigInt(dynamodb?.SequenceNumber ?? 0))
  expect(numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)).toBe(true)
})

test('replies that overtake each other on their way do not swap the records', async () => {
  let n = 0
  const { write } = createWriter({
    call: async () => {
      n += 1
      const body = Buffer.from(JSON.stringify({ Attributes: { ...key('h'), n: { N: String(n) } } }))
      for (let turns = n === 1 ? 5 : 0; turns > 0; turns -= 1) await new Promise(setImmediate)
      return { status: 200, headers: {}, body }
    },
    close: async () => {}
  })
  const seen: unknown[] = []
  const one = async () => {
    const { change } = await write('UpdateItem', Buffer.from('{}'), { TableName: TABLE_NAME, Key: key('h') }, ['pk'])
    seen.push([change?.before?.['n']?.N, change?.after?.['n']?.N])
  }
  await Promise.all([one(), one(), one()])
  expect(seen).toEqual([
    [undefined, '1'],
    ['1', '2'],
    ['2', '3']
  ])
})

test('a stop in the middle of writes waits for the store', async () => {
  const short = await startStore({ kind: 'dynalite', folder: await mkdtemp(join(folder, 's-')), now, onRecord: () => {} })
  const body = JSON.stringify({ TableName: TABLE_NAME, Item: key('g') })
  const headers = { 'x-amz-target': 'DynamoDB_20120810.PutItem', authorization: 'AWS4-HMAC-SHA256 Credential=x' }
  const write = () => fetch(short.url, { method: 'POST', headers, body })
  const first = write()
  const writes = Promise.allSettled(Array.from({ length: 20 }, write))
  await first
  await short.stop()
  expect(await writes).toHaveLength(20)
})

test('refuses a write of several items, which its stream cannot see', async () => {
  const command = new BatchWriteItemCommand({ RequestItems: { [TABLE_NAME]: [{ PutRequest: { Item: key('f') } }] } })
  await expect(client.send(command)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('BatchWriteItem')
  })
})

test('refuses what is not signed, as a web page would send it', async () => {
  const answer = await fetch(store.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables', origin: 'https://evil.example' },
    body: '{}'
  })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('MissingAuthenticationToken')
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})
