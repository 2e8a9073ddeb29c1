// INJ-8: nothing that was sent is ever a part of an expression. What DynamoDB is asked holds placeholders only, whoever asks for what.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest'
import { administratorOf } from '../support/administrator.ts'
import { binds } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, started, Visitor } from '../support/visitor.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

describe('INJ-8: in the code', () => {
  const files = globSync('lambdas/**/*.ts', { cwd: ROOT })

  test('what is sent as an expression was made by `write`, or of names with a # before each', () => {
    const made = /^(?:write\.(?:update|condition)|condition|attributes\.map\(\(name\) => `#\$\{name\}`\)\.join\(', '\)),?$/
    const sent = files.flatMap((file) => [...read(file).matchAll(/\b\w*Expression: (.+)/g)].map(([, value = '']) => value))
    expect(sent.length).toBeGreaterThanOrEqual(5)
    expect(sent.filter((value) => !made.test(value))).toEqual([])
  })

  test('what is written as an expression is a constant, made of constants', () => {
    const text = read('lambdas/adapters/dynamodb/expressions.ts')
    expect([...text.matchAll(/\bwrite\(/g)].length).toBeGreaterThan(20)
    expect([...text.matchAll(/\$\{(?![A-Z_]+\})/g)]).toEqual([])
    expect(files.filter((file) => /(?<![.\w] ?)\bwrite\([`']/.test(read(file)))).toEqual(['lambdas/adapters/dynamodb/expressions.ts'])
  })
})

/** What would be an attribute, a value, a slot, a function or a whole expression, if it were read as one. */
const TRICKS = [
  '#pk',
  ':now',
  '[h]',
  '#state = :verified',
  ':x) OR (attribute_exists(pk)',
  'SET state = :verified REMOVE grant',
  'SET #work = :send',
  'attribute_not_exists(pk)',
  "{'$ne': 1}",
  'state',
  'ttl',
  'work',
  'option',
  'flow#x',
  'acct#x#y',
  'conf#policies'
]

const SYNTAX = ['SET', 'ADD', 'REMOVE', 'AND', 'OR', 'IN', 'attribute_exists', 'attribute_not_exists']

interface Sent {
  ExpressionAttributeNames?: Record<string, string>
  [part: string]: unknown
}

describe('INJ-8: over the wire', () => {
  let sandbox: Sandbox
  let send: MockInstance
  beforeAll(async () => {
    sandbox = await startSandbox({ mode: 'userchoose', change: true })
    send = vi.spyOn(DynamoDBClient.prototype, 'send')
  })
  afterAll(async () => {
    send.mockRestore()
    await sandbox.stop()
  })
  beforeEach(() => {
    sandbox.clock.advance(86_400)
    send.mockClear()
  })

  /** What is asked of the table beside placeholders and syntax, and names that no write of ours has. */
  function foreign(): string[] {
    const asked = send.mock.calls.map(([command]) => (command as { input: Sent }).input)
    expect(asked.length).toBeGreaterThan(0)
    return asked.flatMap((input) => {
      const text = Object.entries(input).flatMap(([name, value]) => (/^\w+Expression$/.test(name) && value ? [String(value)] : []))
      const words = text.flatMap((one) => one.match(/[#:]?[\w']+/g) ?? []).filter((word) => !SYNTAX.includes(word))
      const names = Object.values(input.ExpressionAttributeNames ?? {})
      return [...words.filter((word) => !/^[#:]\w+$/.test(word)), ...names.filter((name) => !/^[\w-]{1,24}$/.test(name))]
    })
  }
  const shape = ({ status, body }: { status: number; body: object }) => [status, Object.keys(body).sort()]

  test.each(TRICKS)('%s is a name like every other', async (trick) => {
    const [one, other] = [new Visitor(sandbox.url), new Visitor(sandbox.url)]
    expect(shape(await one.start(trick))).toEqual(shape(await other.start('nobody-at-all')))
    const { options } = (await one.read()).body
    expect(shape(await one.challenge(options[0].id))).toEqual(shape(await other.challenge((await other.read()).body.options[0].id)))
    await sandbox.settled()
    expect(await one.verify('12345678')).toMatchObject({ status: 422, body: { code: 'code_rejected', attemptsLeft: 4 } })
    expect((await one.read()).body.state).toBe('awaiting_code')
    const change = { username: trick, current: trick, password: 'a passphrase long enough' }
    expect(await one.call('POST', '/v1/password', change)).toMatchObject({ status: 422, body: { code: 'current_rejected' } })
    expect(foreign()).toEqual([])
  })

  test.each(TRICKS)('%s is refused wherever it cannot be meant, and changes nothing', async (trick) => {
    const alice = await started(sandbox, 'alice')
    const path = `/v1/flows/${alice.flow}`
    const before = (await alice.read()).body
    for (const [step, body] of [
      ['challenge', { option: trick }],
      ['verify', { code: trick }],
      ['password', { grant: trick, password: trick }]
    ] as const)
      expect([400, 409]).toContain((await alice.call('POST', `${path}/${step}`, body)).status)
    const id = encodeURIComponent(trick)
    expect((await alice.call('GET', `/v1/flows/${id}`)).status).toBe(404)
    expect((await alice.call('GET', path, undefined, { cookie: `__Host-rekey=${id}` })).status).toBe(404)
    expect((await alice.read()).body).toEqual(before)
    const admin = administratorOf(sandbox)
    expect((await admin.post(`/flows/${id}/cancel`, {})).status).toBe(404)
    expect((await admin.post(`/accounts/${id}/pause`, {})).status).toBe(404)
    expect([400, 404]).toContain((await admin.get(`/policies/${id}`)).status)
    expect([200, 400, 422]).toContain((await admin.put('/forgot-password', { rev: 0, customWebRoot: trick })).status)
    expect(foreign()).toEqual([])
  })

  test('a password of them all is a password', async () => {
    const password = TRICKS.slice(0, 5).join(' ')
    const bob = await started(sandbox, 'bob')
    await bob.challenge((await bob.read()).body.options[0].id)
    await sandbox.settled()
    await bob.verify(lastCode(sandbox))
    expect(await bob.commit(password)).toMatchObject({ status: 200 })
    await sandbox.settled()
    expect(await binds(sandbox, 'bob', password)).toBe(true)
    expect(foreign()).toEqual([])
  })
})
