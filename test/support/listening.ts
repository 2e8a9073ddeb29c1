// A server that does with a connection what it is told.
import type { AddressInfo, Server, Socket } from 'node:net'
import { Server as TlsServer } from 'node:tls'

export interface Listening {
  port: number
  /** Everything that it was sent; behind TLS, in clear. */
  received: Buffer[]
  connections(): number
  stop(): Promise<void>
}

/** Listens on a free port of loopback; `react` is called with whatever arrives. */
export async function startListening(server: Server, react: (socket: Socket, bytes: Buffer) => void = () => {}): Promise<Listening> {
  const received: Buffer[] = []
  const open = new Set<Socket>()
  let made = 0
  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      received.push(bytes)
      react(socket, bytes)
    })
  })
  server.on('connection', (socket: Socket) => {
    made += 1
    open.add(socket.on('error', () => {}))
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received,
    connections: () => made,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}
