// DNs are compared here and never built: the ones we use come out of searches.

const TOKEN = /((?:\\[0-9a-f]{2})+)|\\(.)|([,;+=])|[^\\,;+=]+/gisu

/** ASCII without two spaces in a row: most names, and quickly seen. */
const IS_PLAIN = /^(?:[!-~]| (?! ))*$/

/** One spelling for all spellings of a name that an RDN gives. */
export function normalName(value: string): string {
  const plain = IS_PLAIN.test(value) ? value : value.normalize('NFKC').replace(/\s+/gu, ' ')
  return plain.toLowerCase().trim()
}

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

/** An RDN in one spelling: its pairs in their own order. */
const spelt = (rdn: string[][]): string => {
  const pairs = rdn.map((pair) => pair.map((part) => JSON.stringify(normalName(part))).join('='))
  return pairs.length === 1 ? (pairs[0] ?? '') : pairs.sort().join('+')
}

/** The RDNs in one spelling for all spellings. */
const rdnsOf = (dn: string): string[] => partsOf(dn).map(spelt)

/** One spelling for all spellings of a DN: for comparison only. */
export const normalDn = (dn: string): string => rdnsOf(dn).join()

/** The same, and the name that the DN begins with: `cn=Admins,ou=groups,…` is called `admins`. */
export function normalDnAndName(dn: string): [dn: string, name: string] {
  const parts = partsOf(dn)
  return [parts.map(spelt).join(), normalName(parts[0]?.[0]?.[1] ?? dn)]
}

/** Whether an entry is a base, or lies below it. */
export function isWithin(dn: string, base: string): boolean {
  const [own, above] = [rdnsOf(dn), rdnsOf(base)]
  return own.length >= above.length && own.slice(own.length - above.length).join() === above.join()
}

/** The domain of a DN, its run of dc= at the end: where groups are looked for. The DN itself where it has none. */
export const domainOf = (dn: string): string => dn.match(/(?:dc=[^,+\\]+,)*dc=[^,+\\]+$/i)?.[0] ?? dn
