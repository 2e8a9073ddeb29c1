// One TLS connection, used once. ldapts reconnects silently and then works unauthenticated; here it is given one socket and
// never another, so a cut ends the connection and its owner opens and binds a new one.
import type { TLSSocket } from 'node:tls'
import { Client } from 'ldapts'
import { GuardedSocket, MOST_BYTES } from './guard.ts'
import { within } from './patience.ts'
import { openSocket, type Target } from './socket.ts'

export interface Connection {
  readonly url: string
  readonly isOpen: boolean
  /** One operation. Time that runs out cuts the connection: its answer, were it to come, would belong to nobody. */
  run<T>(milliseconds: number, operation: (client: Client) => Promise<T>): Promise<T>
  close(): void
}

/** Opens a verified connection that is not bound yet. */
export async function openConnection(target: Target, milliseconds: number): Promise<Connection> {
  const socket = await openSocket(target, milliseconds)
  let isTaken = false
  const client = new Client({
    url: target.url.replace(/^ldap:/, 'ldaps:'),
    createSecureConnection: () => {
      if (isTaken) throw new Error('the connection was cut')
      isTaken = true
      // All that ldapts asks of a socket that is connected is to be a stream.
      return new GuardedSocket(socket) as unknown as TLSSocket
    }
  })
  let received = 0
  socket.on('data', (bytes: Buffer) => {
    received += bytes.length
    if (received > MOST_BYTES) socket.destroy()
  })
  const isOpen = (): boolean => socket.writable && !socket.readableEnded
  return {
    url: target.url,
    get isOpen() {
      return isOpen()
    },
    run: async (milliseconds, operation) => {
      if (!isOpen()) throw new Error('the connection was cut')
      received = 0
      return within(milliseconds, operation(client), () => socket.destroy())
    },
    close: () => {
      client.unbind().catch(() => {})
      socket.end()
    }
  }
}
