import { expect, test } from 'vitest'
import { createTexter } from '../../lambdas/adapters/sns/index.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { loopback, plenty, type Reply } from './loopback.ts'

const NUMBER = '+12025550142'
const published: Reply = {
  headers: { 'content-type': 'text/xml' },
  body: '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>'
}
const refused = (status: number, code: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>Invalid parameter: ${NUMBER}</Message></Error></ErrorResponse>`
})

/** The message attributes of a query-protocol body, by name. */
function attributesOf(body: URLSearchParams): Record<string, string | null> {
  const names = [...body.entries()].filter(([key]) => /^MessageAttributes\.entry\.\d+\.Name$/.test(key))
  return Object.fromEntries(names.map(([key, name]) => [name, body.get(key.replace(/Name$/, 'Value.StringValue'))]))
}

test('DEL-5: an SMS is transactional, from the configured sender, and has a highest price', async () => {
  const { endpoint, requests } = await loopback(() => published)
  await createTexter({ senderId: 'EXAMPLE', originationNumber: '+12025550100', maxPrice: '0.20', endpoint }).sms(
    NUMBER,
    'text\n\n@a.example #1',
    plenty
  )

  const body = new URLSearchParams(requests[0]?.body)
  expect(body.get('Action')).toBe('Publish')
  expect(body.get('PhoneNumber')).toBe(NUMBER)
  expect(body.get('Message')).toBe('text\n\n@a.example #1')
  expect(attributesOf(body)).toEqual({
    'AWS.SNS.SMS.SMSType': 'Transactional',
    'AWS.SNS.SMS.MaxPrice': '0.20',
    'AWS.SNS.SMS.SenderID': 'EXAMPLE',
    'AWS.MM.SMS.OriginationNumber': '+12025550100'
  })
})

test('a sender that is not configured is not named', async () => {
  const { endpoint, requests } = await loopback(() => published)
  await createTexter({ maxPrice: '0.05', endpoint }).sms(NUMBER, 'text', plenty)
  expect(attributesOf(new URLSearchParams(requests[0]?.body))).toEqual({
    'AWS.SNS.SMS.SMSType': 'Transactional',
    'AWS.SNS.SMS.MaxPrice': '0.05'
  })
})

test.each(['2025550142', '+0125550142', '+1 202 555 0142', '+12025550142,+12025550143', 'arn:aws:sns:us-east-1:1:topic', ''])(
  'refuses to send to %j, without asking SNS',
  async (to) => {
    const { endpoint, requests } = await loopback(() => published)
    await expect(createTexter({ maxPrice: '0.20', endpoint }).sms(to, 'text', plenty)).rejects.toThrow(Misconfigured)
    expect(requests).toHaveLength(0)
  }
)

test.each([
  [400, 'InvalidParameter', Misconfigured],
  [400, 'OptedOut', Misconfigured],
  [403, 'AuthorizationError', Misconfigured],
  [400, 'UserError', Misconfigured],
  [429, 'Throttled', Unavailable],
  [400, 'Throttling', Unavailable],
  [500, 'InternalError', Unavailable]
])('SNS answering %i %s is told as such after one call, without the number', async (status, code, expected) => {
  const { endpoint, requests } = await loopback(() => refused(status, code))
  const error: Error = await createTexter({ maxPrice: '0.20', endpoint })
    .sms(NUMBER, 'text', plenty)
    .then(
      () => Promise.reject(new Error('was sent')),
      (reason: Error) => reason
    )
  expect(error).toBeInstanceOf(expected)
  expect(error.message).not.toContain('2025550142')
  expect(requests).toHaveLength(1)
})

test('a call ends with the deadline, and is not begun after it', async () => {
  const { endpoint, requests } = await loopback(() => 'hang')
  const texter = createTexter({ maxPrice: '0.20', endpoint })
  const began = performance.now()
  await expect(texter.sms(NUMBER, 'text', { left: () => 100 })).rejects.toThrow(new Unavailable('sms'))
  expect(performance.now() - began).toBeLessThan(1000)
  await expect(texter.sms(NUMBER, 'text', { left: () => -1 })).rejects.toThrow(new Unavailable('sms'))
  expect(requests).toHaveLength(1)
})
