// A decoy stands in for a person who cannot be reached: same items, same states, options that look like anybody's. Everything
// it shows follows from the seed (a keyed hash of the canonical identifier), so it is the same next month and from elsewhere,
// and cannot be computed without the key.
import { createHmac } from 'node:crypto'
import { initialOf } from './canonical.ts'
import { digest } from './code.ts'
import type { Channel, Option } from './flow.ts'
import { mailMask, maskMail, phoneMask } from './mask.ts'
import { optionId } from './options.ts'

/** How a store's real people look when masked, as measured; weights need not add up to anything. */
export interface DecoyProfile {
  /** Combinations of channels, mail first, with how often each occurs: `{channels: ['email', 'sms'], weight: 62}`. */
  combinations: readonly { channels: readonly Channel[]; weight: number }[]
  /** First characters of mail addresses. */
  letters: Readonly<Record<string, number>>
  /** Top-level domains of mail addresses. */
  topLevels: Readonly<Record<string, number>>
  /** Of 1,000 mail addresses, how many begin as the user name does. Without it, as many as chance has it, which is too few in most places. */
  sameLetter?: number | undefined
}

/** A number in [0, 1) that belongs to this seed and purpose. */
const drawn = (seed: string, purpose: string): number =>
  createHmac('sha256', seed).update(`rekey.decoy.v1\0${purpose}`).digest().readUInt32BE() / 2 ** 32

function pick<T>(choices: readonly (readonly [T, number])[], at: number): T | undefined {
  let rest = at * choices.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [choice, weight] of choices) {
    rest -= weight
    if (rest < 0) return choice
  }
  return choices.at(-1)?.[0]
}

const looksLikeMail = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(text.trim())

/** The masked options that a decoy offers. A mail-shaped identifier is its own mail option, as it would be for real. */
export function decoyOptions(flow: string, seed: string, typed: string, profile: DecoyProfile): Option[] {
  const combinations = profile.combinations
    .filter(({ channels }) => !looksLikeMail(typed) || channels.includes('email'))
    .map(({ channels, weight }) => [channels, weight] as const)
  const channels = pick(combinations, drawn(seed, 'combination')) ?? ['email']
  const firstMail = channels.indexOf('email')
  return channels.map((channel, index) => ({
    id: optionId(flow, String(index)),
    channel,
    masked: channel === 'email' ? decoyMail(index, firstMail) : phoneMask(ending(index))
  }))

  function decoyMail(index: number, first: number): string {
    if (index === first && looksLikeMail(typed)) return maskMail(typed.trim())
    const letter = letterOf(index, Object.entries(profile.letters)) ?? 'a'
    const topLevel = pick(Object.entries(profile.topLevels), drawn(seed, `top level ${index}`)) ?? 'com'
    return mailMask(letter, topLevel)
  }

  function letterOf(index: number, letters: readonly (readonly [string, number])[]): string | undefined {
    const own = initialOf(typed)
    const at = drawn(seed, `letter ${index}`)
    if (profile.sameLetter === undefined || !letters.some(([letter]) => letter === own)) return pick(letters, at)
    if (drawn(seed, `same ${index}`) * 1000 < profile.sameLetter) return own
    return pick(
      letters.filter(([letter]) => letter !== own),
      at
    )
  }

  function ending(index: number): string {
    return String(Math.floor(drawn(seed, `ending ${index}`) * 100)).padStart(2, '0')
  }
}

/** The account that a decoy's failures are charged to: a ghost with the shape of a real key. */
export const ghostAccount = (seed: string): string => digest(`rekey.ghost.v1\0${seed}`)

/** The account of a real person, the same under every name that finds them. */
export const accountOf = (store: string, guid: string): string => digest(`rekey.account.v1\0${store}\0${guid}`)

/** The stored fingerprint of a password's last change, of fixed width so that a decoy's looks the same. */
export const markerOf = (value: string): string => digest(`rekey.marker.v1\0${value}`)
