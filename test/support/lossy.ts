// A loopback proxy in front of a DynamoDB that loses replies: the write is applied, then the connection breaks.
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Running } from './dynalite.ts'

export interface Lossy extends Running {
  /** The replies to this many writes from now on are lost. */
  lose(count: number): void
  /** How many replies were lost. */
  readonly lost: number
}

export async function startLossy(target: string): Promise<Lossy> {
  let due = 0
  let lost = 0
  const server = createServer(async (request, response) => {
    const answer = await fetch(target, { method: 'POST', headers: forwarded(request), body: await buffer(request) })
    const body = Buffer.from(await answer.arrayBuffer())
    if (due > 0 && answer.ok && /\.(PutItem|UpdateItem)$/.test(String(request.headers['x-amz-target']))) {
      due--
      lost++
      request.socket.destroy()
      return
    }
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lose(count) {
      due = count
      lost = 0
    },
    get lost() {
      return lost
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

const forwarded = ({ headers }: IncomingMessage): Record<string, string> => ({
  'content-type': headers['content-type'] ?? '',
  'x-amz-target': String(headers['x-amz-target']),
  'x-amz-date': String(headers['x-amz-date']),
  authorization: headers.authorization ?? ''
})
