// Whether the addresses that a flow was begun with are still the person's: a code that went to one of them proves nothing about
// somebody who has another by now.
import type { Contact, PersonRecord } from '../flow/flow.ts'
import type { Person } from '../ports.ts'

/** Whether every address is still in the entry, as it was or written in another way. */
export const hasContacts = (entry: Person, contacts: readonly Contact[]): boolean =>
  contacts.every(({ channel, address }) =>
    channel === 'email'
      ? entry.mail.some((value) => value.trim().toLowerCase() === address.toLowerCase())
      : entry.mobile.some((value) => isNumber(value, address))
  )

const LONGEST_COUNTRY_CODE = 3

/** Whether a number as people write it is this one in E.164: the same digits, or the same behind a country code and without a trunk prefix. */
function isNumber(value: string, e164: string): boolean {
  const [digits, whole] = [value.replace(/\D/g, ''), e164.replace(/\D/g, '')]
  if (value.trim().startsWith('+')) return digits === whole
  const national = [digits, digits.replace(/^0+/, ''), digits.replace(/^(?:06|8|1)/, '')]
  return national.some((number) => whole.length - number.length <= LONGEST_COUNTRY_CODE && whole.endsWith(number))
}

/** Why a reset that was begun for this person must end; undefined where nothing speaks against it. */
export function ended(entry: Person | undefined, person: PersonRecord): 'gone' | 'disabled' | 'protected' | 'contact changed' | undefined {
  if (!entry) return 'gone'
  if (entry.isProtected) return 'protected'
  if (entry.isDisabled) return 'disabled'
  return hasContacts(entry, person.contacts) ? undefined : 'contact changed'
}
