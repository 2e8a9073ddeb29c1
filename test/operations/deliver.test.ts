// Delivery under repetition, lateness and abuse, on the deployed handler and the sandbox's endpoints.
import { randomBytes } from 'node:crypto'
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TABLE_NAME } from '../../bin/sandbox/store/index.ts'
import { clientSettings } from '../../lambdas/adapters/sdk.ts'
import { create } from '../../lambdas/handlers/deliver.ts'
import { aContext } from '../support/events.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, started, Visitor } from '../support/visitor.ts'

describe('deliver', () => {
  let sandbox: Sandbox
  let items: DynamoDBClient
  const log: string[] = []
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, mode: 'userchoose' })
    items = new DynamoDBClient(clientSettings({ endpoint: sandbox.info.store.url }))
  })
  afterAll(() => sandbox.stop())
  beforeEach(() => {
    log.length = 0
    sandbox.clock.advance(86_400)
  })

  const handler = () =>
    create(sandbox.environment, {
      clock: sandbox.clock,
      random: { bytes: (count) => randomBytes(count) },
      log: (event, facts) => log.push(`${event} ${facts?.['reason'] ?? ''}`)
    })

  const item = async (pk: string) => (await items.send(new GetItemCommand({ TableName: TABLE_NAME, Key: { pk: { S: pk } } }))).Item

  /** The record of a flow as it is, as the stream would bring it. */
  async function recordOf(flow: string, event: string, work = 'send'): Promise<DynamoDBStreamEvent> {
    const image = { ...(await item(`flow#${flow}`)), work: { S: work } }
    return { Records: [{ eventID: event, dynamodb: { NewImage: image as never, SequenceNumber: '1' } }] }
  }

  async function chosen(who: string, channel: 'email' | 'sms'): Promise<Visitor> {
    const visitor = new Visitor(sandbox.url)
    const { options } = (await visitor.start(who)).body
    await sandbox.settled()
    await visitor.challenge(options.find((option: { channel: string }) => option.channel === channel).id)
    await sandbox.settled()
    return visitor
  }

  test('DEL-9, 56: a record that comes again, or another one for the same code, sends nothing more', async () => {
    const visitor = await chosen('alice', 'email')
    const sent = sandbox.messages.length
    for (let i = 0; i < 5; i++) await handler()(await recordOf(visitor.flow, 'another event'), aContext())
    expect(sandbox.messages.length).toBe(sent)
    expect(log).toEqual(Array(5).fill('deliver.dropped stale'))
  })

  test('DEL-9: the very record of the first send may send once more, because its first answer may have been lost', async () => {
    const visitor = await chosen('alice', 'email')
    const code = lastCode(sandbox)
    const sent = sandbox.messages.length
    const event = (await item(`flow#${visitor.flow}`))?.['event']?.S ?? ''
    for (let i = 0; i < 5; i++) await handler()(await recordOf(visitor.flow, event), aContext())
    expect(sandbox.messages.length).toBe(sent + 1)
    expect(lastCode(sandbox)).toBe(code)
  })

  test('DEL-8: a code for a phone is not sent dead, nor half dead', async () => {
    const visitor = await started(sandbox, 'alice')
    const { options } = (await visitor.read()).body
    await visitor.challenge(options[1].id)
    await sandbox.settled()
    await items.send(
      new UpdateItemCommand({ TableName: TABLE_NAME, Key: { pk: { S: `flow#${visitor.flow}` } }, UpdateExpression: 'REMOVE claimed, t1' })
    )
    const sent = sandbox.messages.length
    sandbox.clock.advance(481)
    await handler()(await recordOf(visitor.flow, 'late'), aContext())
    sandbox.clock.advance(120)
    await handler()(await recordOf(visitor.flow, 'dead'), aContext())
    expect(sandbox.messages.length).toBe(sent)
    expect(log).toEqual(['deliver.dropped late', 'deliver.dropped late'])
  })

  test('IAM-2: what lies in an item for notices or warnings has no code sent, whoever wrote it and whatever it says', async () => {
    const visitor = await chosen('alice', 'email')
    await items.send(
      new UpdateItemCommand({ TableName: TABLE_NAME, Key: { pk: { S: `flow#${visitor.flow}` } }, UpdateExpression: 'REMOVE claimed, t1' })
    )
    const sent = sandbox.messages.length
    const { Records } = await recordOf(visitor.flow, 'forged')
    for (const kind of ['notice', 'expiry']) {
      const NewImage = { ...Records[0]?.dynamodb?.NewImage, pk: { S: `${kind}#${visitor.flow}` } }
      expect(await handler()({ Records: [{ eventID: 'forged', dynamodb: { NewImage } }] }, aContext())).toEqual({ batchItemFailures: [] })
    }
    expect(sandbox.messages.length).toBe(sent)
    expect(log).toEqual(Array(2).fill('record.failed '))
    // The very same record is a code's, where it is a flow's.
    await handler()(await recordOf(visitor.flow, 'real'), aContext())
    expect(sandbox.messages.length).toBe(sent + 1)
  })

  test('RET-2: what TTL removed has no new image and does nothing', async () => {
    const removed: DynamoDBStreamEvent = { Records: [{ eventID: 'x', eventName: 'REMOVE', dynamodb: { Keys: { pk: { S: 'flow#x' } } } }] }
    expect(await handler()(removed, aContext())).toEqual({ batchItemFailures: [] })
  })

  test('FLT-8: a record that makes no sense is let go, and one whose service is down comes again', async () => {
    const poison: DynamoDBStreamEvent = {
      Records: [{ eventID: 'x', dynamodb: { NewImage: { pk: { S: 'flow#x' }, person: { S: 'no JSON' } }, SequenceNumber: '7' } }]
    }
    expect(await handler()(poison, aContext())).toEqual({ batchItemFailures: [] })
    const visitor = await chosen('bob', 'email')
    const down = create(
      { ...sandbox.environment, DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' },
      { clock: sandbox.clock, random: { bytes: (count) => randomBytes(count) }, log: () => {} }
    )
    expect(await down(await recordOf(visitor.flow, 'x'), aContext())).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] })
  })

  test('OTP-7: an account with too many failures in a row gets a notice of the pause instead of a code, and no code is right', async () => {
    const first = await started(sandbox, 'bob')
    const account = (await item(`flow#${first.flow}`))?.['acct']?.S
    await items.send(
      new UpdateItemCommand({
        TableName: TABLE_NAME,
        Key: { pk: { S: `acct#${account}` } },
        UpdateExpression: 'SET streak = :n',
        ExpressionAttributeValues: { ':n': { N: '100' } }
      })
    )
    const visitor = await chosen('bob', 'email')
    const message = sandbox.messages.at(-1)
    expect(message?.to).toBe('bob@example.com')
    expect(message?.text).not.toMatch(/\b\d{8}\b/)
    expect(await visitor.verify('00000000')).toMatchObject({ status: 422, body: { code: 'code_rejected' } })
  })

  test('DEL-1: one address gets five messages an hour, whoever asks and however it is asked for', async () => {
    const before = sandbox.messages.length
    for (let i = 0; i < 4; i++) {
      const visitor = await chosen('erin', 'email')
      sandbox.clock.advance(61)
      await visitor.challenge()
      await sandbox.settled()
    }
    expect(sandbox.messages.length - before).toBe(5)
  })

  test('DEL-3, DEL-4: an SMS leaves within all of its budgets, and stops silently at the first that is used up', async () => {
    const tight = await startSandbox({
      port: 0,
      mode: 'sms',
      settings: { LIMITS: JSON.stringify({ sms: { day: 2, prefixHour: 10, netDay: 10 } }) }
    })
    try {
      const answers = []
      for (const who of ['alice', 'carol', 'erin']) answers.push((await new Visitor(tight.url).start(who)).status)
      await tight.settled()
      expect(answers).toEqual([202, 202, 202])
      expect(tight.messages).toHaveLength(2)
    } finally {
      await tight.stop()
    }
  })
})
