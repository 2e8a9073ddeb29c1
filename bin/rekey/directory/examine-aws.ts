// How AWS stands towards messages: what of it would keep a code from arriving.
import { type MailAccount, readMailAccount } from '../../../lambdas/adapters/ses/account.ts'
import { readSmsAccount, type SmsAccount } from '../../../lambdas/adapters/sns/account.ts'
import type { Deployed } from './deployed.ts'
import { type Finding, faultWords, findingsAbout } from './findings.ts'

/** SES always, SNS where SMS is sent at all. */
export async function examineAws({ settings, sender }: Deployed): Promise<Finding[]> {
  const [mail, sms] = [findingsAbout('SES'), findingsAbout('SNS')]
  const unread = (error: unknown): string => `cannot be asked: ${faultWords(error)}`
  return [
    ...(await readMailAccount(sender, settings.SES_ENDPOINT).then(
      (account) => judgeMail(account, sender),
      (error: unknown) => [mail('mail', 'untold', unread(error), 'allow ses:GetAccount and ses:GetEmailIdentity to who runs this')]
    )),
    ...(settings.SMS_COUNTRIES.length === 0
      ? []
      : await readSmsAccount(settings.SNS_ENDPOINT).then(judgeSms, (error: unknown) => [
          sms('sms', 'untold', unread(error), 'allow sns:GetSMSSandboxAccountStatus and sns:GetSMSAttributes to who runs this')
        ]))
  ]
}

/** Nine tenths of the day's mail are gone. */
const NEARLY = 0.9

export function judgeMail({ isInSandbox, isSending, perDay, sentToday, isVerified, hasDkim }: MailAccount, sender: string): Finding[] {
  const found = findingsAbout('SES')
  return [
    isVerified
      ? found(
          'mail',
          hasDkim ? 'ok' : 'warning',
          `${sender} is verified${hasDkim ? ' and signs with DKIM' : ', without DKIM'}`,
          hasDkim ? undefined : 'set up DKIM: unsigned codes end as spam'
        )
      : found(
          'mail',
          'problem',
          isVerified === undefined ? `SES does not know ${sender}` : `${sender} is not verified`,
          'verify the domain of mail.from in SES'
        ),
    isInSandbox
      ? found('mail', 'problem', "SES's sandbox: mail goes to verified addresses only", 'ask AWS for production access in SES')
      : found(
          'mail',
          isSending ? 'ok' : 'problem',
          isSending ? `may send ${perDay} mails a day` : 'sending is paused',
          isSending ? undefined : 'see why in the SES console'
        ),
    ...(perDay > 0 && sentToday >= perDay * NEARLY
      ? [found('mail', 'warning', `${sentToday} of ${perDay} mails of the day are sent`, 'raise the quota')]
      : [])
  ]
}

export function judgeSms({ isInSandbox, spendLimit = 1 }: SmsAccount): Finding[] {
  const found = findingsAbout('SNS')
  return [
    isInSandbox
      ? found('sms', 'problem', 'the SMS sandbox: messages go to verified numbers only', 'leave the sandbox in the SNS console')
      : found('sms', 'ok', 'is out of the SMS sandbox'),
    spendLimit <= 1
      ? found(
          'sms',
          'warning',
          `spends ${spendLimit} USD a month at most: a few dozen codes`,
          'ask AWS for a higher limit and set MonthlySpendLimit'
        )
      : found('sms', 'ok', `spends at most ${spendLimit} USD a month`)
  ]
}
