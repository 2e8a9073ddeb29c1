// A complete reset, with everything that could go wrong on the way, leaves no secret and no address where it does not belong.
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TABLE_NAME } from '../../bin/sandbox/store/index.ts'
import { clientSettings } from '../../lambdas/adapters/sdk.ts'
import { firstPassword } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { type Answer, lastCode, started, Visitor, wrongCode } from '../support/visitor.ts'

const PASSWORD = 'canary-Zwölf "Boxkämpfer" 🥊'
const REFUSED = 'Canary2026!'

/** Every way in which a secret could be written down. */
const spellings = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret, 'utf16le').toString('hex'),
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1)
]

describe('after resets in every mood', () => {
  let sandbox: Sandbox
  const log: string[] = []
  const answers: Answer[] = []
  const codes: string[] = []
  const cookies: string[] = []
  const grants: string[] = []

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, mode: 'email', onLog: (event, facts) => log.push(JSON.stringify({ event, ...facts })) })
    for (const who of ['alice', 'nobody', 'erin']) {
      const visitor = await started(sandbox, who)
      const code = lastCode(sandbox)
      codes.push(code)
      answers.push(await visitor.verify(wrongCode(code)), await visitor.verify(code), await visitor.read())
      answers.push(await visitor.commit(REFUSED), await visitor.commit(PASSWORD, 'g'.repeat(43)), await visitor.commit(PASSWORD))
      answers.push(await visitor.commit(PASSWORD), await visitor.read())
      cookies.push(visitor.cookie.split('=')[1] ?? '')
      if (visitor.grant) grants.push(visitor.grant)
      sandbox.clock.advance(61)
    }
    const choosy = new Visitor(sandbox.url)
    await choosy.call('POST', '/v1/flows', { username: 'alice@example.com\u2028{"event":"forged"}' })
    await sandbox.settled()
  })
  afterAll(() => sandbox.stop())

  async function stored(): Promise<string> {
    const client = new DynamoDBClient(clientSettings({ endpoint: sandbox.info.store.url }))
    const { Items } = await client.send(new ScanCommand({ TableName: TABLE_NAME }))
    return JSON.stringify(Items)
  }

  test('the resets did happen', () => {
    expect(grants).toHaveLength(2)
    expect(codes.every((code) => /^\d{8}$/.test(code))).toBe(true)
  })

  test('17, OTP-12, SES-4: the table holds no code, cookie, grant or password', async () => {
    const items = await stored()
    expect(items).toContain('flow#')
    for (const secret of [...codes, ...cookies, ...grants, PASSWORD, REFUSED, firstPassword(sandbox, 'alice')])
      for (const spelling of spellings(secret)) expect(items).not.toContain(spelling)
  })

  test('LOG-1, 18, PWD-11: the log holds no code, cookie, grant or password', () => {
    const all = log.join('\n')
    expect(log.length).toBeGreaterThan(20)
    for (const secret of [...codes, ...cookies, ...grants, PASSWORD, REFUSED])
      for (const spelling of spellings(secret)) expect(all).not.toContain(spelling)
  })

  test('LOG-3: the log names nobody: no identifier, address, number or DN', () => {
    const all = log.join('\n')
    // Words of their own: an id is base64url, and may spell a short name or hold any digits.
    const personal = /(?<![\w-])(?:alice|erin|nobody|example\.com|\+?1?2025550\d+|uid|127\.0\.0\.1)(?![\w-])/gi
    expect('{"a":"alice@example.com","b":"+12025550101","c":"uid=erin,ou=people","id":"x-erin_7alice"}'.match(personal)).toHaveLength(5)
    expect(all.match(personal)).toBeNull()
  })

  test('INJ-7: every event is one JSON object of its own', () => {
    for (const line of log) expect(() => JSON.parse(line)).not.toThrow()
    expect(log.join('\n')).not.toContain('forged')
  })

  test('RET-1: every item that outlives its purpose has a time to go, except accounts', async () => {
    const items = JSON.parse(await stored()) as Record<string, { S?: string; N?: string }>[]
    for (const item of items) if (!item['pk']?.S?.startsWith('acct#')) expect(Number(item['ttl']?.N), item['pk']?.S).toBeGreaterThan(0)
  })

  test('ENU-11: no answer says more than its problem', () => {
    for (const { text } of answers) expect(text).not.toMatch(/uid=|ldap|dynamo|arn:|\bat \/|\.ts\b|stack/i)
  })

  test('LOG-4: every outcome has its one audit event', () => {
    const count = (event: string) => log.filter((line) => JSON.parse(line).event === event).length
    expect(count('flow.started')).toBe(4)
    expect(count('verify.accepted')).toBe(2)
    expect(count('commit.changed')).toBe(2)
    expect(count('notice.sent')).toBe(2)
    expect(count('commit.refused')).toBe(2)
    expect(count('locate.decoy')).toBe(2)
  })
})
