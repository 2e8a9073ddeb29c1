import type { PageWords } from './en.ts'

/** The page in French, with the no-break spaces that its high punctuation needs. */
export const fr: PageWords = {
  locale: 'fr',
  formats: 'fr',
  sentenceGap: ' ',
  progress: 'Étape {step} sur {total}',
  title: '{heading} · {brand}',
  identify: {
    heading: 'Réinitialiser votre mot de passe',
    lead: 'Nous allons vous envoyer un code à usage unique.',
    label: 'Nom d’utilisateur',
    hint: 'Le nom avec lequel vous vous connectez. Votre adresse e-mail peut aussi convenir.',
    action: 'Continuer',
    missing: 'Saisissez votre nom d’utilisateur.',
    invalid: 'Ce ne peut pas être un nom d’utilisateur. Vérifiez-le et réessayez.',
    resume: 'Reprendre la réinitialisation commencée'
  },
  locating: {
    heading: 'Un instant, s’il vous plaît',
    lead: 'Nous préparons vos options. Cela prend quelques secondes.',
    retry: 'Réessayer'
  },
  choose: {
    heading: 'Comment envoyer le code\u00a0?',
    lead: 'Si le compte existe, le code sera envoyé par le moyen que vous choisissez.',
    email: 'E-mail',
    sms: 'SMS',
    emailHint: 'À l’adresse e-mail enregistrée pour vous',
    smsHint: 'Un message au numéro de mobile enregistré pour vous',
    action: 'Envoyer le code',
    wait: 'Envoi possible dans {time}',
    missing: 'Choisissez où envoyer le code.',
    back: 'J’ai déjà un code'
  },
  code: {
    heading: 'Saisissez votre code',
    sent: 'Si le compte existe, un code a été envoyé.',
    email: 'Si le compte existe, un code a été envoyé par e-mail.',
    sms: 'Si le compte existe, un code a été envoyé par SMS.',
    masked: 'Si le compte existe, un code a été envoyé à {address}.',
    emailHint: 'Cela peut prendre une minute. Regardez aussi dans vos courriers indésirables.',
    smsHint: 'Il peut mettre une minute à arriver.',
    label: 'Code à {digits} chiffres',
    action: 'Continuer',
    incomplete: 'Saisissez les {digits} chiffres du code.',
    rejected: 'Ce code est incorrect ou n’est plus valable.',
    attempts: { one: 'Il vous reste {n} essai.', other: 'Il vous reste {n} essais.' },
    life: 'Le code est encore valable {time}.',
    soon: 'Le code expire dans {time}.',
    over: 'Le code a expiré. Demandez-en un nouveau.',
    overForGood: 'Le code a expiré. Recommencez pour en recevoir un nouveau.',
    resend: 'Envoyer un nouveau code',
    wait: 'Nouveau code dans {time}',
    resent: 'Un nouveau code est en route. Seul le plus récent est valable.',
    noMore: 'Plus aucun code ne peut être envoyé pour cette réinitialisation.',
    another: 'L’envoyer autrement',
    restart: 'Recommencer'
  },
  password: {
    heading: 'Choisissez un nouveau mot de passe',
    lead: 'Votre code était le bon.',
    label: 'Nouveau mot de passe',
    show: 'Afficher le mot de passe',
    hide: 'Masquer le mot de passe',
    rules: 'Règles à respecter',
    broken: 'non respecté',
    met: 'respecté',
    unmet: 'pas encore respecté',
    later: 'vérifié à l’enregistrement',
    tally: 'Règles respectées\u00a0: {met} sur {total}.',
    suggest: 'Proposer un mot de passe',
    suggested: 'Une proposition est affichée dans le champ. Notez-la ou laissez votre navigateur l’enregistrer.',
    tip: 'Plusieurs mots sans rapport entre eux font un mot de passe robuste et facile à retenir.',
    action: 'Changer le mot de passe',
    missing: 'Saisissez un nouveau mot de passe.',
    refused: {
      one: 'Le mot de passe n’a pas été accepté\u00a0: {n} règle n’est pas respectée.',
      other: 'Le mot de passe n’a pas été accepté\u00a0: {n} règles ne sont pas respectées.'
    },
    unaccepted: 'Le mot de passe n’a pas été accepté. Veuillez en choisir un autre.',
    life: 'Il vous reste {time} pour terminer.'
  },
  saving: {
    heading: 'Enregistrement de votre nouveau mot de passe',
    lead: 'Cela prend quelques secondes. Vous pouvez rester sur cette page.'
  },
  done: {
    heading: 'Votre mot de passe a été changé',
    lead: 'Vous pouvez l’utiliser dès maintenant. Certains systèmes mettent une minute à s’en apercevoir.',
    devices: 'Les téléphones, messageries et réseaux Wi-Fi qui ont gardé l’ancien mot de passe ont besoin du nouveau.',
    others: 'Si quelqu’un d’autre a pu connaître l’ancien, déconnectez-vous partout où vous êtes encore connecté.',
    notice: 'Un message signalant ce changement est envoyé à toutes les coordonnées enregistrées pour vous.',
    again: 'Réinitialiser un autre mot de passe'
  },
  back: 'Retour à la page de connexion',
  ended: {
    action: 'Recommencer',
    expired: {
      heading: 'Le temps est écoulé',
      lead: 'Cette réinitialisation a duré trop longtemps et a pris fin. Votre mot de passe n’a pas été changé.'
    },
    locked: {
      heading: 'Trop de codes incorrects',
      lead: 'Pour protéger le compte, cette réinitialisation a pris fin. Votre mot de passe n’a pas été changé.'
    },
    gone: {
      heading: 'Impossible de continuer ici',
      lead: 'Cette réinitialisation a peut-être été recommencée dans un autre onglet ou navigateur. Poursuivez là-bas, ou recommencez.'
    },
    rejected: {
      heading: 'Cette réinitialisation ne peut plus servir',
      lead: 'Le mot de passe a peut-être été changé entre-temps par une autre réinitialisation. Vous pouvez recommencer.'
    }
  },
  notice: {
    offline: 'Vous semblez être hors ligne. Réessayez une fois connecté.',
    unavailable: 'Le service est injoignable pour le moment. Réessayez dans un instant.',
    problem: 'Un problème est survenu de notre côté. Veuillez réessayer.',
    kept: 'Rien de ce que vous avez saisi n’est perdu.',
    tooMany: 'Trop de tentatives d’ici ou pour ce nom. Réessayez plus tard.',
    tooManyUntil: 'Trop de tentatives d’ici ou pour ce nom. Réessayez dans {time}.',
    ended: 'Votre réinitialisation précédente a pris fin. Vous pouvez recommencer ici.',
    refused: 'Ce formulaire n’était plus à jour, ou votre navigateur n’accepte pas les cookies de ce site. Veuillez réessayer.',
    retry: 'Réessayer'
  },
  foot: { contact: 'Besoin d’aide\u00a0? {contact}', language: 'Langue' }
}
