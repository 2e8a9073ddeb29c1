// The DynamoDB behind the pass-through, spoken to without looking at what is said.
import { Agent, type IncomingHttpHeaders, request } from 'node:http'

/** Where it listens: a local socket, or a port of this machine. */
export type Address = { socketPath: string } | { host: string; port: number }

export interface Reply {
  status: number
  headers: Record<string, string>
  body: Buffer
}

export interface Upstream {
  /** One call; `action` such as `UpdateItem`. */
  call(action: string, body: Buffer): Promise<Reply>
  /** Resolves when no call is under way any more: dynalite falls over a call that outlives its database. */
  close(): Promise<void>
}

// Everybody is one caller: DynamoDB Local keeps separate tables for each access key and region.
const CALLER = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  authorization: 'AWS4-HMAC-SHA256 Credential=sandbox/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0'
}

export function connectUpstream(address: Address): Upstream {
  const agent = new Agent({ keepAlive: true, timeout: 4000 })
  const underWay = new Set<Promise<Reply>>()

  const send = (action: string, body: Buffer): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const headers = { ...CALLER, 'x-amz-target': `DynamoDB_20120810.${action}`, 'content-length': body.length }
      const sent = request({ ...address, agent, method: 'POST', path: '/', headers }, (reply) => {
        const parts: Buffer[] = []
        reply.on('data', (part: Buffer) => parts.push(part))
        reply.on('error', reject)
        reply.on('end', () => resolve({ status: reply.statusCode ?? 500, headers: telling(reply.headers), body: Buffer.concat(parts) }))
      })
      sent.on('error', reject)
      sent.end(body)
    })

  return {
    call: (action, body) => {
      const reply = send(action, body)
      underWay.add(reply)
      const over = (): void => void underWay.delete(reply)
      reply.then(over, over)
      return reply
    },
    close: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay)
      agent.destroy()
    }
  }
}

/** The headers that describe the answer rather than its connection. */
const telling = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('x-amz'))) as Record<
    string,
    string
  >
