// Mail through SES v2, to exactly one recipient, from and to the configuration's and the directory's words only.
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { Courier } from '../../ports.ts'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { refusalOf } from '../refusal.ts'
import { clientSettings } from '../sdk.ts'

export interface MailSettings {
  /** The sender, as an address or with a display name. */
  mailFrom: string
  configurationSet?: string | undefined
  /** The set for codes, which gives up a mail that cannot be handed over while its code lives. */
  codeConfigurationSet?: string | undefined
  endpoint?: string | undefined
}

// So that no out-of-office reply quotes a message back into the world (RFC 3834; the second is Exchange's).
const HEADERS = [
  { Name: 'Auto-Submitted', Value: 'auto-generated' },
  { Name: 'X-Auto-Response-Suppress', Value: 'All' }
]

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' })

/** One recipient and no second header, whatever the parts were made from. */
function refuseInjection(to: string, subject: string, from: string): void {
  if (!/^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+$/.test(to)) throw new Misconfigured('mail needs exactly one plain recipient address')
  if (/\p{Cc}/u.test(subject)) throw new Misconfigured('the subject of a mail must not hold line breaks or control characters')
  if (/\p{Cc}/u.test(from)) throw new Misconfigured('the sender of mail must not hold line breaks or control characters')
}

/** A courier's mail half. */
export function createMailer({ mailFrom, configurationSet, codeConfigurationSet, endpoint }: MailSettings): Pick<Courier, 'mail'> {
  const client = new SESv2Client(clientSettings({ endpoint, attempts: 1 }))
  return {
    async mail({ to, subject, text, html, isCode }, deadline) {
      refuseInjection(to, subject, mailFrom)
      if (deadline.left() <= 0) throw new Unavailable('mail')
      const command = new SendEmailCommand({
        FromEmailAddress: mailFrom,
        Destination: { ToAddresses: [to] },
        ConfigurationSetName: isCode ? codeConfigurationSet : configurationSet,
        Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) }, Headers: HEADERS } }
      })
      try {
        await client.send(command, { abortSignal: AbortSignal.timeout(deadline.left()) })
      } catch (error) {
        const refusal = refusalOf(error)
        throw refusal ? new Misconfigured(`SES refused a mail: ${refusal}`, error) : new Unavailable('mail', error)
      }
    }
  }
}
