// DNs are compared here and never built: the ones we use come out of searches.

const TOKEN = /((?:\\[0-9a-f]{2})+)|\\(.)|([,;+=])|[^\\,;+=]+/gisu

const fold = (value: string): string => value.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')

/** The RDNs of a DN in one spelling for all spellings (RFC 4514 escapes undone; case and spaces folded). */
function rdnsOf(dn: string): string[] {
  let pair = ['']
  let rdn = [pair]
  const all = [rdn]
  for (const [text, hex, escaped, mark] of dn.matchAll(TOKEN)) {
    if (mark === '=' && pair.length === 1) pair.push('')
    else if (mark === '+') rdn.push((pair = ['']))
    else if (mark === ',' || mark === ';') all.push((rdn = [(pair = [''])]))
    else pair[pair.length - 1] += hex ? Buffer.from(hex.replaceAll('\\', ''), 'hex').toString() : (escaped ?? text)
  }
  return all.map((pairs) => JSON.stringify(pairs.map((parts) => parts.map(fold)).sort()))
}

/** One spelling for all spellings of a DN: for comparison only. */
export const normalDn = (dn: string): string => rdnsOf(dn).join()

/** Whether an entry is a base, or lies below it. */
export function isWithin(dn: string, base: string): boolean {
  const [own, above] = [rdnsOf(dn), rdnsOf(base)]
  return own.length >= above.length && own.slice(own.length - above.length).join() === above.join()
}

/** The domain of a DN, its run of dc= at the end: where groups are looked for. The DN itself where it has none. */
export const domainOf = (dn: string): string => dn.match(/(?:dc=[^,+\\]+,)*dc=[^,+\\]+$/i)?.[0] ?? dn
