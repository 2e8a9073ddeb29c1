// Judges what a directory holds as a contact. What is taken goes on the wire exactly as it is returned here, so anything
// that two parsers could read in two ways is refused.
import { isSupportedCountry, type MetadataJson, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import type { ContactRules } from '../../ports.ts'
import { Misconfigured } from '../../ports.ts'
import { mailContact } from './mail.ts'

type Country = Parameters<typeof isSupportedCountry>[0]

export interface ContactSettings {
  /** Where SMS may go, as ISO 3166 codes; none: nowhere. */
  countries: readonly string[]
  /** libphonenumber's metadata, of the kind that knows types (`metadata.max.json`); called on first use. */
  metadata: () => unknown
}

// ASCII digits and the usual separators: no letters, extensions, direction marks or other scripts' digits.
const isPlainNumber = (value: string): boolean =>
  value.length <= 40 && /^\+?[0-9 ()./-]+$/.test(value) && value.replace(/\D/g, '').length <= 15

// In North America, among others, nobody can tell a mobile number from a fixed one.
const canGetSms = (number: PhoneNumber): boolean => number.isValid() && ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(number.getType() ?? '')

/** A trunk prefix is at most two digits; more was a code for dialling abroad, which `+` is for. */
const isNational = (value: string, number: PhoneNumber): boolean => value.replace(/\D/g, '').length - number.nationalNumber.length <= 2

/** The rules for mail addresses and mobile numbers of a deployment. */
export function createContactRules({ countries, metadata }: ContactSettings): ContactRules {
  let loaded: MetadataJson | undefined

  function load(): MetadataJson {
    if (loaded) return loaded
    const json = metadata() as MetadataJson
    const unknown = countries.filter((country) => !isSupportedCountry(country as Country, json))
    if (unknown.length > 0) throw new Misconfigured(`no phone number metadata for ${unknown.join(', ')}; use ISO 3166 codes such as US,JP`)
    loaded = json
    return json
  }

  function parse(value: string): PhoneNumber | undefined {
    if (value.startsWith('+')) return parsePhoneNumberFromString(value, { extract: false }, load())
    // Without a country code the digits mean one number in every country. They are only taken where a single country is
    // allowed: a guess among several could send somebody's code to a stranger.
    if (countries.length !== 1) return undefined
    const number = parsePhoneNumberFromString(value, { defaultCountry: countries[0] as Country, extract: false }, load())
    return number && isNational(value, number) ? number : undefined
  }

  return {
    mail: mailContact,
    mobile(value) {
      if (countries.length === 0 || !isPlainNumber(value)) return undefined
      const number = parse(value)
      return number && canGetSms(number) && countries.includes(number.country ?? '')
        ? { channel: 'sms', address: number.number }
        : undefined
    }
  }
}
