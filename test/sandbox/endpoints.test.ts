// The stand-ins for AWS's services, spoken to by the real clients.
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEndpoints } from '../../bin/sandbox/aws/index.ts'
import type { Listener } from '../../bin/sandbox/loopback.ts'
import { createInbox } from '../../bin/sandbox/messages.ts'
import { clientSettings } from '../../lambdas/adapters/sdk.ts'

const inbox = createInbox(() => 1_000)
let listener: Listener
const settings = () => clientSettings({ endpoint: listener.url, attempts: 1 })

beforeAll(async () => {
  listener = await startEndpoints({ keys: ['one', 'two'], secrets: { 'rekey/x': '{"a":1}' }, receive: inbox.receive })
})
afterAll(() => listener.close())

test('a mail arrives with exactly what the request contained', async () => {
  const content = { Subject: { Data: 'Grüße' }, Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } } }
  const message = { FromEmailAddress: 'a@example.com', Destination: { ToAddresses: ['b@example.com'] }, Content: { Simple: content } }
  const { MessageId } = await new SESv2Client(settings()).send(new SendEmailCommand(message))
  expect(MessageId).toBeTruthy()
  expect(inbox.messages.at(-1)).toEqual({
    channel: 'email',
    to: 'b@example.com',
    subject: 'Grüße',
    text: 'text',
    html: '<p>html</p>',
    at: 1_000
  })
})

test("a mail without a body is refused in SES's words", async () => {
  const message = {
    FromEmailAddress: 'a@example.com',
    Destination: { ToAddresses: ['b@example.com'] },
    Content: { Simple: { Subject: { Data: 'x' }, Body: {} } }
  }
  await expect(new SESv2Client(settings()).send(new SendEmailCommand(message))).rejects.toMatchObject({ name: 'BadRequestException' })
})

test('an SMS arrives with every character of it', async () => {
  const text = 'コード 12345678 & <b>+%\n\n@host #12345678'
  const { MessageId } = await new SNSClient(settings()).send(new PublishCommand({ PhoneNumber: '+12025550101', Message: text }))
  expect(MessageId).toMatch(/^[0-9a-f-]{36}$/)
  expect(inbox.messages.at(-1)).toEqual({ channel: 'sms', to: '+12025550101', text, at: 1_000 })
})

test("an SMS to no number is refused in SNS's words", async () => {
  const sent = new SNSClient(settings()).send(new PublishCommand({ PhoneNumber: '12<3', Message: 'x' }))
  await expect(sent).rejects.toMatchObject({ name: 'InvalidParameterException', message: expect.stringContaining('12<3') })
})

test('each key makes its own MACs, always the same', async () => {
  const kms = new KMSClient(settings())
  const mac = async (KeyId: string, text: string) => {
    const { Mac } = await kms.send(new GenerateMacCommand({ KeyId, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(text) }))
    return Buffer.from(Mac ?? []).toString('hex')
  }
  expect(await mac('one', 'x')).toMatch(/^[0-9a-f]{64}$/)
  expect(await mac('one', 'x')).toBe(await mac('one', 'x'))
  expect(await mac('two', 'x')).not.toBe(await mac('one', 'x'))
  await expect(mac('three', 'x')).rejects.toMatchObject({ name: 'NotFoundException' })
})

test('a secret is given to whoever names it rightly', async () => {
  const client = new SecretsManagerClient(settings())
  expect((await client.send(new GetSecretValueCommand({ SecretId: 'rekey/x' }))).SecretString).toBe('{"a":1}')
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'toString' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException'
  })
})

test('refuses what is not signed, as a web page would send it', async () => {
  const body = new URLSearchParams({ Action: 'Publish', PhoneNumber: '+12025550101', Message: 'forged' })
  const answer = await fetch(listener.url, { method: 'POST', body })
  expect(answer.status).toBe(403)
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  expect(inbox.messages.some(({ text }) => text === 'forged')).toBe(false)
})
