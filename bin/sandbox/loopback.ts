// Every listener of the sandbox listens on 127.0.0.1 only, and is deaf to requests that name another host: a web page that
// rebinds its own name to this machine (DNS rebinding) reaches nothing.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerProblem } from './answers.ts'

export const LOOPBACK = '127.0.0.1'

export interface Listener {
  url: string
  port: number
  close(): Promise<void>
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Thrown where the port belongs to somebody else. */
export class PortTaken extends Error {
  constructor(port: number, cause: unknown) {
    super(`port ${port} is taken: choose another with --port N, or any free one with --port 0`, { cause })
    this.name = 'PortTaken'
  }
}

/** Listens on a port of this machine alone; 0 takes a free one. */
export async function listenOnLoopback(answer: Answer, port = 0): Promise<Listener> {
  // A connection that trickles is cut; one that idles stays, because clients that lose theirs in mid-call do not all retry.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 60_000, maxHeaderSize: 16_384 })
  server.on('request', (request, response) => void serve(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port, error) : error))
    server.listen(port, LOOPBACK, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the listener has no port')
  const own = address.port

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!isOwnHost(request.headers.host, own)) {
        answerProblem(response, {
          status: 421,
          code: 'misdirected',
          detail: `this is ${LOOPBACK}:${own} (or localhost:${own}) and answers to no other name`
        })
      } else if (!request.url?.startsWith('/')) {
        answerProblem(response, { status: 400, code: 'request_invalid', detail: 'the request target must be a path' })
      } else await answer(request, response)
    } catch (fault) {
      // Whoever asked has gone, or we are stopping.
      if (request.errored || response.destroyed) return
      process.stderr.write(`sandbox: ${request.method} ${request.url}: ${fault instanceof Error ? fault.stack : String(fault)}\n`)
      if (!response.headersSent) answerProblem(response, { status: 500, code: 'internal' })
      else response.destroy()
    }
  }

  return {
    url: `http://${LOOPBACK}:${own}`,
    port: own,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

const isOwnHost = (host: string | undefined, port: number): boolean => {
  const ending = host?.toLowerCase().match(/^(?:127\.0\.0\.1|localhost)(?::(\d+))?$/)
  return ending !== undefined && ending !== null && Number(ending[1] ?? 80) === port
}

const LARGEST_BODY = 10 * 1024 * 1024

/** The whole body; undefined where it is larger than API Gateway takes (10 MB). */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > LARGEST_BODY) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
