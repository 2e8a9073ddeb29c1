// How the embedded directory compares: names and filters, as OpenLDAP does for the attributes that our people have.
import { AndFilter, ApproximateFilter, EqualityFilter, ExtensibleFilter, type Filter, GreaterThanEqualsFilter, LessThanEqualsFilter, NotFilter, OrFilter, PresenceFilter, SubstringFilter } from 'ldapts'

/** caseIgnoreMatch (RFC 4518): compatibility forms, case and spaces make no difference. */
const fold = (value: string): string => value.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')

const TOKEN = /((?:\\[0-9a-f]{2})+)|\\(.)|([,;])|[^\\,;]+/gisu

/** The pairs of a DN, unescaped and folded, the entry's own first. */
export function namesOf(dn: string): string[] {
  const names = ['']
  for (const [text, hex, escaped, mark] of dn.matchAll(TOKEN)) {
    if (mark) names.push('')
    else names[names.length - 1] += hex ? Buffer.from(hex.replaceAll('\\', ''), 'hex').toString() : (escaped ?? text)
  }
  return dn === '' ? [] : names.map((name) => fold(name.replace(/\s*=\s*/, '=')))
}

/** One spelling for all spellings of a DN. */
export const keyOf = (dn: string): string => JSON.stringify(namesOf(dn))

/** Whether an entry lies at or below a base, in the scope of a search. */
export function isInScope(dn: string, base: string, scope: string): boolean {
  const [own, above] = [namesOf(dn), namesOf(base)]
  const depth = own.length - above.length
  if (depth < 0 || JSON.stringify(own.slice(depth)) !== JSON.stringify(above)) return false
  if (scope === 'base') return depth === 0
  if (scope === 'one') return depth === 1
  return scope === 'sub' || depth > 0
}

const DN_VALUED = new Set(['member', 'memberof'])

/** Whether an entry's values pass a filter; `values` gives none for what is absent or may not be searched. */
export function passes(filter: Filter, values: (attribute: string) => readonly string[]): boolean {
  const some = (attribute: string, test: (value: string) => boolean): boolean => values(attribute).some((value) => test(fold(value)))
  if (filter instanceof AndFilter) return filter.filters.every((part) => passes(part, values))
  if (filter instanceof OrFilter) return filter.filters.some((part) => passes(part, values))
  if (filter instanceof NotFilter) return !passes(filter.filter, values)
  if (filter instanceof PresenceFilter) return values(filter.attribute).length > 0
  if (filter instanceof EqualityFilter || filter instanceof ApproximateFilter) {
    const wanted = String(filter.value)
    if (DN_VALUED.has(filter.attribute.toLowerCase())) return values(filter.attribute).some((value) => keyOf(value) === keyOf(wanted))
    return some(filter.attribute, (value) => value === fold(wanted))
  }
  if (filter instanceof ExtensibleFilter) return some(filter.matchType, (value) => value === fold(String(filter.value)))
  if (filter instanceof GreaterThanEqualsFilter) return some(filter.attribute, (value) => value >= fold(filter.value))
  if (filter instanceof LessThanEqualsFilter) return some(filter.attribute, (value) => value <= fold(filter.value))
  if (filter instanceof SubstringFilter) return some(filter.attribute, (value) => holdsInOrder(value, filter))
  return false
}

function holdsInOrder(value: string, { initial, any, final }: SubstringFilter): boolean {
  let rest = value
  if (!rest.startsWith(fold(initial))) return false
  rest = rest.slice(fold(initial).length)
  for (const part of any) {
    const at = rest.indexOf(fold(part))
    if (at < 0) return false
    rest = rest.slice(at + fold(part).length)
  }
  return rest.endsWith(fold(final))
}
