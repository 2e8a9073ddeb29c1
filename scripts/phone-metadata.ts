// libphonenumber's metadata, cut down to what the numbers of some countries need.

/** The parts of metadata.max.json that are looked into here. */
export interface PhoneMetadata {
  version: number
  /** Countries by calling code, the main one first. */
  country_calling_codes: Record<string, string[]>
  countries: Record<string, unknown>
  nonGeographic: Record<string, unknown>
}

/**
 * The metadata for some countries. Those that share a calling code stay together: without its neighbours a country would be
 * credited with their numbers.
 */
export function metadataFor(countries: readonly string[], all: PhoneMetadata): PhoneMetadata {
  const unknown = countries.filter((country) => !Object.hasOwn(all.countries, country))
  if (unknown.length > 0) throw new Error(`no phone number metadata for ${unknown.join(', ')}; use ISO 3166 codes such as US,JP`)
  const codes = Object.entries(all.country_calling_codes).filter(([, sharing]) => sharing.some((country) => countries.includes(country)))
  const kept = new Set(codes.flatMap(([, sharing]) => sharing))
  return {
    version: all.version,
    country_calling_codes: Object.fromEntries(codes),
    countries: Object.fromEntries(Object.entries(all.countries).filter(([country]) => kept.has(country))),
    nonGeographic: {}
  }
}
