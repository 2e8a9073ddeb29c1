import type { Texts } from '../texts.ts'
import { longTime, shortTime } from '../times.ts'

const span = (minutes: number): string => (minutes <= 1 ? 'une minute' : `${minutes} minutes`)
const desk = (contact: string | undefined): string => contact ?? 'votre service d’assistance'
// One ç, ê, ’ or no-break space, which the GSM alphabet has not, would leave an SMS 70 characters: these texts do without.
const shortDesk = (contact: string | undefined): string => contact ?? "votre service d'assistance"

export const texts: Texts = {
  codeMail: ({ minutes, brand, host, contact }) => ({
    subject: `Votre code pour un nouveau mot de passe ${brand}`,
    heading: 'Votre code à usage unique',
    before: [`Un nouveau mot de passe a été demandé pour votre compte ${brand}. Saisissez ce code sur la page qui vous le demande\u00a0:`],
    after: [
      `Ce code ne peut servir qu’une fois, pendant ${span(minutes)}, et uniquement sur ${host}. Personne chez ${brand} ne vous le demandera jamais.`,
      `Ce n’était pas vous\u00a0? Vous n’avez rien à faire\u00a0: sans ce code, votre mot de passe reste inchangé. Si cela se reproduit, contactez ${desk(contact)}.`
    ]
  }),
  codeSms: ({ code, minutes }) => [
    (who) =>
      `${who}${code} est votre code pour un nouveau mot de passe, valable ${span(minutes)}. Ne le donnez jamais. Pas vous ? Ignorez ce SMS.`,
    (who) => `${who}${code} est votre code pour un nouveau mot de passe, valable ${span(minutes)}. Ne le donnez jamais.`,
    (who) => `${who}${code} est votre code pour un nouveau mot de passe. Ne le donnez jamais.`,
    (who) => `${who}${code} est votre code.`,
    (who) => `${who}${code}`
  ],
  changedMail: ({ at, area, brand, contact }) => ({
    subject: `Votre mot de passe ${brand} a été modifié`,
    heading: 'Votre mot de passe a été modifié',
    before: [`Le mot de passe de votre compte ${brand} a été modifié le ${longTime(at, 'fr-FR')}${area && ` depuis le réseau ${area}`}.`],
    after: [`Si c’était vous, tout va bien. Sinon, contactez immédiatement ${desk(contact)}.`]
  }),
  changedSms: ({ at, area, contact }) => [
    (who) =>
      `${who}Votre mot de passe a été modifié le ${shortTime(at)}${area && ` depuis le réseau ${area}`}. Pas vous ? Contactez vite ${shortDesk(contact)}.`,
    (who) => `${who}Votre mot de passe a été modifié le ${shortTime(at)}. Pas vous ? Contactez vite ${shortDesk(contact)}.`,
    (who) => `${who}Votre mot de passe a été modifié le ${shortTime(at)}. Pas vous ? Contactez votre service d'assistance.`,
    (who) => `${who}Votre mot de passe a été modifié. Pas vous ? Contactez votre service d'assistance.`
  ],
  expiryMail: ({ at, brand, contact }) => ({
    subject: `Votre mot de passe ${brand} expire bientôt`,
    heading: 'Votre mot de passe expire bientôt',
    before: [
      `Le mot de passe de votre compte ${brand} expire le ${longTime(at, 'fr-FR')}. Définissez-en un nouveau avant cette date, à cette adresse\u00a0:`
    ],
    after: [
      'Vous doutez que ce message soit authentique\u00a0? Ne suivez pas le lien et saisissez l’adresse que vous connaissez. Personne ne vous demandera votre mot de passe.',
      `Si vous avez déjà défini un nouveau mot de passe, vous n’avez rien à faire. Si vous avez besoin d’aide, contactez ${desk(contact)}.`
    ]
  }),
  pausedMail: ({ brand, contact }) => ({
    subject: `Un nouveau mot de passe pour votre compte ${brand}`,
    heading: 'Veuillez contacter le service d’assistance',
    before: [
      `Un nouveau mot de passe a été demandé pour votre compte ${brand}. Pour votre sécurité, cette possibilité est suspendue pour votre compte, après trop de codes erronés ou par un administrateur.`
    ],
    after: [
      `Votre mot de passe n’a pas changé. S’il vous en faut un nouveau, contactez ${desk(contact)}. Si la demande ne venait pas de vous, merci de le signaler également.`
    ]
  }),
  pausedSms: ({ contact }) => [
    (who) => `${who}La réinitialisation de mot de passe est suspendue pour votre compte. Veuillez contacter ${shortDesk(contact)}.`,
    (who) => `${who}La réinitialisation de mot de passe est suspendue. Contactez votre service d'assistance.`,
    (who) => `${who}Contactez votre service d'assistance au sujet de votre mot de passe.`
  ]
}
