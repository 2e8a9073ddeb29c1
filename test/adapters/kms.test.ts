import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createCodeKey, createIndexKey } from '../../lambdas/adapters/kms/index.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { json, loopback, type Recorded } from './loopback.ts'

const hmac = (key: string, message: Buffer) => createHmac('sha256', key).update(message).digest()

const sign = ({ body }: Recorded) => {
  const { KeyId, Message } = JSON.parse(body)
  return json({ KeyId, Mac: hmac(KeyId, Buffer.from(Message, 'base64')).toString('base64'), MacAlgorithm: 'HMAC_SHA_256' })
}

test('a code key signs the message with the key of that id', async () => {
  const { endpoint, requests } = await loopback(sign)
  const key = createCodeKey(['key-2', 'key-1'], endpoint)

  expect(key.current).toBe('key-2')
  expect(Buffer.from(await key.mac('key-1', 'a\0b'))).toEqual(hmac('key-1', Buffer.from('a\0b')))
  expect(requests[0]?.headers['x-amz-target']).toBe('TrentService.GenerateMac')
  expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ KeyId: 'key-1', MacAlgorithm: 'HMAC_SHA_256' })
})

test('refuses a key id that is not configured, without asking KMS', async () => {
  const { endpoint, requests } = await loopback(sign)
  await expect(createCodeKey(['key-1'], endpoint).mac('key-0', 'message')).rejects.toThrow(Misconfigured)
  expect(requests).toHaveLength(0)
})

test('refuses to be made without a key id', () => {
  expect(() => createCodeKey([])).toThrow(Misconfigured)
})

test('an index hash is keyed by one MAC per process', async () => {
  const { endpoint, requests } = await loopback(sign)
  const index = createIndexKey('index', endpoint)
  const [first, second] = await Promise.all([index.hash('net', '192.0.2.1'), index.hash('net', '192.0.2.1')])
  await index.hash('id', 'alice')

  expect(requests).toHaveLength(1)
  expect(first).toBe(second)
  expect(first).toMatch(/^[\w-]{43}$/)
  const derived = hmac('index', Buffer.from('rekey.index.v1'))
  expect(first).toBe(createHmac('sha256', derived).update('net\x00192.0.2.1').digest('base64url'))
})

test('one value has another hash for each purpose', async () => {
  const { endpoint } = await loopback(sign)
  const index = createIndexKey('index', endpoint)
  const purposes = ['net', 'id', 'dest', 'prefix', 'seed'] as const
  const hashes = await Promise.all(purposes.map((purpose) => index.hash(purpose, 'alice')))
  expect(new Set(hashes).size).toBe(purposes.length)
})

test('an index key that could not be had is asked for again', async () => {
  const { endpoint } = await loopback((request, nth) => (nth <= 3 ? json({ message: 'no' }, 500, 'KMSInternalException') : sign(request)))
  const index = createIndexKey('index', endpoint)
  await expect(index.hash('id', 'alice')).rejects.toThrow(Unavailable)
  await expect(index.hash('id', 'alice')).resolves.toMatch(/^[\w-]{43}$/)
})

test.each([
  [400, 'NotFoundException', Misconfigured],
  [400, 'DisabledException', Misconfigured],
  [400, 'AccessDeniedException', Misconfigured],
  [400, 'ThrottlingException', Unavailable],
  [500, 'KMSInternalException', Unavailable]
])('KMS answering %i %s is told as such', async (status, name, expected) => {
  const { endpoint } = await loopback(() => json({ message: 'no' }, status, name))
  await expect(createCodeKey(['key-1'], endpoint).mac('key-1', 'm')).rejects.toThrow(expected)
})

test('fails on a MAC of another length than 32 bytes', async () => {
  const { endpoint } = await loopback(() => json({ Mac: 'AAAA' }))
  await expect(createCodeKey(['key-1'], endpoint).mac('key-1', 'm')).rejects.toThrow(Unavailable)
})
