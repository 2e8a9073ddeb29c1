// The canonical form of an identifier, for limiter keys and decoys only; the directory is asked with what was typed.
// It must be at least as coarse as any directory's own matching, or one person would have several budgets.

import type { Realm } from './realm.ts'

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}\s]/gu, '')
    // Upper case first: it maps the long s, the dotless i and the sharp s to what directories match them with.
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')

/** Decodes LDAP's escapes (RFC 4514, RFC 4515): `\61lice` must not be a second budget for `alice`. */
const unescapeLdap = (text: string): string =>
  text.replace(/(?:\\[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('\\', ''), 'hex').toString())

/** The one spelling under which an identifier is counted and its decoy is drawn. */
export function canonical(identifier: string, known: Realm): string {
  let text = fold(unescapeLdap(identifier))
  const prefix = known.prefixes.map((p) => `${fold(p)}\\`).find((p) => text.startsWith(p))
  if (prefix) text = text.slice(prefix.length)
  const domain = known.domains.map((d) => `@${fold(d)}`).find((d) => text.endsWith(d))
  if (domain) text = text.slice(0, -domain.length)
  return text.replaceAll('\\', '')
}

/** The letter that an identifier begins with, behind a domain's prefix; one for all spellings of a canonical form, as their decoy is. */
export const initialOf = (identifier: string): string => Array.from(fold(unescapeLdap(identifier).replace(/^.*\\/s, '')))[0] ?? ''
