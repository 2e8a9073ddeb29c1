// Stands between a client and a server and passes bytes on, until it is told to lose them or to cut the line.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface TcpProxy {
  port: number
  /** How many connections were made so far. */
  connections(): number
  /** Everything that clients sent, as it was on the wire, one buffer for each connection. */
  sent(): Buffer[]
  /** Ends every open connection at once; new ones are taken. */
  cut(): void
  /** `answers`: requests arrive, their answers are lost. `requests`: nothing arrives. */
  lose(what: 'nothing' | 'answers' | 'requests'): void
  stop(): Promise<void>
}

/** Listens on a free port of `host` and passes on to 127.0.0.1. */
export async function startTcpProxy(toPort: number, host = '127.0.0.1'): Promise<TcpProxy> {
  let lost: Parameters<TcpProxy['lose']>[0] = 'nothing'
  let made = 0
  const open = new Set<Socket>()
  const sent: Buffer[][] = []
  const server = createServer((client) => {
    made += 1
    const target = connect(toPort, '127.0.0.1')
    const bytesSent: Buffer[] = []
    sent.push(bytesSent)
    client.on('data', (bytes) => bytesSent.push(bytes))
    for (const [from, to, word] of [
      [client, target, 'requests'],
      [target, client, 'answers']
    ] as const) {
      open.add(from)
      from.setNoDelay(true)
      from.on('data', (bytes) => lost !== word && to.write(bytes))
      from.on('error', () => {})
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => made,
    sent: () => sent.map((parts) => Buffer.concat(parts)),
    cut,
    lose: (what) => {
      lost = what
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      })
  }
}
