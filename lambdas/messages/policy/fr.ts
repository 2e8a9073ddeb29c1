import type { Plural } from '../plural.ts'
import { always, countedIn, foundIn, number, orUntold } from './counts.ts'
import type { Sentence, Sentences } from './index.ts'

const counted = countedIn('fr')
const has = foundIn(' (ici\u00a0: ', ')')

const atLeast =
  (forms: Plural): Sentence =>
  (params) =>
    `Au moins ${counted(forms, params['required'])}${has(params)}.`

const atMost =
  (none: string, forms: Plural): Sentence =>
  (params) =>
    number(params['allowed']) === 0 ? `${none}${has(params)}.` : `Au plus ${counted(forms, params['allowed'])}${has(params)}.`

const CHARACTERS: Readonly<Record<string, string>> = {
  surrogate: 'Il contient un caractère incomplet. Veuillez le saisir à nouveau.',
  control: 'Il contient un caractère de contrôle, comme une tabulation ou un saut de ligne.',
  unassigned: 'Il contient un caractère qui n’est pas attribué.',
  space: 'Il contient une espace particulière. Seule l’espace ordinaire est possible.',
  blank: 'Il ne contient que des espaces.'
}

const BLOCKED: Readonly<Record<string, string>> = {
  common: 'Ce mot de passe est bien connu, ou figure dans une fuite de données.',
  context: 'Ce mot de passe est formé de votre nom ou du nom de votre organisation.'
}

const KINDS = 'de ces catégories\u00a0: majuscules, minuscules, chiffres, caractères spéciaux, caractères hors ASCII'
const SPECIAL: Plural = {
  one: '{n} caractère spécial, comme\u00a0! ou une espace',
  other: '{n} caractères spéciaux, comme\u00a0! ou une espace'
}
const UNICODE: Plural = { one: '{n} caractère hors ASCII, comme é ou あ', other: '{n} caractères hors ASCII, comme é ou あ' }

export const sentences: Sentences = {
  minLength: orUntold(
    'Plus long\u00a0: l’annuaire demande davantage de caractères.',
    atLeast({ one: '{n} caractère', other: '{n} caractères' })
  ),
  maxLength: orUntold(
    'Plus court\u00a0: l’annuaire accepte moins de caractères.',
    atMost('Aucun caractère', { one: '{n} caractère', other: '{n} caractères' })
  ),
  maxBytes: always('Il est trop long pour être enregistré.'),
  characters: ({ kind }) => CHARACTERS[kind ?? ''] ?? 'Il contient un caractère qui ne peut pas être utilisé.',
  minUpperCase: atLeast({ one: '{n} majuscule (A–Z)', other: '{n} majuscules (A–Z)' }),
  minLowerCase: atLeast({ one: '{n} minuscule (a–z)', other: '{n} minuscules (a–z)' }),
  minAlphas: atLeast({ one: '{n} lettre (A–Z, a–z)', other: '{n} lettres (A–Z, a–z)' }),
  minNumerals: atLeast({ one: '{n} chiffre (0–9)', other: '{n} chiffres (0–9)' }),
  minAlphaNumerals: atLeast({ one: '{n} lettre ou chiffre', other: '{n} lettres ou chiffres' }),
  minSpecialChars: atLeast(SPECIAL),
  maxSpecialChars: atMost('Aucun caractère spécial, ni espace', SPECIAL),
  minUnicodeChars: atLeast(UNICODE),
  maxUnicodeChars: atMost('Aucun caractère hors ASCII, comme é ou あ', UNICODE),
  minUniqueChars: atLeast({
    one: '{n} caractère qui n’apparaît qu’une fois',
    other: '{n} caractères qui n’apparaissent qu’une fois'
  }),
  maxRepeatedChars: (params) => `Aucun caractère présent plus de ${params['allowed']}\u00a0fois${has(params)}.`,
  maxConsecutiveRepeats: (params) => `Aucun caractère présent plus de ${params['allowed']}\u00a0fois de suite${has(params)}.`,
  maxSequenceLength: (params) =>
    `Aucune suite comme abc, 321 ou azerty de plus de ${counted({ one: '{n} caractère', other: '{n} caractères' }, params['allowed'])}${has(params)}.`,
  minCharacterClasses: atLeast({ other: `{n} ${KINDS}` }),
  requiredChars: ({ required, missing }) =>
    `Chacun de ces caractères\u00a0: ${required}${missing === undefined ? '' : ` (il manque\u00a0: ${missing})`}`,
  disallowedChars: (params) => `Aucun de ces caractères\u00a0: ${params['disallowed']}${has(params)}`,
  allowedChars: (params) => `Uniquement ces caractères\u00a0: ${params['allowed']}${has(params)}`,
  disallowedSubstrings: (params) => `Sans aucun de ces textes\u00a0: ${params['disallowed']}${has(params)}`,
  startsWithAlphabet: always('Il commence par une lettre (A–Z, a–z).'),
  specialNotAtEnds: always('Il ne commence ni ne finit par un caractère spécial.'),
  palindromeDisallowed: always('Il ne se lit pas de la même façon à l’envers.'),
  userNameDisallowed: always('Il ne contient pas votre nom d’utilisateur.'),
  firstNameDisallowed: always('Il ne contient pas votre prénom.'),
  lastNameDisallowed: always('Il ne contient pas votre nom de famille.'),
  emailDisallowed: always('Il ne contient pas la partie de votre adresse e-mail qui précède le @.'),
  attributesDisallowed: always('Il ne contient rien de ce que l’annuaire sait de vous.'),
  mustMatch: ({ message }) => String(message ?? 'Il suit une règle de votre organisation.'),
  mustNotMatch: ({ message }) => String(message ?? 'Il n’enfreint aucune règle de votre organisation.'),
  dictionary: always('Pas un mot de la liste des mots interdits.'),
  blocklist: ({ kind }) =>
    BLOCKED[kind ?? ''] ?? 'Ni un mot de passe bien connu, ni un mot de passe formé de votre nom ou de celui de votre organisation.',
  minStrength: (params) => `Difficile à deviner\u00a0: robustesse d’au moins ${params['required']} sur 4${has(params)}.`,
  minDifferentFromCurrent: atLeast({
    one: '{n} caractère absent de votre mot de passe actuel',
    other: '{n} caractères absents de votre mot de passe actuel'
  }),
  directoryQuality: always('L’annuaire n’accepte pas ce mot de passe. Veuillez en choisir un autre.'),
  numPasswordsInHistory: ({ required }) =>
    required === undefined
      ? 'Pas un mot de passe que vous avez déjà utilisé.'
      : counted({ one: 'Pas votre dernier mot de passe.', other: 'Aucun de vos {n} derniers mots de passe.' }, required),
  minPasswordAge: ({ required }) =>
    required === undefined
      ? 'Votre mot de passe a été changé trop récemment pour l’être à nouveau.'
      : counted(
          {
            one: 'Un mot de passe doit être conservé au moins {n} jour avant de pouvoir être changé à nouveau.',
            other: 'Un mot de passe doit être conservé au moins {n} jours avant de pouvoir être changé à nouveau.'
          },
          required
        )
}
