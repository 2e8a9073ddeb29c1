// DNs are compared here and never built: the ones we use come out of searches.

const TOKEN = /((?:\\[0-9a-f]{2})+)|\\(.)|([,;+=])|[^\\,;+=]+/gisu

const fold = (value: string): string => value.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')

/** One spelling for all spellings of a DN (RFC 4514 escapes undone; case and spaces folded): for comparison only. */
export function normalDn(dn: string): string {
  let pair = ['']
  let rdn = [pair]
  const all = [rdn]
  for (const [text, hex, escaped, mark] of dn.matchAll(TOKEN)) {
    if (mark === '=' && pair.length === 1) pair.push('')
    else if (mark === '+') rdn.push((pair = ['']))
    else if (mark === ',' || mark === ';') all.push((rdn = [(pair = [''])]))
    else pair[pair.length - 1] += hex ? Buffer.from(hex.replaceAll('\\', ''), 'hex').toString() : (escaped ?? text)
  }
  return JSON.stringify(all.map((pairs) => pairs.map((parts) => parts.map(fold)).sort()))
}
