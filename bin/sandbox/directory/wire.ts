// The server's side of LDAP (RFC 4511) over the codec of ldapts: simple bind, search, modify, the password-modify and "who am I"
// extended operations. Everything else is answered with protocolError, and what cannot be read ends the connection.
import type { Socket } from 'node:net'
import {
  Attribute,
  BerReader,
  BerWriter,
  BindRequest,
  type Change,
  ControlParser,
  ModifyRequest,
  PasswordPolicyControl,
  ProtocolOperation
} from 'ldapts'
import { type Filter, readFilter } from './filter.ts'
import type { Scope } from './names.ts'

const { LDAP_REQ_BIND, LDAP_REQ_UNBIND, LDAP_REQ_SEARCH, LDAP_REQ_MODIFY, LDAP_REQ_ABANDON, LDAP_REQ_EXTENSION, LDAP_RES_SEARCH_ENTRY } =
  ProtocolOperation
const { LDAP_REQ_ADD, LDAP_REQ_DELETE, LDAP_REQ_MODRDN } = ProtocolOperation
/** Nobody may do these here. */
const ADMINISTRATION: readonly number[] = [LDAP_REQ_ADD, LDAP_REQ_DELETE, LDAP_REQ_MODRDN]
const PASSWORD_MODIFY = '1.3.6.1.4.1.4203.1.11.1'
const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'
const LARGEST_REQUEST = 64 * 1024

/** Result codes that the directory gives (RFC 4511 4.1.9). */
export const CODES = {
  success: 0,
  protocolError: 2,
  sizeLimitExceeded: 4,
  noSuchAttribute: 16,
  constraintViolation: 19,
  noSuchObject: 32,
  inappropriateAuthentication: 48,
  invalidCredentials: 49,
  insufficientAccess: 50,
  unwillingToPerform: 53
} as const

export interface Answer {
  code: (typeof CODES)[keyof typeof CODES]
  /** The error of the password-policy response control, where the request asked for one. */
  policyError?: number
  /** For the log of who asked. */
  text?: string
}

export interface ShownEntry {
  dn: string
  attributes: readonly (readonly [name: string, values: readonly string[]])[]
}

export interface Search {
  base: string
  scope: Scope
  /** 0: none. */
  sizeLimit: number
  filter: Filter
  /** In lower case. */
  attributes: readonly string[]
}

/** What a connection may ask. `as` is the name that it is bound by, empty for nobody. */
export interface Directory {
  bind(dn: string, password: string): Answer
  search(as: string, request: Search): Answer & { entries: readonly ShownEntry[] }
  modify(as: string, dn: string, changes: readonly Change[]): Answer
  /** `current`: what whoever asks has given as the old password, where they did. */
  setPassword(as: string, dn: string, password: string, current?: string): Answer
}

/** Answers the requests of one connection, in order. */
export function serveLdap(socket: Socket, directory: Directory): void {
  const session = { directory, as: '', send: (bytes: Buffer) => void socket.write(bytes), end: () => void socket.end() }
  let waiting: Buffer = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (bytes) => {
    waiting = Buffer.concat([waiting, bytes])
    try {
      for (let size = sizeOfFirst(waiting); size > 0; size = sizeOfFirst(waiting)) {
        answerTo(session, new BerReader(waiting.subarray(0, size)))
        waiting = waiting.subarray(size)
      }
    } catch {
      socket.destroy()
    }
  })
}

interface Session {
  directory: Directory
  as: string
  send(bytes: Buffer): void
  end(): void
}

/** How long the first message is; 0 where it is not all here. */
function sizeOfFirst(bytes: Buffer): number {
  const reader = new BerReader(bytes)
  if (reader.readSequence(0x30) === null) return 0
  if (reader.length > LARGEST_REQUEST) throw new Error('request too large')
  return reader.remain < reader.length ? 0 : reader.offset + reader.length
}

function answerTo(session: Session, reader: BerReader): void {
  reader.readSequence()
  const messageId = reader.readInt() ?? 0
  const operation = reader.readSequence() ?? 0
  if (operation === LDAP_REQ_UNBIND) return session.end()
  if (operation === LDAP_REQ_ABANDON) return
  const { directory, send } = session
  const asked = [new PasswordPolicyControl()]
  if (operation === LDAP_REQ_BIND) {
    const request = new BindRequest({ messageId })
    request.parse(reader, asked)
    const answer = directory.bind(request.dn, request.password)
    session.as = answer.code === CODES.success ? request.dn : ''
    send(result(messageId, operation + 1, answer))
  } else if (operation === LDAP_REQ_SEARCH) {
    const answer = directory.search(session.as, readSearch(reader))
    for (const entry of answer.entries) send(shown(messageId, entry))
    send(result(messageId, operation + 2, answer))
  } else if (operation === LDAP_REQ_MODIFY) {
    const request = new ModifyRequest({ messageId })
    request.parse(reader, asked)
    const answer = directory.modify(session.as, request.dn, request.changes)
    send(result(messageId, operation + 1, answer, request.controls?.length ? answer.policyError : undefined))
  } else if (operation === LDAP_REQ_EXTENSION) send(extended(session, messageId, reader))
  else if (ADMINISTRATION.includes(operation))
    send(result(messageId, operation === LDAP_REQ_DELETE ? LDAP_REQ_DELETE + 0x21 : operation + 1, { code: CODES.insufficientAccess }))
  else send(result(messageId, operation + 1, { code: CODES.protocolError }))
}

const SCOPES: readonly Scope[] = ['base', 'one', 'sub']

function readSearch(reader: BerReader): Search {
  const base = reader.readString() ?? ''
  const scope = SCOPES[reader.readEnumeration() ?? 2]
  if (!scope) throw new Error('no such scope')
  reader.readEnumeration()
  const sizeLimit = reader.readInt() ?? 0
  reader.readInt()
  reader.readBoolean()
  const filter = readFilter(reader)
  reader.readSequence()
  const end = reader.offset + reader.length
  const attributes: string[] = []
  while (reader.offset < end) attributes.push((reader.readString() ?? '').toLowerCase())
  return { base, scope, sizeLimit, filter, attributes }
}

function extended({ directory, as }: Session, messageId: number, reader: BerReader): Buffer {
  const response = ProtocolOperation.LDAP_RES_EXTENSION
  const end = reader.offset + reader.length
  const oid = reader.readString(0x80)
  if (oid === WHO_AM_I) return result(messageId, response, { code: CODES.success }, undefined, as && `dn:${as}`)
  if (oid !== PASSWORD_MODIFY) return result(messageId, response, { code: CODES.protocolError })
  const value = new BerReader(reader.readString(0x81, true) ?? Buffer.alloc(0))
  value.readSequence()
  const dn = value.readString(0x80) ?? ''
  const current = value.peek() === 0x81 ? (value.readString(0x81) ?? undefined) : undefined
  const password = value.readString(0x82) ?? ''
  const answer = directory.setPassword(as, dn, password, current)
  reader.offset = end
  const wantsPolicy =
    reader.peek() === ProtocolOperation.LDAP_CONTROLS &&
    reader.readSequence() !== null &&
    ControlParser.parse(reader, [new PasswordPolicyControl()]) !== null
  return result(messageId, response, answer, wantsPolicy ? answer.policyError : undefined)
}

/** LDAPResult, with the policy's control and an extended response's value where there are any. */
function result(messageId: number, tag: number, { code, text = '' }: Answer, policyError?: number, value?: string): Buffer {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(messageId)
  writer.startSequence(tag)
  writer.writeEnumeration(code)
  writer.writeString('')
  writer.writeString(text)
  if (value !== undefined) writer.writeString(value, 0x8b)
  writer.endSequence()
  if (policyError !== undefined) {
    writer.startSequence(ProtocolOperation.LDAP_CONTROLS)
    new PasswordPolicyControl({ value: { error: policyError } }).write(writer)
    writer.endSequence()
  }
  writer.endSequence()
  return writer.buffer
}

function shown(messageId: number, { dn, attributes }: ShownEntry): Buffer {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(messageId)
  writer.startSequence(LDAP_RES_SEARCH_ENTRY)
  writer.writeString(dn)
  writer.startSequence()
  for (const [type, values] of attributes) new Attribute({ type, values: [...values] }).write(writer)
  writer.endSequence()
  writer.endSequence()
  writer.endSequence()
  return writer.buffer
}
