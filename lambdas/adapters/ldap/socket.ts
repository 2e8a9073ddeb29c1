// A socket is handed to ldapts only once it is TLS and verified. StartTLS is asked for here rather than by ldapts, which does
// not bound the handshake and keeps bytes that arrived in clear (RFC 4511 4.14; the "response injection" of STARTTLS protocols).
import { once } from 'node:events'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { BerReader, BerWriter } from 'ldapts'
import { Misconfigured } from '../../ports.ts'
import { within } from './patience.ts'

export interface Target {
  url: string
  startTls: boolean
  /** PEM; absent: the system's authorities. */
  ca?: string | undefined
}

const PORTS: Readonly<Record<string, number>> = { 'ldap:': 389, 'ldaps:': 636 }

/** Connects, upgrades where told, and verifies the certificate against the host of the URL. */
export async function openSocket({ url, startTls, ca }: Target, milliseconds: number): Promise<TLSSocket> {
  const { hostname, port, protocol } = new URL(url)
  if (protocol !== 'ldaps:' && !startTls) throw new Misconfigured('ldap:// sends passwords in clear: use ldaps:// or set startTls')
  const host = hostname.replace(/^\[|\]$/g, '')
  const raw = connect({
    host,
    port: Number(port) || (PORTS[protocol] ?? 636),
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 30_000
  })
  // What waits for an answer holds a timer; a connection that only idles keeps no process alive.
  raw.unref().on('error', () => {})
  const secured = async (): Promise<TLSSocket> => {
    await once(raw, 'connect')
    if (startTls) await askForTls(raw)
    const secure = connectTls({
      socket: raw,
      host,
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      // An address is verified, but is no server name (RFC 6066 3).
      ...(isIP(host) ? {} : { servername: host }),
      ...(ca === undefined ? {} : { ca })
    })
    await once(secure, 'secureConnect')
    return secure.on('error', () => {})
  }
  try {
    return await within(milliseconds, Promise.race([secured(), closing(raw)]))
  } catch (error) {
    raw.destroy()
    throw error
  }
}

/** Fails once the line is closed, which nothing that waits for bytes would hear of. */
async function closing(raw: Socket): Promise<never> {
  await new Promise((resolve) => raw.once('close', resolve))
  throw new Error('the connection was cut')
}

const START_TLS = '1.3.6.1.4.1.1466.20037'
const EXTENDED_REQUEST = 0x77
const EXTENDED_RESPONSE = 0x78
const LONGEST_ANSWER = 4096

async function askForTls(raw: Socket): Promise<void> {
  const request = new BerWriter()
  request.startSequence()
  request.writeInt(1)
  request.startSequence(EXTENDED_REQUEST)
  request.writeString(START_TLS, 0x80)
  request.endSequence()
  request.endSequence()
  raw.write(request.buffer)
  let answer = Buffer.alloc(0)
  while (!isWhole(answer)) {
    const [bytes] = (await once(raw, 'data')) as [Buffer]
    answer = Buffer.concat([answer, bytes])
  }
  const reader = new BerReader(answer)
  reader.readSequence()
  reader.readInt()
  reader.readSequence(EXTENDED_RESPONSE)
  if (reader.readEnumeration() !== 0) throw new Misconfigured('the directory offers no StartTLS: enable it there, or use ldaps://')
}

/** One message and nothing behind it: what follows the answer in clear was not sent by the directory. */
function isWhole(answer: Buffer): boolean {
  const reader = new BerReader(answer)
  if (reader.readSequence() === null) return false
  if (reader.remain > reader.length || reader.length > LONGEST_ANSWER)
    throw new Misconfigured('the answer to StartTLS was tampered with: look at what is between')
  return reader.remain === reader.length
}
