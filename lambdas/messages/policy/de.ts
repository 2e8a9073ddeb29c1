import type { Plural } from '../plural.ts'
import { always, countedIn, foundIn, number, orUntold } from './counts.ts'
import type { Sentence, Sentences } from './index.ts'

const counted = countedIn('de')
const has = foundIn(' (hier: ', ')')

const atLeast =
  (forms: Plural): Sentence =>
  (params) =>
    `Mindestens ${counted(forms, params['required'])}${has(params)}.`

const atMost =
  (none: string, forms: Plural): Sentence =>
  (params) =>
    number(params['allowed']) === 0 ? `${none}${has(params)}.` : `Höchstens ${counted(forms, params['allowed'])}${has(params)}.`

const CHARACTERS: Readonly<Record<string, string>> = {
  surrogate: 'Es enthält ein unvollständiges Zeichen. Bitte geben Sie es noch einmal ein.',
  control: 'Es enthält ein Steuerzeichen, etwa einen Tabulator oder einen Zeilenumbruch.',
  unassigned: 'Es enthält ein Zeichen, das nicht vergeben ist.',
  space: 'Es enthält ein besonderes Leerzeichen. Nur das gewöhnliche Leerzeichen ist möglich.',
  blank: 'Es besteht nur aus Leerzeichen.'
}

const BLOCKED: Readonly<Record<string, string>> = {
  common: 'Dieses Passwort ist allgemein bekannt oder aus einem Datenleck bekannt.',
  context: 'Dieses Passwort ist aus Ihrem Namen oder dem Namen Ihrer Organisation gebildet.'
}

const KINDS = 'dieser Arten: Großbuchstaben, Kleinbuchstaben, Ziffern, Sonderzeichen, Zeichen außerhalb von ASCII'
const SPECIAL = '{n} Sonderzeichen, etwa ! oder ein Leerzeichen'
const UNICODE = '{n} Zeichen außerhalb von ASCII, etwa é oder あ'

export const sentences: Sentences = {
  minLength: orUntold('Länger: Das Verzeichnis verlangt mehr Zeichen.', atLeast({ other: '{n} Zeichen' })),
  maxLength: orUntold('Kürzer: Das Verzeichnis erlaubt weniger Zeichen.', atMost('Kein Zeichen', { other: '{n} Zeichen' })),
  maxBytes: always('Es ist zu lang, um gespeichert zu werden.'),
  characters: ({ kind }) => CHARACTERS[kind ?? ''] ?? 'Es enthält ein Zeichen, das nicht verwendet werden kann.',
  minUpperCase: atLeast({ one: '{n} Großbuchstabe (A–Z)', other: '{n} Großbuchstaben (A–Z)' }),
  minLowerCase: atLeast({ one: '{n} Kleinbuchstabe (a–z)', other: '{n} Kleinbuchstaben (a–z)' }),
  minAlphas: atLeast({ one: '{n} Buchstabe (A–Z, a–z)', other: '{n} Buchstaben (A–Z, a–z)' }),
  minNumerals: atLeast({ one: '{n} Ziffer (0–9)', other: '{n} Ziffern (0–9)' }),
  minAlphaNumerals: atLeast({ one: '{n} Buchstabe oder Ziffer', other: '{n} Buchstaben oder Ziffern' }),
  minSpecialChars: atLeast({ other: SPECIAL }),
  maxSpecialChars: atMost('Keine Sonderzeichen, auch keine Leerzeichen', { other: SPECIAL }),
  minUnicodeChars: atLeast({ other: UNICODE }),
  maxUnicodeChars: atMost('Keine Zeichen außerhalb von ASCII, etwa é oder あ', { other: UNICODE }),
  minUniqueChars: atLeast({ one: '{n} Zeichen, das nur einmal vorkommt', other: '{n} Zeichen, die nur einmal vorkommen' }),
  maxRepeatedChars: (params) => `Kein Zeichen mehr als ${params['allowed']}-mal${has(params)}.`,
  maxConsecutiveRepeats: (params) => `Kein Zeichen mehr als ${params['allowed']}-mal hintereinander${has(params)}.`,
  maxSequenceLength: (params) => `Keine Folge wie abc, 321 oder qwertz mit mehr als ${params['allowed']} Zeichen${has(params)}.`,
  minCharacterClasses: atLeast({ other: `{n} ${KINDS}` }),
  requiredChars: ({ required, missing }) => `Jedes dieser Zeichen: ${required}${missing === undefined ? '' : ` (es fehlt: ${missing})`}`,
  disallowedChars: (params) => `Keines dieser Zeichen: ${params['disallowed']}${has(params)}`,
  allowedChars: (params) => `Nur diese Zeichen: ${params['allowed']}${has(params)}`,
  disallowedSubstrings: (params) => `Ohne diese Zeichenfolgen: ${params['disallowed']}${has(params)}`,
  startsWithAlphabet: always('Es beginnt mit einem Buchstaben (A–Z, a–z).'),
  specialNotAtEnds: always('Es beginnt und endet nicht mit einem Sonderzeichen.'),
  palindromeDisallowed: always('Es liest sich rückwärts nicht gleich.'),
  userNameDisallowed: always('Es enthält nicht Ihren Benutzernamen.'),
  firstNameDisallowed: always('Es enthält nicht Ihren Vornamen.'),
  lastNameDisallowed: always('Es enthält nicht Ihren Nachnamen.'),
  emailDisallowed: always('Es enthält nicht den Teil Ihrer E-Mail-Adresse vor dem @.'),
  attributesDisallowed: always('Es enthält nichts, was im Verzeichnis über Sie steht.'),
  mustMatch: ({ message }) => String(message ?? 'Es folgt einer Regel Ihrer Organisation.'),
  mustNotMatch: ({ message }) => String(message ?? 'Es verstößt gegen keine Regel Ihrer Organisation.'),
  dictionary: always('Kein Wort aus der Liste der gesperrten Wörter.'),
  blocklist: ({ kind }) =>
    BLOCKED[kind ?? ''] ?? 'Kein allgemein bekanntes Passwort und keines aus Ihrem eigenen Namen oder dem Ihrer Organisation.',
  minStrength: (params) => `Schwer zu erraten: mindestens Stärke ${params['required']} von 4${has(params)}.`,
  minDifferentFromCurrent: atLeast({
    one: '{n} Zeichen, das Ihr jetziges Passwort nicht hat',
    other: '{n} Zeichen, die Ihr jetziges Passwort nicht hat'
  }),
  directoryQuality: always('Das Verzeichnis nimmt dieses Passwort nicht an. Bitte wählen Sie ein anderes.'),
  numPasswordsInHistory: ({ required }) =>
    required === undefined
      ? 'Kein Passwort, das Sie schon einmal verwendet haben.'
      : counted({ one: 'Nicht Ihr letztes Passwort.', other: 'Keines Ihrer letzten {n} Passwörter.' }, required),
  minPasswordAge: ({ required }) =>
    required === undefined
      ? 'Ihr Passwort wurde vor zu kurzer Zeit geändert und kann noch nicht wieder geändert werden.'
      : counted(
          {
            one: 'Ein Passwort muss mindestens {n} Tag lang behalten werden, bevor es wieder geändert werden kann.',
            other: 'Ein Passwort muss mindestens {n} Tage lang behalten werden, bevor es wieder geändert werden kann.'
          },
          required
        )
}
