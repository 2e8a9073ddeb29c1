// The one-time code. It is derived, never stored: whoever holds the code key and the flow can make it again, nobody else can.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What the code key signs: one code per flow, version, option and account. `-` stands for what is not known yet. */
export const codeMessage = (flow: string, version: number, option: string, acct: string): string =>
  ['rekey.code.v1', flow, version, option, acct].join('\0')

/**
 * The code for a MAC: its first eight bytes, big-endian, modulo 10^length, with leading zeros kept. 2^64 is so far above
 * 10^10 that the modulo's bias is below 10^-9.
 */
export function codeFrom(mac: Uint8Array, length: number): string {
  const number = Buffer.from(mac.buffer, mac.byteOffset, 8).readBigUInt64BE()
  return (number % 10n ** BigInt(length)).toString().padStart(length, '0')
}

/** Compares two codes in a time that depends on their length only. */
export const sameCode = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** SHA-256 as base64url: how a cookie secret and a grant are remembered without being stored. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

/**
 * The grant: proof that the right code was typed, good for one commit. It is derived from the cookie secret, so a reload or a
 * lost reply finds it again. It guards against skipping a step and against other sites, not against a stolen cookie.
 */
export const grantFor = (cookieSecret: string, flow: string, version: number): string =>
  createHmac('sha256', Buffer.from(cookieSecret, 'base64url')).update(['rekey.grant.v1', flow, version].join('\0')).digest('base64url')
