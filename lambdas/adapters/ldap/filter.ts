// The store's filter is parsed once, without the identifier; the identifier is put into the parsed filter as a value, so it
// never passes a parser and has nothing to escape.
import {
  AndFilter,
  ApproximateFilter,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  FilterParser,
  GreaterThanEqualsFilter,
  LessThanEqualsFilter,
  NotFilter,
  OrFilter,
  SubstringFilter
} from 'ldapts'
import { Misconfigured } from '../../ports.ts'

/** The filter for one identifier, taken literally. */
export type FilterFor = (identifier: string) => Filter

/** Reads a filter with `{}` where the identifier goes. */
export function parseFilter(store: string, template: string): FilterFor {
  let parsed: Filter
  try {
    parsed = FilterParser.parseString(template)
  } catch (cause) {
    throw new Misconfigured(`store ${store}: the filter cannot be read: write it as RFC 4515 says, such as (uid={})`, cause)
  }
  return (identifier) => filled(parsed, (value) => value.replaceAll('{}', () => identifier))
}

function filled(filter: Filter, fill: (value: string) => string): Filter {
  if (filter instanceof AndFilter) return new AndFilter({ filters: filter.filters.map((part) => filled(part, fill)) })
  if (filter instanceof OrFilter) return new OrFilter({ filters: filter.filters.map((part) => filled(part, fill)) })
  if (filter instanceof NotFilter) return new NotFilter({ filter: filled(filter.filter, fill) })
  if (filter instanceof SubstringFilter) {
    const { attribute, initial, any, final } = filter
    return new SubstringFilter({ attribute, initial: fill(initial), any: any.map(fill), final: fill(final) })
  }
  if (filter instanceof ExtensibleFilter) {
    const { rule, matchType, dnAttributes } = filter
    return new ExtensibleFilter({ rule, matchType, dnAttributes, value: fill(String(filter.value)) })
  }
  for (const Kind of [EqualityFilter, ApproximateFilter, GreaterThanEqualsFilter, LessThanEqualsFilter])
    if (filter instanceof Kind) return new Kind({ attribute: filter.attribute, value: fill(String(filter.value)) })
  return filter
}
