import type { Texts } from '../texts.ts'
import { longTime, shortTime } from '../times.ts'

const span = (minutes: number): string => (minutes <= 1 ? 'eine Minute' : `${minutes} Minuten`)
const desk = (contact: string | undefined): string => contact ?? 'Ihren Helpdesk'

export const texts: Texts = {
  codeMail: ({ minutes, brand, host, contact }) => ({
    subject: `Ihr Code für ein neues Passwort bei ${brand}`,
    heading: 'Ihr Einmalcode',
    before: [
      `Für Ihr Konto bei ${brand} wurde ein neues Passwort angefordert. Geben Sie diesen Code auf der Seite ein, auf der Sie danach gefragt werden:`
    ],
    after: [
      `Der Code gilt nur einmal, ${span(minutes)} lang und nur auf ${host}. Niemand von ${brand} wird Sie jemals danach fragen.`,
      `Sie waren das nicht? Dann müssen Sie nichts tun: Ohne den Code bleibt Ihr Passwort, wie es ist. Falls das noch einmal vorkommt, wenden Sie sich an ${desk(contact)}.`
    ]
  }),
  codeSms: ({ code, minutes }) => [
    (who) =>
      `${who}${code} ist Ihr Code für ein neues Passwort, ${span(minutes)} gültig. Nie weitergeben. Nicht angefordert? Bitte ignorieren.`,
    (who) => `${who}${code} ist Ihr Code für ein neues Passwort, ${span(minutes)} gültig. Nie weitergeben.`,
    (who) => `${who}${code} ist Ihr Code für ein neues Passwort. Nie weitergeben.`,
    (who) => `${who}${code} ist Ihr Code.`,
    (who) => `${who}${code}`
  ],
  changedMail: ({ at, area, brand, contact }) => ({
    subject: `Ihr Passwort bei ${brand} wurde geändert`,
    heading: 'Ihr Passwort wurde geändert',
    before: [`Das Passwort Ihres Kontos bei ${brand} wurde am ${longTime(at, 'de-DE')}${area && ` aus dem Netzwerk ${area}`} geändert.`],
    after: [`Waren Sie das selbst, ist alles in Ordnung. Wenn nicht, wenden Sie sich bitte sofort an ${desk(contact)}.`]
  }),
  changedSms: ({ at, area, contact }) => [
    (who) =>
      `${who}Ihr Passwort wurde am ${shortTime(at)}${area && ` aus dem Netz ${area}`} geändert. Das waren Sie nicht? Bitte sofort ${desk(contact)} kontaktieren.`,
    (who) => `${who}Ihr Passwort wurde am ${shortTime(at)} geändert. Das waren Sie nicht? Bitte sofort ${desk(contact)} kontaktieren.`,
    (who) => `${who}Ihr Passwort wurde am ${shortTime(at)} geändert. Das waren Sie nicht? Bitte Ihren Helpdesk kontaktieren.`,
    (who) => `${who}Ihr Passwort wurde geändert. Das waren Sie nicht? Bitte Ihren Helpdesk kontaktieren.`
  ],
  expiryMail: ({ at, brand, contact }) => ({
    subject: `Ihr Passwort bei ${brand} läuft bald ab`,
    heading: 'Ihr Passwort läuft bald ab',
    before: [`Das Passwort Ihres Kontos bei ${brand} läuft am ${longTime(at, 'de-DE')} ab. Legen Sie vorher hier ein neues fest:`],
    after: [
      'Sind Sie nicht sicher, ob diese Nachricht echt ist? Dann folgen Sie nicht dem Link, sondern geben Sie die Adresse ein, die Sie kennen. Niemand wird Sie nach Ihrem Passwort fragen.',
      `Wenn Sie schon ein neues Passwort festgelegt haben, müssen Sie nichts tun. Wenn Sie Hilfe brauchen, wenden Sie sich an ${desk(contact)}.`
    ]
  }),
  pausedMail: ({ brand, contact }) => ({
    subject: `Ein neues Passwort für Ihr Konto bei ${brand}`,
    heading: 'Bitte wenden Sie sich an den Helpdesk',
    before: [
      `Für Ihr Konto bei ${brand} wurde ein neues Passwort angefordert. Zu Ihrer Sicherheit ist das für Ihr Konto derzeit gesperrt: nach zu vielen falschen Codes oder durch die Administration.`
    ],
    after: [
      `Ihr Passwort ist unverändert. Wenn Sie ein neues brauchen, wenden Sie sich an ${desk(contact)}. Auch wenn Sie nichts angefordert haben, geben Sie dort bitte Bescheid.`
    ]
  }),
  pausedSms: ({ contact }) => [
    (who) => `${who}Für Ihr Konto können Sie derzeit selbst kein neues Passwort festlegen. Bitte wenden Sie sich an ${desk(contact)}.`,
    (who) => `${who}Für Ihr Konto können Sie selbst kein neues Passwort festlegen. Bitte fragen Sie Ihren Helpdesk.`,
    (who) => `${who}Bitte fragen Sie Ihren Helpdesk wegen Ihres Passworts.`
  ]
}
