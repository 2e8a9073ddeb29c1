// How SNS stands towards this account's SMS, read only: for whoever sets Rekey up.
import { GetSMSAttributesCommand, GetSMSSandboxAccountStatusCommand, SNSClient } from '@aws-sdk/client-sns'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { refusalOf } from '../refusal.ts'
import { clientSettings } from '../sdk.ts'

export interface SmsAccount {
  /** In the SMS sandbox, messages go to verified numbers only. */
  isInSandbox: boolean
  /** USD a month; undefined where none is set, which is 1 USD. */
  spendLimit: number | undefined
}

/** Throws Unavailable or Misconfigured. */
export async function readSmsAccount(endpoint?: string): Promise<SmsAccount> {
  const client = new SNSClient(clientSettings({ endpoint }))
  try {
    const { IsInSandbox } = await client.send(new GetSMSSandboxAccountStatusCommand({}))
    const { attributes = {} } = await client.send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] }))
    const limit = Number(attributes['MonthlySpendLimit'] ?? Number.NaN)
    return { isInSandbox: IsInSandbox === true, spendLimit: Number.isFinite(limit) ? limit : undefined }
  } catch (error) {
    const refusal = refusalOf(error)
    throw refusal ? new Misconfigured(`SNS refused: ${refusal}`, error) : new Unavailable('sms', error)
  }
}
