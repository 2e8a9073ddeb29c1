import { randomUUID } from 'node:crypto'
import type { Message } from '../messages.ts'
import { type Endpoint, inJson, Refused } from './endpoint.ts'

interface SendEmail {
  FromEmailAddress?: string
  Destination?: { ToAddresses?: string[]; CcAddresses?: string[]; BccAddresses?: string[] }
  Content?: { Simple?: { Subject?: Part; Body?: { Text?: Part; Html?: Part } } }
}

interface Part {
  Data?: string
}

/** What the account is told of itself: production, and every sender verified. */
const ACCOUNT = {
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 }
}
const IDENTITY = { VerifiedForSendingStatus: true, DkimAttributes: { Status: 'SUCCESS' } }

/** SES v2 GetAccount and GetEmailIdentity. */
export const createSesAccount = (): Endpoint => ({
  takes: ({ method, url }) => method === 'GET' && /^\/v2\/email\/(account|identities\/[^/]+)$/.test(url ?? ''),
  answer: ({ url }) => inJson('application/json', '{}', () => (url === '/v2/email/account' ? ACCOUNT : IDENTITY))
})

/** SES v2 SendEmail with simple content: one message for each recipient. */
export const createSes = (receive: (message: Omit<Message, 'at'>) => void): Endpoint => ({
  takes: (request) => request.method === 'POST' && request.url === '/v2/email/outbound-emails',
  answer: (_request, body) =>
    inJson('application/json', body, (input) => {
      const { FromEmailAddress, Destination, Content } = input as SendEmail
      const recipients = [...(Destination?.ToAddresses ?? []), ...(Destination?.CcAddresses ?? []), ...(Destination?.BccAddresses ?? [])]
      const { Subject, Body } = Content?.Simple ?? {}
      if (!FromEmailAddress?.includes('@')) throw new Refused('BadRequestException', 'Missing or invalid FromEmailAddress')
      if (recipients.length === 0 || !recipients.every((to) => to.includes('@')))
        throw new Refused('BadRequestException', 'Missing or invalid recipient')
      if (!Subject?.Data || !(Body?.Text?.Data || Body?.Html?.Data))
        throw new Refused('BadRequestException', 'the sandbox takes Content.Simple with a subject and a body')
      for (const to of recipients) {
        receive({
          channel: 'email',
          to,
          subject: Subject.Data,
          text: Body.Text?.Data ?? '',
          ...(Body.Html?.Data ? { html: Body.Html.Data } : {})
        })
      }
      return { MessageId: randomUUID() }
    })
})
