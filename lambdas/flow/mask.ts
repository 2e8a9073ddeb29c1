// Masks are of fixed width and no function of the hidden part: one letter and the top-level domain of a mail address, the last
// two digits of a number.

const DOTS = '•••••'

const firstLetter = (text: string): string => Array.from(text)[0] ?? '•'

/** `alice@mail.example.com` → `a•••••@•••••.com` */
export function maskMail(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const labels = address.slice(at + 1).split('.')
  return mailMask(local.length > 1 ? firstLetter(local) : '•', labels.at(-1) ?? '')
}

/** The mask that a letter and a top-level domain make; decoys draw both from the profile. */
export const mailMask = (letter: string, topLevel: string): string => `${letter.toLowerCase()}${DOTS}@${DOTS}.${topLevel.toLowerCase()}`

/** `+1 202 555 0142` → `•••••••• 42` */
export const maskPhone = (number: string): string => phoneMask(number.replace(/\D/g, '').slice(-2))

export const phoneMask = (ending: string): string => `•••••••• ${ending}`
