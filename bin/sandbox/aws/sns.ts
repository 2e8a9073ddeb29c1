import { randomUUID } from 'node:crypto'
import type { Message } from '../messages.ts'
import type { Endpoint, EndpointAnswer } from './endpoint.ts'

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/'

/** SNS Publish to a phone number (the query protocol: a form in, XML out). */
export const createSns = (receive: (message: Omit<Message, 'at'>) => void): Endpoint => ({
  takes: (_request, body) => new URLSearchParams(body).get('Action') === 'Publish',
  answer: (_request, body) => {
    const form = new URLSearchParams(body)
    const to = form.get('PhoneNumber') ?? ''
    const text = form.get('Message') ?? ''
    if (!/^\+\d{5,15}$/.test(to))
      return refused('InvalidParameter', `Invalid parameter: PhoneNumber Reason: ${to} is not valid to publish to`)
    if (text === '') return refused('InvalidParameter', 'Invalid parameter: Empty message')
    receive({ channel: 'sms', to, text })
    const result = `<PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult>`
    return xml(200, `<PublishResponse xmlns="${NAMESPACE}">${result}${metadata()}</PublishResponse>`)
  }
})

const metadata = (): string => `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`

const refused = (code: string, message: string): EndpointAnswer =>
  xml(
    400,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`
  )

const xml = (status: number, body: string): EndpointAnswer => ({ status, type: 'text/xml', body })

const escaped = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.codePointAt(0)};`)
