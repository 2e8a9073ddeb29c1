// DNs are compared here and never built: the ones we use come out of searches.

const TOKEN = /((?:\\[0-9a-f]{2})+)|\\(.)|([,;+=])|[^\\,;+=]+/gisu

/** One spelling for all spellings of a name that an RDN gives. */
export const normalName = (value: string): string => value.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')

/** The attributes and values of each RDN of a DN (RFC 4514), escapes undone. */
function partsOf(dn: string): string[][][] {
  let pair = ['']
  let rdn = [pair]
  const all = [rdn]
  for (const [text, hex, escaped, mark] of dn.matchAll(TOKEN)) {
    if (mark === '=' && pair.length === 1) pair.push('')
    else if (mark === '+') rdn.push((pair = ['']))
    else if (mark === ',' || mark === ';') all.push((rdn = [(pair = [''])]))
    else pair[pair.length - 1] += hex ? Buffer.from(hex.replaceAll('\\', ''), 'hex').toString() : (escaped ?? text)
  }
  return all
}

/** The RDNs in one spelling for all spellings. */
const rdnsOf = (dn: string): string[] => partsOf(dn).map((rdn) => JSON.stringify(rdn.map((pair) => pair.map(normalName)).sort()))

/** One spelling for all spellings of a DN: for comparison only. */
export const normalDn = (dn: string): string => rdnsOf(dn).join()

/** The name that a DN begins with, in one spelling: `cn=Admins,ou=groups,…` is called `admins`. */
export const leafOf = (dn: string): string => normalName(partsOf(dn)[0]?.[0]?.[1] ?? dn)

/** Whether an entry is a base, or lies below it. */
export function isWithin(dn: string, base: string): boolean {
  const [own, above] = [rdnsOf(dn), rdnsOf(base)]
  return own.length >= above.length && own.slice(own.length - above.length).join() === above.join()
}

/** The domain of a DN, its run of dc= at the end: where groups are looked for. The DN itself where it has none. */
export const domainOf = (dn: string): string => dn.match(/(?:dc=[^,+\\]+,)*dc=[^,+\\]+$/i)?.[0] ?? dn
