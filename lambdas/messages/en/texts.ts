import type { Texts } from '../texts.ts'
import { longTime, shortTime } from '../times.ts'

const span = (minutes: number): string => (minutes <= 1 ? 'one minute' : `${minutes} minutes`)
const desk = (contact: string | undefined): string => contact ?? 'your help desk'

export const texts: Texts = {
  codeMail: ({ minutes, brand, host, contact }) => ({
    subject: `Your code for a new ${brand} password`,
    heading: 'Your one-time code',
    before: [`A new password was requested for your ${brand} account. Type this code on the page that asks for it:`],
    after: [
      `The code works once, for ${span(minutes)}, and only on ${host}. Nobody from ${brand} will ever ask you for it.`,
      `This was not you? Then there is nothing to do: without the code, your password stays as it is. If it happens again, contact ${desk(contact)}.`
    ]
  }),
  codeSms: ({ code, minutes }) => [
    (who) => `${who}${code} is your code for a new password, for ${span(minutes)}. Never share it. Not you? Ignore this.`,
    (who) => `${who}${code} is your code for a new password. Never share it.`,
    (who) => `${who}${code} is your code.`,
    (who) => `${who}${code}`
  ],
  changedMail: ({ at, area, brand, contact }) => ({
    subject: `Your ${brand} password was changed`,
    heading: 'Your password was changed',
    before: [`The password of your ${brand} account was changed on ${longTime(at, 'en-GB')}${area && ` from the network ${area}`}.`],
    after: [`If this was you, all is well. If it was not, contact ${desk(contact)} at once.`]
  }),
  changedSms: ({ at, area, contact }) => [
    (who) =>
      `${who}Your password was changed on ${shortTime(at)}${area && ` from network ${area}`}. Not you? Contact ${desk(contact)} at once.`,
    (who) => `${who}Your password was changed on ${shortTime(at)}. Not you? Contact ${desk(contact)} at once.`,
    (who) => `${who}Your password was changed on ${shortTime(at)}. Not you? Contact your help desk.`,
    (who) => `${who}Your password was changed. Not you? Contact your help desk.`
  ],
  expiryMail: ({ at, brand, contact }) => ({
    subject: `Your ${brand} password expires soon`,
    heading: 'Your password expires soon',
    before: [`The password of your ${brand} account expires on ${longTime(at, 'en-GB')}. Set a new one before then, here:`],
    after: [
      'Are you unsure whether this message is real? Then do not follow the link, and type the address that you know. Nobody will ask you for your password.',
      `If you have set a new password already, there is nothing to do. If you need help, contact ${desk(contact)}.`
    ]
  }),
  pausedMail: ({ brand, contact }) => ({
    subject: `A new password for your ${brand} account`,
    heading: 'Please contact the help desk',
    before: [
      `Somebody asked to set a new password for your ${brand} account. For your safety this is paused for your account, after too many wrong codes or by an administrator.`
    ],
    after: [
      `Your password is as it was. If you need a new one, contact ${desk(contact)}. If it was not you who asked, please tell them too.`
    ]
  }),
  pausedSms: ({ contact }) => [
    (who) => `${who}Setting a new password by yourself is paused for your account. Please contact ${desk(contact)}.`,
    (who) => `${who}Setting a new password is paused for your account. Please contact your help desk.`,
    (who) => `${who}Please contact your help desk about your password.`
  ]
}
