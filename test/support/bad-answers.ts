// What a directory should not say. A message is framed as RFC 4511 has it; everything inside can be wrong.
import { BerReader } from 'ldapts'

const length = (bytes: number): Buffer =>
  bytes < 128 ? Buffer.from([bytes]) : Buffer.from([0x84, (bytes >>> 24) & 255, (bytes >>> 16) & 255, (bytes >>> 8) & 255, bytes & 255])

/** One BER element. */
export function element(tag: number, ...parts: (Buffer | string | number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(part as string))))
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}

const id = (messageId: number): Buffer => element(0x02, [messageId])

/** An LDAPMessage with these things behind its id. */
export const message = (messageId: number, ...parts: Buffer[]): Buffer => element(0x30, id(messageId), ...parts)

/** An LDAPResult. */
export const result = (operation: number, code: number, ...more: Buffer[]): Buffer =>
  element(operation, element(0x0a, [code]), element(0x04), element(0x04, 'said by the directory'), ...more)

export const BIND_ANSWER = 0x61
export const ENTRY = 0x64
export const DONE = 0x65
export const REFERENCE = 0x73
export const MODIFIED = 0x67
export const EXTENDED = 0x78
const BIND = 0x60
const SEARCH = 0x63

export interface Asked {
  id: number
  operation: 'bind' | 'search' | 'other'
}

/** The request in these bytes, which are one message. */
export function asked(bytes: Buffer): Asked {
  const reader = new BerReader(bytes)
  reader.readSequence()
  const messageId = reader.readInt() ?? 0
  const tag = reader.peek()
  return { id: messageId, operation: tag === BIND ? 'bind' : tag === SEARCH ? 'search' : 'other' }
}

/** Whether bytes on the wire are TLS records and nothing else, but for a request for StartTLS before them. */
export function isOnlyTls(sent: Buffer): boolean {
  const START_TLS = Buffer.from('0\x1d\x02\x01\x01w\x18\x80\x161.3.6.1.4.1.1466.20037', 'latin1')
  let rest = sent.subarray(0, START_TLS.length).equals(START_TLS) ? sent.subarray(START_TLS.length) : sent
  while (rest.length >= 5) {
    const [type = 0, major = 0] = rest
    if (type < 0x14 || type > 0x17 || major !== 3) return false
    rest = rest.subarray(5 + rest.readUInt16BE(3))
  }
  return rest.length === 0
}
