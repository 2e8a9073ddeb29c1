import { orUntold } from './counts.ts'
import type { Params, Sentence, Sentences } from './index.ts'

const has = ({ found }: Params): string => (found === undefined ? '' : `（現在：${found}）`)

const atLeast =
  (what: string, unit = '文字'): Sentence =>
  (params) =>
    `${what}${params['required']}${unit}以上${has(params)}。`

const atMost =
  (what: string): Sentence =>
  (params) =>
    params['allowed'] === 0 ? `${what}使えません${has(params)}。` : `${what}${params['allowed']}文字以下${has(params)}。`

const always =
  (text: string): Sentence =>
  () =>
    text

const CHARACTERS: Readonly<Record<string, string>> = {
  surrogate: '壊れた文字が含まれています。入力し直してください。',
  control: 'タブや改行などの制御文字が含まれています。',
  unassigned: '使われていない文字が含まれています。',
  space: '特殊な空白が含まれています。使えるのは半角スペースだけです。',
  blank: '空白だけのパスワードは使えません。'
}

const BLOCKED: Readonly<Record<string, string>> = {
  common: 'よく知られた、または流出したことのあるパスワードです。',
  context: 'あなたの名前や組織の名前から作られたパスワードです。'
}

export const sentences: Sentences = {
  minLength: orUntold('もっと長く：ディレクトリの最小文字数に足りません。', atLeast('')),
  maxLength: orUntold('もっと短く：ディレクトリの最大文字数を超えています。', atMost('')),
  maxBytes: always('長すぎて保存できません。'),
  characters: ({ kind }) => CHARACTERS[kind ?? ''] ?? '使えない文字が含まれています。',
  minUpperCase: atLeast('英大文字（A–Z）を'),
  minLowerCase: atLeast('英小文字（a–z）を'),
  minAlphas: atLeast('英字（A–Z、a–z）を'),
  minNumerals: atLeast('数字（0–9）を'),
  minAlphaNumerals: atLeast('英字または数字を'),
  minSpecialChars: atLeast('記号（半角スペースを含む）を'),
  maxSpecialChars: atMost('記号（半角スペースを含む）は'),
  minUnicodeChars: atLeast('ASCII以外の文字（あ、é など）を'),
  maxUnicodeChars: atMost('ASCII以外の文字（あ、é など）は'),
  minUniqueChars: atLeast('一度だけ現れる文字を'),
  maxRepeatedChars: (params) => `同じ文字は全体で${params['allowed']}回まで${has(params)}。`,
  maxConsecutiveRepeats: (params) => `同じ文字の連続は${params['allowed']}回まで${has(params)}。`,
  maxSequenceLength: (params) => `abc、321、qwerty のような並びは${params['allowed']}文字まで${has(params)}。`,
  minCharacterClasses: atLeast('英大文字・英小文字・数字・記号・ASCII以外の文字のうち', '種類'),
  requiredChars: ({ required, missing }) => `次の文字をすべて含む：${required}${missing === undefined ? '' : `（不足：${missing}）`}`,
  disallowedChars: (params) => `次の文字は使えません：${params['disallowed']}${has(params)}`,
  allowedChars: (params) => `使える文字：${params['allowed']}${has(params)}`,
  disallowedSubstrings: (params) => `次の語句を含めることはできません：${params['disallowed']}${has(params)}`,
  startsWithAlphabet: always('英字（A–Z、a–z）で始まる。'),
  specialNotAtEnds: always('記号で始まらず、記号で終わらない。'),
  palindromeDisallowed: always('逆から読んでも同じになる並びは使えません。'),
  userNameDisallowed: always('ユーザー名を含めることはできません。'),
  firstNameDisallowed: always('名を含めることはできません。'),
  lastNameDisallowed: always('姓を含めることはできません。'),
  emailDisallowed: always('メールアドレスの @ より前の部分を含めることはできません。'),
  attributesDisallowed: always('ディレクトリに登録されたあなたの情報を含めることはできません。'),
  mustMatch: ({ message }) => String(message ?? '組織の規則に従っている。'),
  mustNotMatch: ({ message }) => String(message ?? '組織の規則に反していない。'),
  dictionary: always('禁止語の一覧にある語は使えません。'),
  blocklist: ({ kind }) => BLOCKED[kind ?? ''] ?? 'よく知られたパスワードや、あなたの名前・組織の名前から作られたパスワードは使えません。',
  minStrength: (params) => `推測されにくいこと（4段階中${params['required']}以上の強度）${has(params)}。`,
  minDifferentFromCurrent: atLeast('現在のパスワードにない文字を'),
  directoryQuality: always('ディレクトリがこのパスワードを受け付けません。別のパスワードを選んでください。'),
  numPasswordsInHistory: ({ required }) =>
    required === undefined ? '以前に使ったパスワードは使えません。' : `過去${required}回に使ったパスワードは使えません。`,
  minPasswordAge: ({ required }) =>
    required === undefined ? '前回の変更から間もないため、まだ変更できません。' : `前回の変更から${required}日間は変更できません。`
}
