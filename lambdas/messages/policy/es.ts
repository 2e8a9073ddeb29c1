import type { Plural } from '../plural.ts'
import { always, countedIn, foundIn, number, orUntold } from './counts.ts'
import type { Sentence, Sentences } from './index.ts'

const counted = countedIn('es')
const has = foundIn(' (aquí: ', ')')

const atLeast =
  (forms: Plural): Sentence =>
  (params) =>
    `Al menos ${counted(forms, params['required'])}${has(params)}.`

const atMost =
  (none: string, forms: Plural): Sentence =>
  (params) =>
    number(params['allowed']) === 0 ? `${none}${has(params)}.` : `Como máximo ${counted(forms, params['allowed'])}${has(params)}.`

const CHARACTERS: Readonly<Record<string, string>> = {
  surrogate: 'Contiene un carácter incompleto. Vuelva a escribirla.',
  control: 'Contiene un carácter de control, como un tabulador o un salto de línea.',
  unassigned: 'Contiene un carácter que no está asignado.',
  space: 'Contiene un espacio especial. Solo se puede usar el espacio normal.',
  blank: 'Solo contiene espacios.'
}

const BLOCKED: Readonly<Record<string, string>> = {
  common: 'Esta contraseña es muy conocida o ha aparecido en una filtración.',
  context: 'Esta contraseña está formada con su nombre o con el de su organización.'
}

const KINDS = 'de estas clases: mayúsculas, minúsculas, cifras, caracteres especiales, caracteres no ASCII'
const SPECIAL: Plural = {
  one: '{n} carácter especial, como ! o un espacio',
  other: '{n} caracteres especiales, como ! o un espacio'
}
const UNICODE: Plural = { one: '{n} carácter no ASCII, como é o あ', other: '{n} caracteres no ASCII, como é o あ' }

const times = (n: string | number | undefined): string => counted({ one: '{n} vez', other: '{n} veces' }, n)

export const sentences: Sentences = {
  minLength: orUntold('Más larga: el directorio pide más caracteres.', atLeast({ one: '{n} carácter', other: '{n} caracteres' })),
  maxLength: orUntold(
    'Más corta: el directorio admite menos caracteres.',
    atMost('Ningún carácter', { one: '{n} carácter', other: '{n} caracteres' })
  ),
  maxBytes: always('Es demasiado larga para guardarla.'),
  characters: ({ kind }) => CHARACTERS[kind ?? ''] ?? 'Contiene un carácter que no se puede usar.',
  minUpperCase: atLeast({ one: '{n} mayúscula (A–Z)', other: '{n} mayúsculas (A–Z)' }),
  minLowerCase: atLeast({ one: '{n} minúscula (a–z)', other: '{n} minúsculas (a–z)' }),
  minAlphas: atLeast({ one: '{n} letra (A–Z, a–z)', other: '{n} letras (A–Z, a–z)' }),
  minNumerals: atLeast({ one: '{n} cifra (0–9)', other: '{n} cifras (0–9)' }),
  minAlphaNumerals: atLeast({ one: '{n} letra o cifra', other: '{n} letras o cifras' }),
  minSpecialChars: atLeast(SPECIAL),
  maxSpecialChars: atMost('Ningún carácter especial ni espacio', SPECIAL),
  minUnicodeChars: atLeast(UNICODE),
  maxUnicodeChars: atMost('Ningún carácter no ASCII, como é o あ', UNICODE),
  minUniqueChars: atLeast({
    one: '{n} carácter que aparezca una sola vez',
    other: '{n} caracteres que aparezcan una sola vez'
  }),
  maxRepeatedChars: (params) => `Ningún carácter más de ${times(params['allowed'])} en total${has(params)}.`,
  maxConsecutiveRepeats: (params) => `Ningún carácter repetido más de ${times(params['allowed'])} en fila${has(params)}.`,
  maxSequenceLength: (params) =>
    `Ninguna secuencia como abc, 321 o qwerty de más de ${counted({ one: '{n} carácter', other: '{n} caracteres' }, params['allowed'])}${has(params)}.`,
  minCharacterClasses: atLeast({ other: `{n} ${KINDS}` }),
  requiredChars: ({ required, missing }) =>
    `Cada uno de estos caracteres: ${required}${missing === undefined ? '' : ` (falta: ${missing})`}`,
  disallowedChars: (params) => `Ninguno de estos caracteres: ${params['disallowed']}${has(params)}`,
  allowedChars: (params) => `Solo estos caracteres: ${params['allowed']}${has(params)}`,
  disallowedSubstrings: (params) => `Sin ninguno de estos textos: ${params['disallowed']}${has(params)}`,
  startsWithAlphabet: always('Empieza por una letra (A–Z, a–z).'),
  specialNotAtEnds: always('No empieza ni termina con un carácter especial.'),
  palindromeDisallowed: always('No se lee igual al revés.'),
  userNameDisallowed: always('No contiene su nombre de usuario.'),
  firstNameDisallowed: always('No contiene su nombre de pila.'),
  lastNameDisallowed: always('No contiene su apellido.'),
  emailDisallowed: always('No contiene la parte de su dirección de correo anterior a la @.'),
  attributesDisallowed: always('No contiene nada de lo que el directorio sabe de usted.'),
  mustMatch: ({ message }) => String(message ?? 'Sigue una regla de su organización.'),
  mustNotMatch: ({ message }) => String(message ?? 'No infringe ninguna regla de su organización.'),
  dictionary: always('Ninguna palabra de la lista de palabras prohibidas.'),
  blocklist: ({ kind }) =>
    BLOCKED[kind ?? ''] ?? 'Ni una contraseña muy conocida ni una formada con su nombre o con el de su organización.',
  minStrength: (params) => `Difícil de adivinar: al menos un nivel ${params['required']} de 4${has(params)}.`,
  minDifferentFromCurrent: atLeast({
    one: '{n} carácter que no tenga su contraseña actual',
    other: '{n} caracteres que no tenga su contraseña actual'
  }),
  directoryQuality: always('El directorio no acepta esta contraseña. Elija otra distinta.'),
  numPasswordsInHistory: ({ required }) =>
    required === undefined
      ? 'No una contraseña que ya haya usado.'
      : counted({ one: 'No su última contraseña.', other: 'Ninguna de sus últimas {n} contraseñas.' }, required),
  minPasswordAge: ({ required }) =>
    required === undefined
      ? 'Su contraseña se cambió hace muy poco y todavía no se puede volver a cambiar.'
      : counted(
          {
            one: 'Una contraseña debe conservarse al menos {n} día antes de poder cambiarla de nuevo.',
            other: 'Una contraseña debe conservarse al menos {n} días antes de poder cambiarla de nuevo.'
          },
          required
        )
}
