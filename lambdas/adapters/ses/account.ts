// How SES stands towards this account, read only: for whoever sets Rekey up.
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { refusalOf } from '../refusal.ts'
import { clientSettings } from '../sdk.ts'

export interface MailAccount {
  /** In SES's sandbox, mail goes to verified addresses only. */
  isInSandbox: boolean
  isSending: boolean
  perDay: number
  sentToday: number
  /** Whether the sender's domain or address is verified; undefined where SES does not know it. */
  isVerified: boolean | undefined
  hasDkim: boolean
}

/** Throws Unavailable or Misconfigured. */
export async function readMailAccount(identity: string, endpoint?: string): Promise<MailAccount> {
  const client = new SESv2Client(clientSettings({ endpoint }))
  try {
    const account = await client.send(new GetAccountCommand({}))
    const sender = await client.send(new GetEmailIdentityCommand({ EmailIdentity: identity })).catch((error: unknown) => {
      if (refusalOf(error) !== 'NotFoundException') throw error
    })
    return {
      isInSandbox: account.ProductionAccessEnabled !== true,
      isSending: account.SendingEnabled === true,
      perDay: account.SendQuota?.Max24HourSend ?? 0,
      sentToday: account.SendQuota?.SentLast24Hours ?? 0,
      isVerified: sender?.VerifiedForSendingStatus,
      hasDkim: sender?.DkimAttributes?.Status === 'SUCCESS'
    }
  } catch (error) {
    const refusal = refusalOf(error)
    throw refusal ? new Misconfigured(`SES refused: ${refusal}`, error) : new Unavailable('mail', error)
  }
}
