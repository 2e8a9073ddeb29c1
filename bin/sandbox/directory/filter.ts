// A search filter, read from the wire as a question to one entry (RFC 4511 4.5.1.7). The filter parser of ldapts is for clients:
// it misreads presence filters that are not at the start of the message.
import type { BerReader } from 'ldapts'
import { fold, keyOf } from './names.ts'

/** An entry's values of an attribute; none where it is absent or may not be searched. */
export type Values = (attribute: string) => readonly string[]

export type Filter = (values: Values) => boolean

const KINDS = {
  and: 0xa0,
  or: 0xa1,
  not: 0xa2,
  equality: 0xa3,
  substrings: 0xa4,
  atLeast: 0xa5,
  atMost: 0xa6,
  present: 0x87,
  like: 0xa8,
  extensible: 0xa9
} as const
const DN_VALUED = new Set(['member', 'memberof'])

/** Reads one filter and all that is in it. Throws for what is none. */
export function readFilter(reader: BerReader): Filter {
  const kind = reader.readSequence()
  const end = reader.offset + reader.length
  switch (kind) {
    case KINDS.and: {
      const parts = readParts(reader, end)
      return (values) => parts.every((part) => part(values))
    }
    case KINDS.or: {
      const parts = readParts(reader, end)
      return (values) => parts.some((part) => part(values))
    }
    case KINDS.not: {
      const part = readFilter(reader)
      return (values) => !part(values)
    }
    case KINDS.present: {
      const attribute = reader.buffer.subarray(reader.offset, end).toString()
      reader.offset = end
      return (values) => values(attribute).length > 0
    }
    case KINDS.equality:
    case KINDS.like:
      return equals(reader.readString() ?? '', reader.readString() ?? '')
    case KINDS.atLeast:
      return compares(reader, (value, wanted) => value >= wanted)
    case KINDS.atMost:
      return compares(reader, (value, wanted) => value <= wanted)
    case KINDS.substrings:
      return readSubstrings(reader, end)
    case KINDS.extensible:
      return readExtensible(reader, end)
    default:
      throw new Error('no filter')
  }
}

function readParts(reader: BerReader, end: number): Filter[] {
  const parts: Filter[] = []
  while (reader.offset < end) parts.push(readFilter(reader))
  return parts
}

function equals(attribute: string, wanted: string): Filter {
  const form = DN_VALUED.has(attribute.toLowerCase()) ? keyOf : fold
  return (values) => values(attribute).some((value) => form(value) === form(wanted))
}

function compares(reader: BerReader, test: (value: string, wanted: string) => boolean): Filter {
  const attribute = reader.readString() ?? ''
  const wanted = fold(reader.readString() ?? '')
  return (values) => values(attribute).some((value) => test(fold(value), wanted))
}

/** The pieces in their order, the first at the start where it is tagged so, the last at the end. */
function readSubstrings(reader: BerReader, end: number): Filter {
  const attribute = reader.readString() ?? ''
  reader.readSequence()
  const pieces: string[] = []
  const [initial, final] = [0x80, 0x82]
  while (reader.offset < end) {
    const place = reader.peek() ?? 0
    const text = escaped(fold(reader.readString(place) ?? ''))
    pieces.push(`${place === initial ? '^' : '.*'}${text}${place === final ? '$' : ''}`)
  }
  const pattern = new RegExp(pieces.join(''), 'su')
  return (values) => values(attribute).some((value) => pattern.test(fold(value)))
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`)

/** Every matching rule that we are asked for is caseIgnoreMatch. */
function readExtensible(reader: BerReader, end: number): Filter {
  const parts = new Map<number, string>()
  while (reader.offset < end) {
    const tag = reader.peek() ?? 0
    parts.set(tag, reader.readString(tag) ?? '')
  }
  return equals(parts.get(0x82) ?? '', parts.get(0x83) ?? '')
}
