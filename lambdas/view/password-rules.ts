// The `passwordrules` attribute: what a password manager needs to know to make a password that is accepted at the first try. The syntax is
// Apple's (WICG): https://developer.apple.com/password-rules/. It can say less than a policy; what it cannot say is left out.

interface Asked {
  rule: string
  params: Readonly<Record<string, string | number>>
}

const RANGES = { upper: [0x41, 0x5a], lower: [0x61, 0x7a], digit: [0x30, 0x39] } as const

const ascii = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at))

const POOLS = {
  upper: ascii(...RANGES.upper),
  lower: ascii(...RANGES.lower),
  digit: ascii(...RANGES.digit),
  special: ascii(0x20, 0x7e).filter((sign) => !/[A-Za-z0-9]/.test(sign))
} as const

type Kind = keyof typeof POOLS
const KINDS = Object.keys(POOLS) as Kind[]

/** Rules that want some of one kind, or of any of several. */
const WANTING: Readonly<Record<string, readonly Kind[]>> = {
  minUpperCase: ['upper'],
  minLowerCase: ['lower'],
  minNumerals: ['digit'],
  minSpecialChars: ['special'],
  minAlphas: ['lower', 'upper'],
  minAlphaNumerals: ['lower', 'upper', 'digit']
}

/** The attribute's value for the rules of a policy. */
export function passwordRules(policy: readonly Asked[]): string {
  const told = new Map(policy.map(({ rule, params }) => [rule, params]))
  const number = (rule: string, name: 'required' | 'allowed'): number | undefined => numberIn(told.get(rule)?.[name])
  const pool = poolsIn(told, number('maxSpecialChars', 'allowed') === 0)
  const wanted = [
    ...Object.entries(WANTING).flatMap(([rule, kinds]) => ((number(rule, 'required') ?? 0) > 0 ? [kinds] : [])),
    ...KINDS.filter((kind) => pool(kind) !== '')
      .slice(0, number('minCharacterClasses', 'required') ?? 0)
      .map((kind) => [kind])
  ]
  const repeats = [number('maxConsecutiveRepeats', 'allowed'), number('maxRepeatedChars', 'allowed')].filter((most) => most !== undefined)
  const parts = [
    said('minlength', number('minLength', 'required')),
    said('maxlength', number('maxLength', 'allowed')),
    ...wanted.map((kinds) => said('required', classes(kinds, pool))),
    ...lettersIn(told.get('requiredChars')?.['required']).map((sign) => said('required', bracketed([sign]))),
    (number('minUnicodeChars', 'required') ?? 0) > 0 && said('required', 'unicode'),
    said('allowed', classes(KINDS, pool)),
    repeats.length > 0 && said('max-consecutive', Math.max(1, Math.min(...repeats)))
  ]
  return [...new Set(parts.filter(Boolean))].join(' ')
}

const numberIn = (value: string | number | undefined): number | undefined =>
  value === undefined || value === '' ? undefined : Number(value)

const said = (name: string, value: string | number | undefined): string => (value === undefined || value === '' ? '' : `${name}: ${value};`)

/** Only characters of ASCII can be named one by one. */
const lettersIn = (value: string | number | undefined): string[] => Array.from(String(value ?? '')).filter((sign) => /^[ -~]$/.test(sign))

/** Each kind as it may be used: by its name where all of it may, else character by character. */
function poolsIn(told: ReadonlyMap<string, Asked['params']>, isWithoutSpecial: boolean): (kind: Kind) => string {
  const allowed = told.get('allowedChars')?.['allowed']
  const only = allowed === undefined ? undefined : new Set(lettersIn(allowed))
  const never = new Set(lettersIn(told.get('disallowedChars')?.['disallowed']))
  return (kind) => {
    if (kind === 'special' && isWithoutSpecial) return ''
    const usable = POOLS[kind].filter((sign) => !never.has(sign) && (only === undefined || only.has(sign)))
    return usable.length === POOLS[kind].length ? kind : usable.length === 0 ? '' : bracketed(usable)
  }
}

/** The hyphen comes first and the closing bracket last, or they would mean something else. */
function bracketed(signs: readonly string[]): string {
  const others = signs.filter((sign) => sign !== '-' && sign !== ']').join('')
  return `[${signs.includes('-') ? '-' : ''}${others}${signs.includes(']') ? ']' : ''}]`
}

const classes = (kinds: readonly Kind[], pool: (kind: Kind) => string): string => kinds.map(pool).filter(Boolean).join(', ')
