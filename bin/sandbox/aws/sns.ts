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

const ANSWERS: Readonly<Record<string, string>> = {
  GetSMSSandboxAccountStatus: '<IsInSandbox>false</IsInSandbox>',
  GetSMSAttributes: '<attributes><entry><key>MonthlySpendLimit</key><value>100</value></entry></attributes>'
}

/** What the account is told of its SMS: out of the sandbox, 100 USD a month. */
export const createSnsAccount = (): Endpoint => ({
  takes: (_request, body) => Object.hasOwn(ANSWERS, new URLSearchParams(body).get('Action') ?? ''),
  answer: (_request, body) => {
    const action = new URLSearchParams(body).get('Action') ?? ''
    const result = `<${action}Result>${ANSWERS[action]}</${action}Result>`
    return xml(200, `<${action}Response xmlns="${NAMESPACE}">${result}${metadata()}</${action}Response>`)
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
