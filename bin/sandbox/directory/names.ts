// How the embedded directory compares values and names, as OpenLDAP does for the attributes that our people have.

/** caseIgnoreMatch (RFC 4518): compatibility forms, case and spaces make no difference. */
export const fold = (value: string): string => value.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')

const TOKEN = /((?:\\[0-9a-f]{2})+)|\\(.)|([,;])|[^\\,;]+/gisu

/** The pairs of a DN, unescaped and folded, the entry's own first. */
function pairsOf(dn: string): string[] {
  if (dn === '') return []
  const pairs = ['']
  for (const [text, hex, escaped, mark] of dn.matchAll(TOKEN)) {
    if (mark) pairs.push('')
    else pairs[pairs.length - 1] += hex ? Buffer.from(hex.replaceAll('\\', ''), 'hex').toString() : (escaped ?? text)
  }
  return pairs.map((pair) => fold(pair.replace(/\s*=\s*/, '=')))
}

/** One spelling for all spellings of a DN. */
export const keyOf = (dn: string): string => JSON.stringify(pairsOf(dn))

export type Scope = 'base' | 'one' | 'sub'

/** Whether an entry lies at or below a base, in the scope of a search. */
export function isInScope(dn: string, base: string, scope: Scope): boolean {
  const [own, above] = [pairsOf(dn), pairsOf(base)]
  const depth = own.length - above.length
  if (depth < 0 || JSON.stringify(own.slice(depth)) !== JSON.stringify(above)) return false
  if (scope === 'sub') return true
  return depth === (scope === 'base' ? 0 : 1)
}
