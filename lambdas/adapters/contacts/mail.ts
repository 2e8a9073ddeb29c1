// Mail addresses, apart from phone numbers: who writes to mailboxes only need not carry the world's numbering plans.
import type { ContactRules } from '../../ports.ts'

// A dot-atom at a domain of letters, digits and dashes (RFC 5321 without quoted parts, literals and comments).
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const MAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?=[A-Za-z])${LABEL}$`)

const isPlainMail = (value: string): boolean => value.length <= 254 && value.lastIndexOf('@') <= 64 && MAIL.test(value)

/** A single plain mail address, or undefined. */
export const mailContact: ContactRules['mail'] = (value) => (isPlainMail(value) ? { channel: 'email', address: value } : undefined)
