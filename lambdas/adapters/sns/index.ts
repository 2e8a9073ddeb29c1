// SMS through SNS, to one number at a time and never dearer than the configured price.
import { type MessageAttributeValue, PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import type { Courier } from '../../ports.ts'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { refusalOf } from '../refusal.ts'
import { clientSettings } from '../sdk.ts'

export interface SmsSettings {
  senderId?: string | undefined
  originationNumber?: string | undefined
  /** The most that one message may cost, in USD, such as `0.20`. */
  maxPrice: string
  endpoint?: string | undefined
}

const attribute = (type: 'String' | 'Number', value: string): MessageAttributeValue => ({ DataType: type, StringValue: value })

/** A courier's SMS half. */
export function createTexter({ senderId, originationNumber, maxPrice, endpoint }: SmsSettings): Pick<Courier, 'sms'> {
  const client = new SNSClient(clientSettings({ endpoint, attempts: 1 }))
  const attributes: Record<string, MessageAttributeValue> = {
    'AWS.SNS.SMS.SMSType': attribute('String', 'Transactional'),
    'AWS.SNS.SMS.MaxPrice': attribute('Number', maxPrice)
  }
  if (senderId) attributes['AWS.SNS.SMS.SenderID'] = attribute('String', senderId)
  if (originationNumber) attributes['AWS.MM.SMS.OriginationNumber'] = attribute('String', originationNumber)

  return {
    async sms(to, text, deadline) {
      if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new Misconfigured('an SMS needs one number in E.164 form')
      if (deadline.left() <= 0) throw new Unavailable('sms')
      const command = new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes: attributes })
      try {
        await client.send(command, { abortSignal: AbortSignal.timeout(deadline.left()) })
      } catch (error) {
        const refusal = refusalOf(error)
        throw refusal ? new Misconfigured(`SNS refused an SMS: ${refusal}`, error) : new Unavailable('sms', error)
      }
    }
  }
}
