// A form's body (application/x-www-form-urlencoded), read as strictly as JSON is: each name once, and nothing that is not UTF-8. URLSearchParams
// would put U+FFFD for a byte that it cannot read, and so set another password than was typed.
import type { Body } from './json.ts'

/** Parses a body; the detail names what is wrong without repeating what was sent. */
export function parseForm(text: string): Body {
  try {
    const pairs = text === '' ? [] : text.split('&').map(pairOf)
    const names = pairs.map(([name]) => name)
    if (new Set(names).size !== names.length) return { ok: false, detail: 'body: holds a name twice' }
    if (names.includes('__proto__')) return { ok: false, detail: '__proto__: is not a field' }
    return { ok: true, value: Object.fromEntries(pairs) }
  } catch {
    return { ok: false, detail: 'body: must be a form in UTF-8' }
  }
}

function pairOf(pair: string): [string, string] {
  const [name = '', ...value] = pair.split('=')
  return [decoded(name), decoded(value.join('='))]
}

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))
