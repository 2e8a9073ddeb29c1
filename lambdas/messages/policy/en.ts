import { orUntold } from './counts.ts'
import type { Params, Sentence } from './index.ts'

const number = (value: string | number | undefined): number => Number(value ?? 0)
const has = ({ found }: Params): string => (found === undefined ? '' : ` (this one has ${found})`)
const holds = ({ found }: Params): string => (found === undefined ? '' : ` (this one has: ${found})`)

const atLeast =
  (one: string, many: string): Sentence =>
  (params) =>
    `At least ${params['required']} ${number(params['required']) === 1 ? one : many}${has(params)}.`

const atMost =
  (one: string, many: string): Sentence =>
  (params) =>
    number(params['allowed']) === 0
      ? `No ${many}${has(params)}.`
      : `At most ${params['allowed']} ${number(params['allowed']) === 1 ? one : many}${has(params)}.`

const always =
  (text: string): Sentence =>
  () =>
    text

const CHARACTERS: Readonly<Record<string, string>> = {
  surrogate: 'It holds half of a character. Please type it again.',
  control: 'It holds a control character, such as a tab or a line break.',
  unassigned: 'It holds a character that is not in use.',
  space: 'It holds a special kind of space. Only the ordinary space can be used.',
  blank: 'It holds nothing but spaces.'
}

const BLOCKED: Readonly<Record<string, string>> = {
  common: 'This is a well-known password, or is known from a leak.',
  context: 'This is made of your name or of the name of your organisation.'
}

export const sentences = {
  minLength: orUntold('Longer: the directory asks for more characters.', atLeast('character', 'characters')),
  maxLength: orUntold('Shorter: the directory allows fewer characters.', atMost('character', 'characters')),
  maxBytes: always('It is too long to be stored.'),
  characters: ({ kind }) => CHARACTERS[kind ?? ''] ?? 'It holds a character that cannot be used.',
  minUpperCase: atLeast('capital letter (A–Z)', 'capital letters (A–Z)'),
  minLowerCase: atLeast('small letter (a–z)', 'small letters (a–z)'),
  minAlphas: atLeast('letter (A–Z, a–z)', 'letters (A–Z, a–z)'),
  minNumerals: atLeast('digit (0–9)', 'digits (0–9)'),
  minAlphaNumerals: atLeast('letter or digit', 'letters or digits'),
  minSpecialChars: atLeast('special character, such as ! or a space', 'special characters, such as ! or a space'),
  maxSpecialChars: atMost('special character, such as ! or a space', 'special characters, such as ! or a space'),
  minUnicodeChars: atLeast('character outside ASCII, such as é or あ', 'characters outside ASCII, such as é or あ'),
  maxUnicodeChars: atMost('character outside ASCII, such as é or あ', 'characters outside ASCII, such as é or あ'),
  minUniqueChars: atLeast('character that occurs only once', 'characters that occur only once'),
  maxRepeatedChars: (params) => `No character more than ${params['allowed']} times${has(params)}.`,
  maxConsecutiveRepeats: (params) => `No character more than ${params['allowed']} times in a row${has(params)}.`,
  maxSequenceLength: (params) => `No sequence such as abc, 321 or qwerty of more than ${params['allowed']} characters${has(params)}.`,
  minCharacterClasses: atLeast(
    'of these kinds: capital letters, small letters, digits, special characters, characters outside ASCII',
    'of these kinds: capital letters, small letters, digits, special characters, characters outside ASCII'
  ),
  requiredChars: ({ required, missing }) => `Each of these characters: ${required}${missing === undefined ? '' : ` (missing: ${missing})`}`,
  disallowedChars: (params) => `None of these characters: ${params['disallowed']}${holds(params)}`,
  allowedChars: (params) => `Only these characters: ${params['allowed']}${holds(params)}`,
  disallowedSubstrings: (params) => `None of these anywhere in it: ${params['disallowed']}${holds(params)}`,
  startsWithAlphabet: always('It begins with a letter (A–Z, a–z).'),
  specialNotAtEnds: always('It neither begins nor ends with a special character.'),
  palindromeDisallowed: always('It does not read the same backwards.'),
  userNameDisallowed: always('It does not contain your user name.'),
  firstNameDisallowed: always('It does not contain your first name.'),
  lastNameDisallowed: always('It does not contain your last name.'),
  emailDisallowed: always('It does not contain the part of your mail address before the @.'),
  attributesDisallowed: always('It does not contain what the directory holds about you.'),
  mustMatch: ({ message }) => String(message ?? 'It follows a rule of your organisation.'),
  mustNotMatch: ({ message }) => String(message ?? 'It breaks no rule of your organisation.'),
  dictionary: always('Not a word from the list of refused words.'),
  blocklist: ({ kind }) => BLOCKED[kind ?? ''] ?? 'Not a well-known password, and not one made of your own name or of your organisation’s.',
  minStrength: (params) => `Hard to guess: strength ${params['required']} of 4 or more${has(params)}.`,
  minDifferentFromCurrent: atLeast(
    'character that your current password does not have',
    'characters that your current password does not have'
  ),
  directoryQuality: always('The directory does not take this password. Please choose a different one.'),
  numPasswordsInHistory: ({ required }) =>
    required === undefined ? 'Not a password that you have used before.' : `Not one of your last ${required} passwords.`,
  minPasswordAge: ({ required }) =>
    required === undefined
      ? 'Your password was changed too recently to be changed again.'
      : `A password must be kept for at least ${required} ${number(required) === 1 ? 'day' : 'days'} before it can be changed again.`
} satisfies Readonly<Record<string, Sentence>>
