// dynalite, an embedded DynamoDB without streams, on any free port of the loopback.
import { once } from 'node:events'
import { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

/** A DynamoDB that listens, and how to end it. */
export interface Running {
  endpoint: string
  stop(): Promise<void>
}

const dynalite: (options: { createTableMs: number }) => Server = createRequire(import.meta.url)('dynalite')

export async function startDynalite(): Promise<Running> {
  const server = dynalite({ createTableMs: 0 })
  // Longer than any test: a connection that closes just as it is used again looks like a lost reply.
  server.keepAliveTimeout = 600_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      // Not dynalite's own `close`: that ends its database under a call which nobody waits for any more, and such a call then throws.
      Server.prototype.close.call(server)
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}
