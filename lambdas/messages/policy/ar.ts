import { isolated } from '../bidi.ts'
import type { Plural } from '../plural.ts'
import { always, countedIn, foundIn, number, orUntold } from './counts.ts'
import type { Params, Sentence, Sentences } from './index.ts'

type Value = Params[string] | undefined

const counted = countedIn('ar')
const has = foundIn(' (هنا: ', ')', isolated)
const own = (value: Value): string => isolated(value ?? '')

const LETTERS: Plural = { one: 'حرف واحد', two: 'حرفان', few: '{n} أحرف', many: '{n} حرفًا', other: '{n} حرف' }
/** The same behind a preposition. */
const OF_LETTERS: Plural = { ...LETTERS, two: 'حرفين' }
const OF_TIMES: Plural = { one: 'مرة واحدة', two: 'مرتين', few: '{n} مرات', other: '{n} مرة' }
const OF_DAYS: Plural = { one: 'يوم واحد', two: 'يومين', few: '{n} أيام', many: '{n} يومًا', other: '{n} يوم' }
const OF_PASSWORDS: Plural = { one: 'كلمة مرور', two: 'كلمتَي مرور', few: '{n} كلمات مرور', other: '{n} كلمة مرور' }
/** How many of a kind: the kind stands behind it, in the plural. */
const SOME: Plural = { one: 'واحد', two: 'اثنان', other: '{n}' }

const atLeast =
  (kind: string): Sentence =>
  (params) =>
    `${counted(SOME, params['required'])} على الأقل من ${kind}${has(params)}.`

const atMost =
  (kind: string): Sentence =>
  (params) =>
    number(params['allowed']) === 0
      ? `دون أيٍّ من ${kind}${has(params)}.`
      : `${counted(SOME, params['allowed'])} على الأكثر من ${kind}${has(params)}.`

const CHARACTERS: Readonly<Record<string, string>> = {
  surrogate: 'تحتوي على حرف غير مكتمل. يُرجى كتابتها من جديد.',
  control: 'تحتوي على حرف تحكّم، مثل علامة الجدولة أو فاصل الأسطر.',
  unassigned: 'تحتوي على حرف غير مستخدَم.',
  space: 'تحتوي على مسافة من نوع خاص. لا يمكن استخدام سوى المسافة العادية.',
  blank: 'لا تحتوي إلا على مسافات.'
}

const BLOCKED: Readonly<Record<string, string>> = {
  common: 'كلمة المرور هذه شائعة أو ظهرت في تسريب بيانات.',
  context: 'كلمة المرور هذه مكوّنة من اسمك أو من اسم مؤسستك.'
}

const SPECIAL = `الرموز الخاصة، مثل ${own('!')} أو المسافة`
const UNICODE = 'الأحرف التي ليست من ASCII، مثل é أو あ'

export const sentences: Sentences = {
  minLength: orUntold(
    'أطول: الدليل يطلب عددًا أكبر من الأحرف.',
    (params) => `${counted(LETTERS, params['required'])} على الأقل${has(params)}.`
  ),
  maxLength: orUntold(
    'أقصر: الدليل يسمح بعدد أقل من الأحرف.',
    (params) => `${counted(LETTERS, params['allowed'])} على الأكثر${has(params)}.`
  ),
  maxBytes: always('أطول من أن تُحفظ.'),
  characters: ({ kind }) => CHARACTERS[kind ?? ''] ?? 'تحتوي على حرف لا يمكن استخدامه.',
  minUpperCase: atLeast('الأحرف اللاتينية الكبيرة (A–Z)'),
  minLowerCase: atLeast('الأحرف اللاتينية الصغيرة (a–z)'),
  minAlphas: atLeast('الأحرف اللاتينية (A–Z أو a–z)'),
  minNumerals: atLeast(`الأرقام (${own('0–9')})`),
  minAlphaNumerals: atLeast('الأحرف اللاتينية أو الأرقام'),
  minSpecialChars: atLeast(SPECIAL),
  maxSpecialChars: atMost(SPECIAL),
  minUnicodeChars: atLeast(UNICODE),
  maxUnicodeChars: atMost(UNICODE),
  minUniqueChars: atLeast('الأحرف التي لا ترد إلا مرة واحدة'),
  maxRepeatedChars: (params) => `لا يرد أي حرف أكثر من ${counted(OF_TIMES, params['allowed'])}${has(params)}.`,
  maxConsecutiveRepeats: (params) => `لا يرد أي حرف أكثر من ${counted(OF_TIMES, params['allowed'])} على التوالي${has(params)}.`,
  maxSequenceLength: (params) => `لا تسلسل مثل abc أو 321 أو qwerty أطول من ${counted(OF_LETTERS, params['allowed'])}${has(params)}.`,
  minCharacterClasses: atLeast('هذه الأنواع: أحرف كبيرة، أحرف صغيرة، أرقام، رموز خاصة، أحرف ليست من ASCII'),
  requiredChars: ({ required, missing }) => `كل حرف من هذه: ${own(required)}${missing === undefined ? '' : ` (ينقص: ${own(missing)})`}`,
  disallowedChars: (params) => `دون أيٍّ من هذه الأحرف: ${own(params['disallowed'])}${has(params)}`,
  allowedChars: (params) => `هذه الأحرف فقط: ${own(params['allowed'])}${has(params)}`,
  disallowedSubstrings: (params) => `دون أيٍّ مما يلي في أي موضع: ${own(params['disallowed'])}${has(params)}`,
  startsWithAlphabet: always('تبدأ بحرف لاتيني (A–Z أو a–z).'),
  specialNotAtEnds: always('لا تبدأ ولا تنتهي برمز خاص.'),
  palindromeDisallowed: always('لا تُقرأ من آخرها كما تُقرأ من أولها.'),
  userNameDisallowed: always('لا تحتوي على اسم المستخدم الخاص بك.'),
  firstNameDisallowed: always('لا تحتوي على اسمك الأول.'),
  lastNameDisallowed: always('لا تحتوي على اسم عائلتك.'),
  emailDisallowed: always('لا تحتوي على الجزء الذي يسبق علامة @ في عنوان بريدك الإلكتروني.'),
  attributesDisallowed: always('لا تحتوي على شيء مما هو مسجَّل عنك في الدليل.'),
  mustMatch: ({ message }) => String(message ?? 'تتبع قاعدة خاصة بمؤسستك.'),
  mustNotMatch: ({ message }) => String(message ?? 'لا تخالف قاعدة خاصة بمؤسستك.'),
  dictionary: always('ليست كلمة من قائمة الكلمات المحظورة.'),
  blocklist: ({ kind }) => BLOCKED[kind ?? ''] ?? 'ليست كلمة مرور شائعة، ولا مكوّنة من اسمك أو من اسم مؤسستك.',
  minStrength: (params) => `صعبة التخمين: درجة القوة ${params['required']} من 4 على الأقل${has(params)}.`,
  minDifferentFromCurrent: atLeast('الأحرف التي لا ترد في كلمة مرورك الحالية'),
  directoryQuality: always('لا يقبل الدليل كلمة المرور هذه. يُرجى اختيار كلمة أخرى.'),
  numPasswordsInHistory: ({ required }) =>
    required === undefined ? 'ليست كلمة مرور سبق أن استخدمتها.' : `ليست من آخر ${counted(OF_PASSWORDS, required)} استخدمتها.`,
  minPasswordAge: ({ required }) =>
    required === undefined
      ? 'تغيّرت كلمة مرورك قبل وقت قصير جدًا، ولا يمكن تغييرها مجددًا بعد.'
      : `يجب الاحتفاظ بكلمة المرور مدة لا تقل عن ${counted(OF_DAYS, required)} قبل تغييرها مجددًا.`
}
