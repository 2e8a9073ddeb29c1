// What a directory sends, checked before ldapts reads it: that parser goes round for ever, in growing memory, where the lengths of a message
// contradict each other. It is handed whole messages only, made as RFC 4511 makes answers; anything else ends the connection.
import { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'

/** More than any answer to our questions; a directory that sends more is not one. */
export const MOST_BYTES = 1024 * 1024

const SEQUENCE = 0x30
const CONSTRUCTED = 0x20
const DEEPEST = 8

/** Where the content of the element at `at` begins and ends; undefined where its header is not whole. */
function spanOf(bytes: Buffer, at: number): { from: number; to: number } | undefined {
  const first = bytes[at + 1]
  if (first === undefined) return undefined
  if (first < 0x80) return { from: at + 2, to: at + 2 + first }
  const count = first & 0x7f
  if (count === 0 || count > 4) throw new RangeError('a length that LDAP does not have')
  const from = at + 2 + count
  return from > bytes.length ? undefined : { from, to: from + bytes.readUIntBE(at + 2, count) }
}

/** The tags of the elements between, those of constructed ones with what they hold in brackets. */
function tagsOf(bytes: Buffer, from: number, to: number, depth = 0): string {
  let tags = ''
  for (let at = from; at < to; ) {
    const span = spanOf(bytes, at)
    if (!span || span.to > to || depth > DEEPEST) throw new RangeError('an element that is larger than what holds it')
    const tag = bytes[at] ?? 0
    const name = tag.toString(16).padStart(2, '0')
    tags += tag & CONSTRUCTED ? `${name}(${tagsOf(bytes, span.from, span.to, depth + 1)})` : name
    at = span.to
  }
  return tags
}

const ENTRY = /64\(0430\((?:30\(0431\((?:04)*\)\))*\)\)/
const REFERENCE = /73\((?:04)*\)/
const RESULT = /(?:61|65|67|69|6b|6d|6f|78)\(0a0404(?:a3\((?:04)*\))?(?:87)?(?:8a)?(?:8b)?\)/
const CONTROLS = /a0\((?:30\(04(?:01)?(?:04)?\))*\)/
const ANSWER = new RegExp(`^30\\(02(?:${ENTRY.source}|${REFERENCE.source}|${RESULT.source})(?:${CONTROLS.source})?\\)$`)

/** Cuts a stream into messages. Throws where it is none of LDAP's answers. */
export function createFrames(): (bytes: Buffer) => Buffer[] {
  let parts: Buffer[] = []
  let size = 0
  let wanted = 0
  return (bytes) => {
    parts.push(bytes)
    size += bytes.length
    if (size < wanted) return []
    const held = Buffer.concat(parts)
    const whole: Buffer[] = []
    let at = 0
    for (wanted = 0; at < held.length && wanted === 0; ) {
      if (held[at] !== SEQUENCE) throw new RangeError('no message')
      const end = spanOf(held, at)?.to
      if (end !== undefined && end - at > MOST_BYTES) throw new RangeError('a message that is too long')
      if (end === undefined || end > held.length) wanted = (end ?? held.length + 1) - at
      else {
        if (!ANSWER.test(tagsOf(held, at, end))) throw new RangeError('no answer of a directory')
        whole.push(held.subarray(at, end))
        at = end
      }
    }
    parts = [held.subarray(at)]
    size = held.length - at
    return whole
  }
}

/** A connected socket as ldapts is given it. */
export class GuardedSocket extends Duplex {
  readonly connecting = false
  readonly readyState = 'open'
  readonly #socket: TLSSocket

  constructor(socket: TLSSocket) {
    super({ allowHalfOpen: false })
    this.#socket = socket
    const messagesIn = createFrames()
    socket.on('data', (bytes: Buffer) => {
      try {
        for (const message of messagesIn(bytes)) this.push(message)
      } catch (fault) {
        this.destroy(fault instanceof Error ? fault : undefined)
      }
    })
    socket.once('end', () => this.push(null))
    socket.once('close', () => this.destroy())
  }

  override _read(): void {}

  override _write(bytes: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(bytes, done)
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
