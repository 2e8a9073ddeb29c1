// A tiny HTTP endpoint that records what a client sends and answers what the test says.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Recorded {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Reply {
  status?: number
  headers?: Record<string, string>
  body: string
}

/** Answers each request by `reply`; `hang` leaves it unanswered. Closed when the test is over. */
export async function loopback(
  reply: (request: Recorded, nth: number) => Reply | 'hang'
): Promise<{ endpoint: string; requests: Recorded[] }> {
  const requests: Recorded[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const recorded = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString()
      }
      requests.push(recorded)
      const answer = reply(recorded, requests.length)
      if (answer === 'hang') return
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

/** An answer in AWS's JSON protocols. */
export const json = (value: unknown, status = 200, error?: string): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', ...(error ? { 'x-amzn-errortype': error } : {}) },
  body: JSON.stringify(error ? { __type: error, ...(value as object) } : value)
})

export const plenty = { left: () => 10_000 }
