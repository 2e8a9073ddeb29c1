// Where a person may be led back to. Nobody is ever sent there: it is a link, and only to what the deployment names.

/** Spellings of a slash, a dot or an end that somebody behind us may read otherwise than the URL standard does. */
const AMBIGUOUS = /%(?:2f|5c|2e|00)|\/\.{1,2};/i

/** Printable ASCII without the backslash, which browsers read as a slash. A URL parser drops line breaks and tabs, so they are refused first. */
const PLAIN = /^https:\/\/[\x21-\x5b\x5d-\x7e]*$/i

const MOST = 2048

function plainUrl(text: string): URL | undefined {
  if (text.length > MOST || !PLAIN.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const hasCredentials = url.username !== '' || url.password !== '' || /^https:\/\/[^/?#]*@/i.test(text)
  return hasCredentials || AMBIGUOUS.test(url.pathname) ? undefined : url
}

const isBelow = (path: string, root: string): boolean => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`)

/** The asked address where one of the allowed ones is its origin and the beginning of its path; else the first of them, if any. */
export function allowedReturn(asked: string | null | undefined, allowed: readonly string[]): string | undefined {
  const url = asked ? plainUrl(asked) : undefined
  const roots = allowed.flatMap((text) => plainUrl(text) ?? [])
  const isAllowed = url !== undefined && roots.some((root) => root.origin === url.origin && isBelow(url.pathname, root.pathname))
  return isAllowed ? url.href : roots[0]?.href
}
