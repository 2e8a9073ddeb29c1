// Stands between a client and a server and does one thing to one byte of what one of them says.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export const FAULTS = ['cut', 'truncate', 'corrupt', 'delay'] as const
export type Fault = (typeof FAULTS)[number]

export interface ByteFault {
  port: number
  /** From the next connection on: what happens at this byte of what is said in this direction. `corrupt` flips its lowest bit, `truncate` says nothing more. */
  at(byte: number, fault: Fault, direction: 'requests' | 'answers'): void
  /** Bytes said by now on the latest connection. */
  said(): { requests: number; answers: number }
  stop(): Promise<void>
}

export async function startByteFault(toPort: number, delayMillis: number): Promise<ByteFault> {
  let [at, fault, direction]: Parameters<ByteFault['at']> = [Number.POSITIVE_INFINITY, 'cut', 'answers']
  let counts = { requests: 0, answers: 0 }
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const target = connect(toPort, '127.0.0.1')
    const own = { requests: 0, answers: 0 }
    counts = own
    const pass = (word: keyof typeof own, from: Socket, to: Socket): void => {
      open.add(from.setNoDelay(true))
      from.on('error', () => {})
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
      from.on('data', (bytes: Buffer) => {
        const index = at - own[word]
        own[word] += bytes.length
        if (word !== direction || index >= bytes.length) return void to.write(bytes)
        if (index < 0) return void (fault === 'truncate' ? undefined : to.write(bytes))
        if (fault === 'corrupt') bytes[index] = (bytes[index] ?? 0) ^ 1
        if (fault === 'corrupt') return void to.write(bytes)
        to.write(bytes.subarray(0, index))
        if (fault === 'cut') return void to.end(() => from.destroy())
        if (fault === 'truncate') return undefined
        from.pause()
        setTimeout(() => {
          to.write(bytes.subarray(index))
          from.resume()
        }, delayMillis)
      })
    }
    pass('requests', client, target)
    pass('answers', target, client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    at: (...what) => {
      ;[at, fault, direction] = what
    },
    said: () => ({ ...counts }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}
