// What is offered for choice, and which address a choice means.
import { createHash } from 'node:crypto'
import type { Channel, Contact, Flow, Mode, Option } from './flow.ts'
import { maskMail, maskPhone } from './mask.ts'
import { padded } from './padding.ts'

/** An option's opaque id: 16 bytes that say nothing outside their flow, and need no storage. */
export const optionId = (flow: string, name: string): string =>
  createHash('sha256').update(['rekey.option.v1', flow, name].join('\0')).digest().subarray(0, 16).toString('base64url')

/** The option that a fixed mode uses from the start. */
export const fixedOption = (flow: string, mode: Mode): string | undefined =>
  mode === 'email' || mode === 'sms' ? optionId(flow, mode) : undefined

/** `userchoose` offers the two words, always both, whoever asks. */
const channelWords = (flow: string): Option[] => [
  { id: optionId(flow, 'email'), channel: 'email' },
  { id: optionId(flow, 'sms'), channel: 'sms' }
]

/** Masks a real person's contacts for choice. */
export const maskedOptions = (flow: string, contacts: readonly Contact[]): Option[] =>
  contacts.map(({ channel, address }, index) => ({
    id: optionId(flow, String(index)),
    channel,
    masked: channel === 'email' ? maskMail(address) : maskPhone(address)
  }))

const OPTIONS_BYTES = 512

/**
 * The stored form, of equal size for short and long lists. The other modes have no list for anybody, which everybody may know, and half a
 * kilobyte less in every later write.
 */
export const packOptions = (mode: Mode, options: readonly Option[]): string =>
  mode === 'userselectchallenge' ? padded(JSON.stringify(options), OPTIONS_BYTES) : '[]'

/** The options that a flow offers now, or undefined where its mode offers none. */
export function offered(flow: Flow): Option[] | undefined {
  if (flow.mode === 'userchoose') return channelWords(flow.id)
  if (flow.mode === 'userselectchallenge' && flow.options) return JSON.parse(flow.options) as Option[]
  return undefined
}

/** The contact that a chosen option means; undefined where the person has none on that channel. */
export function contactFor(flow: Pick<Flow, 'id' | 'mode'>, option: string, contacts: readonly Contact[]): Contact | undefined {
  if (flow.mode === 'userselectchallenge') return contacts.find((_, index) => optionId(flow.id, String(index)) === option)
  const channel = (['email', 'sms'] as Channel[]).find((name) => optionId(flow.id, name) === option)
  return contacts.find((contact) => contact.channel === channel)
}
