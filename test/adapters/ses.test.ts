import { expect, test } from 'vitest'
import { createMailer } from '../../lambdas/adapters/ses/index.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { json, loopback, plenty } from './loopback.ts'

const aMail = { to: 'alice@example.com', subject: 'Grüße 確認', text: 'text', html: '<p>html</p>' }
const settings = { mailFrom: 'Example <no-reply@example.com>', configurationSet: 'rekey' }

test('a mail goes to one recipient, in both forms, with the configuration set and headers that stop automatic replies', async () => {
  const { endpoint, requests } = await loopback(() => json({ MessageId: '1' }))
  await createMailer({ ...settings, endpoint }).mail(aMail, plenty)

  expect(requests[0]).toMatchObject({ method: 'POST', path: '/v2/email/outbound-emails' })
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    FromEmailAddress: 'Example <no-reply@example.com>',
    Destination: { ToAddresses: ['alice@example.com'] },
    ConfigurationSetName: 'rekey',
    Content: {
      Simple: {
        Subject: { Data: 'Grüße 確認', Charset: 'UTF-8' },
        Body: { Text: { Data: 'text', Charset: 'UTF-8' }, Html: { Data: '<p>html</p>', Charset: 'UTF-8' } },
        Headers: [
          { Name: 'Auto-Submitted', Value: 'auto-generated' },
          { Name: 'X-Auto-Response-Suppress', Value: 'All' }
        ]
      }
    }
  })
})

test('DEL-8: a mail with a code goes by the set that gives it up when the code has run out', async () => {
  const { endpoint, requests } = await loopback(() => json({ MessageId: '1' }))
  const mailer = createMailer({ ...settings, codeConfigurationSet: 'codes', endpoint })
  await mailer.mail({ ...aMail, isCode: true }, plenty)
  await mailer.mail(aMail, plenty)
  expect(requests.map(({ body }) => JSON.parse(body).ConfigurationSetName)).toEqual(['codes', 'rekey'])
})

test.each([
  'alice@example.com,mallory@example.net',
  'alice@example.com;mallory@example.net',
  'alice@example.com mallory@example.net',
  'alice@example.com\r\nBcc: mallory@example.net',
  '"mallory@example.net"@example.com',
  'Alice <alice@example.com>',
  'alice@example.com@example.net',
  'alice',
  ''
])('refuses to send to %j, without asking SES and without naming it', async (to) => {
  const { endpoint, requests } = await loopback(() => json({ MessageId: '1' }))
  await expect(createMailer({ ...settings, endpoint }).mail({ ...aMail, to }, plenty)).rejects.toThrow(
    new Misconfigured('mail needs exactly one plain recipient address')
  )
  expect(requests).toHaveLength(0)
})

test.each([
  ['subject', { subject: 'Hello\r\nBcc: mallory@example.net' }, {}],
  ['subject', { subject: 'Hello\u0000' }, {}],
  ['sender', {}, { mailFrom: 'A <a@example.com>\nBcc: mallory@example.net' }]
])('refuses line breaks and control characters in the %s', async (_, mail, from) => {
  const { endpoint, requests } = await loopback(() => json({ MessageId: '1' }))
  await expect(createMailer({ ...settings, ...from, endpoint }).mail({ ...aMail, ...mail }, plenty)).rejects.toThrow(Misconfigured)
  expect(requests).toHaveLength(0)
})

test.each([
  [400, 'MessageRejected', Misconfigured],
  [400, 'MailFromDomainNotVerifiedException', Misconfigured],
  [400, 'SendingPausedException', Misconfigured],
  [403, 'AccessDeniedException', Misconfigured],
  [404, 'NotFoundException', Misconfigured],
  [429, 'TooManyRequestsException', Unavailable],
  [400, 'LimitExceededException', Unavailable],
  [500, 'InternalFailure', Unavailable],
  [503, 'ServiceUnavailable', Unavailable]
])('SES answering %i %s is told as such after one call, without the address', async (status, name, expected) => {
  const { endpoint, requests } = await loopback(() => json({ message: 'Email address is not verified: alice@example.com' }, status, name))
  const error: Error = await createMailer({ ...settings, endpoint })
    .mail(aMail, plenty)
    .then(
      () => Promise.reject(new Error('was sent')),
      (reason: Error) => reason
    )
  expect(error).toBeInstanceOf(expected)
  expect(error.message).not.toContain('alice')
  expect(requests).toHaveLength(1)
})

test('a call ends with the deadline', async () => {
  const { endpoint } = await loopback(() => 'hang')
  const began = performance.now()
  await expect(createMailer({ ...settings, endpoint }).mail(aMail, { left: () => 100 })).rejects.toThrow(new Unavailable('mail'))
  expect(performance.now() - began).toBeLessThan(1000)
})

test('nothing is sent once the deadline has passed', async () => {
  const { endpoint, requests } = await loopback(() => json({ MessageId: '1' }))
  await expect(createMailer({ ...settings, endpoint }).mail(aMail, { left: () => 0 })).rejects.toThrow(Unavailable)
  expect(requests).toHaveLength(0)
})
