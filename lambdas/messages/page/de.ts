import type { PageWords } from './en.ts'

/** The page in German. */
export const de: PageWords = {
  locale: 'de',
  formats: 'de',
  sentenceGap: ' ',
  progress: 'Schritt {step} von {total}',
  title: '{heading} · {brand}',
  identify: {
    heading: 'Passwort zurücksetzen',
    lead: 'Wir senden Ihnen einen Einmalcode.',
    label: 'Benutzername',
    hint: 'Der Name, mit dem Sie sich anmelden. Oft geht auch Ihre E-Mail-Adresse.',
    action: 'Weiter',
    missing: 'Geben Sie Ihren Benutzernamen ein.',
    invalid: 'Das kann kein Benutzername sein. Prüfen Sie ihn und versuchen Sie es noch einmal.',
    resume: 'Begonnenes Zurücksetzen fortsetzen'
  },
  locating: {
    heading: 'Einen Moment bitte',
    lead: 'Wir bereiten die Auswahl vor. Das dauert einige Sekunden.',
    retry: 'Erneut versuchen'
  },
  choose: {
    heading: 'Wie sollen wir den Code senden?',
    lead: 'Falls das Konto existiert, geht der Code dorthin, wo Sie möchten.',
    email: 'E-Mail',
    sms: 'SMS',
    emailHint: 'An die E-Mail-Adresse, die für Sie hinterlegt ist',
    smsHint: 'Eine Nachricht an die Mobilnummer, die für Sie hinterlegt ist',
    action: 'Code senden',
    wait: 'Code senden in {time}',
    missing: 'Wählen Sie, wohin der Code gehen soll.',
    back: 'Ich habe schon einen Code'
  },
  code: {
    heading: 'Code eingeben',
    sent: 'Falls das Konto existiert, wurde ein Code gesendet.',
    email: 'Falls das Konto existiert, wurde ein Code per E-Mail gesendet.',
    sms: 'Falls das Konto existiert, wurde ein Code per SMS gesendet.',
    masked: 'Falls das Konto existiert, wurde ein Code an {address} gesendet.',
    emailHint: 'Das kann eine Minute dauern. Sehen Sie auch im Spam-Ordner nach.',
    smsHint: 'Das kann eine Minute dauern.',
    label: '{digits}-stelliger Code',
    action: 'Weiter',
    incomplete: 'Geben Sie alle {digits} Ziffern des Codes ein.',
    rejected: 'Dieser Code ist falsch oder nicht mehr gültig.',
    attempts: { one: 'Sie haben noch {n} Versuch.', other: 'Sie haben noch {n} Versuche.' },
    life: 'Der Code ist noch {time} gültig.',
    soon: 'Der Code läuft in {time} ab.',
    over: 'Der Code ist abgelaufen. Fordern Sie einen neuen an.',
    overForGood: 'Der Code ist abgelaufen. Beginnen Sie von vorn, um einen neuen zu erhalten.',
    resend: 'Neuen Code senden',
    wait: 'Neuer Code in {time}',
    resent: 'Ein neuer Code ist unterwegs. Nur der neueste Code gilt.',
    noMore: 'Für dieses Zurücksetzen können keine weiteren Codes gesendet werden.',
    another: 'Auf anderem Weg senden',
    restart: 'Von vorn beginnen'
  },
  password: {
    heading: 'Neues Passwort wählen',
    lead: 'Ihr Code war richtig.',
    label: 'Neues Passwort',
    show: 'Passwort anzeigen',
    hide: 'Passwort verbergen',
    rules: 'Anforderungen',
    broken: 'nicht erfüllt',
    met: 'erfüllt',
    unmet: 'noch nicht erfüllt',
    later: 'wird beim Ändern geprüft',
    tally: 'Erfüllte Regeln: {met} von {total}.',
    suggest: 'Passwort vorschlagen',
    suggested: 'Ein Vorschlag steht sichtbar im Feld. Notieren Sie ihn oder lassen Sie ihn vom Browser speichern.',
    tip: 'Mehrere Wörter ohne Zusammenhang ergeben ein Passwort, das stark ist und leicht zu merken.',
    action: 'Passwort ändern',
    missing: 'Geben Sie ein neues Passwort ein.',
    refused: {
      one: 'Das Passwort wurde nicht angenommen: {n} Regel ist nicht erfüllt.',
      other: 'Das Passwort wurde nicht angenommen: {n} Regeln sind nicht erfüllt.'
    },
    unaccepted: 'Das Passwort wurde nicht angenommen. Bitte wählen Sie ein anderes.',
    life: 'Sie haben noch {time} Zeit.'
  },
  saving: {
    heading: 'Ihr neues Passwort wird gespeichert',
    lead: 'Das dauert einige Sekunden. Sie können auf dieser Seite bleiben.'
  },
  done: {
    heading: 'Ihr Passwort ist geändert',
    lead: 'Sie können sich jetzt damit anmelden. Manche Systeme brauchen eine Minute, bis sie es kennen.',
    devices: 'Telefone, Mailprogramme und WLAN-Zugänge, die das alte Passwort gespeichert haben, brauchen das neue.',
    others: 'Falls jemand anderes das alte Passwort gekannt haben könnte, melden Sie sich überall ab, wo Sie noch angemeldet sind.',
    notice: 'Über diese Änderung benachrichtigen wir alle für Sie hinterlegten Adressen und Nummern.',
    again: 'Ein weiteres Passwort zurücksetzen'
  },
  back: 'Zurück zur Anmeldung',
  ended: {
    action: 'Von vorn beginnen',
    expired: {
      heading: 'Die Zeit ist abgelaufen',
      lead: 'Das Zurücksetzen hat zu lange gedauert und wurde beendet. Ihr Passwort wurde nicht geändert.'
    },
    locked: {
      heading: 'Zu viele falsche Codes',
      lead: 'Zum Schutz des Kontos wurde das Zurücksetzen beendet. Ihr Passwort wurde nicht geändert.'
    },
    gone: {
      heading: 'Hier geht es nicht weiter',
      lead: 'Vielleicht wurde das Zurücksetzen in einem anderen Tab oder Browser neu begonnen. Machen Sie dort weiter oder beginnen Sie von vorn.'
    },
    rejected: {
      heading: 'Das Zurücksetzen gilt nicht mehr',
      lead: 'Vielleicht wurde das Passwort inzwischen auf anderem Weg geändert. Sie können von vorn beginnen.'
    }
  },
  notice: {
    offline: 'Sie scheinen offline zu sein. Versuchen Sie es noch einmal, wenn Sie wieder verbunden sind.',
    unavailable: 'Der Dienst ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.',
    problem: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.',
    kept: 'Ihre Eingaben bleiben erhalten.',
    tooMany: 'Zu viele Versuche von hier aus oder mit diesem Namen. Versuchen Sie es später noch einmal.',
    tooManyUntil: 'Zu viele Versuche von hier aus oder mit diesem Namen. Versuchen Sie es in {time} noch einmal.',
    ended: 'Ihr voriges Zurücksetzen wurde beendet. Hier können Sie neu beginnen.',
    refused: 'Dieses Formular war veraltet, oder Ihr Browser speichert für diese Seite keine Cookies. Bitte versuchen Sie es noch einmal.',
    retry: 'Erneut versuchen'
  },
  foot: { contact: 'Brauchen Sie Hilfe? {contact}', language: 'Sprache' }
}
