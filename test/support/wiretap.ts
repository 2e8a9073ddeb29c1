// Stands between the functions and the services: checks every signature, remembers every call, and spoils some when told to.
import { once } from 'node:events'
import { createServer, type IncomingMessage, request as call, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { CREDENTIALS } from './booted.ts'
import { type Signature, signatureOf } from './sigv4.ts'

export interface Call extends Signature {
  /** Such as `UpdateItem`; for SES its path. */
  operation: string
  status: number | 'cut' | 'hung'
  requestBytes: number
  replyBytes: number
}

/** What happens to a call instead of its answer. */
export type Fault = 'error' | 'throttle' | 'cut' | 'hang'

export interface Wiretap {
  url: string
  calls: readonly Call[]
  /** Spoils the next calls of a service, in this order. */
  spoil(service: string, faults: readonly Fault[]): void
  stop(): Promise<void>
}

/** Passes calls on to `dynamodb` for the table and to `endpoints` for everything else. */
export async function startWiretap(targets: { dynamodb: string; endpoints: string }): Promise<Wiretap> {
  const calls: Call[] = []
  const spoiled = new Map<string, Fault[]>()

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const { method = '', url = '', headers } = request
    const signature = signatureOf({ method, url, headers, body }, CREDENTIALS.AWS_SECRET_ACCESS_KEY)
    if (!signature) return void response.writeHead(403).end()
    const operation = String(headers['x-amz-target'] ?? new URLSearchParams(body.toString()).get('Action') ?? url).split('.').at(-1) ?? ''
    const made: Call = { ...signature, operation, status: 'hung', requestBytes: body.length, replyBytes: 0 }
    calls.push(made)
    const fault = spoiled.get(signature.service)?.shift()
    if (fault === 'hang') return
    if (fault === 'cut') {
      made.status = 'cut'
      request.socket.destroy()
      return
    }
    const reply = fault ? FAULTS[fault] : await forward(signature.service === 'dynamodb' ? targets.dynamodb : targets.endpoints, request, body)
    made.status = reply.status
    made.replyBytes = reply.body.length
    response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length }).end(reply.body)
  }

  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    spoil: (service, faults) => void spoiled.set(service, [...faults]),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}

interface Reply {
  status: number
  headers: Record<string, string>
  body: Buffer
}

const faulty = (status: number, type: string): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type },
  body: Buffer.from(JSON.stringify({ __type: type, message: 'spoiled' }))
})

const FAULTS = { error: faulty(500, 'InternalServerError'), throttle: faulty(400, 'ThrottlingException') }

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
  const { host } = new URL(target)
  return new Promise((resolve, reject) => {
    const passed = call(`${target}${url}`, { method, headers: { ...headers, host } }, (reply) => {
      const { 'transfer-encoding': _, connection: __, ...kept } = reply.headers
      buffer(reply).then((bytes) => resolve({ status: reply.statusCode ?? 500, headers: kept as Record<string, string>, body: bytes }), reject)
    })
    passed.on('error', reject)
    passed.end(body)
  })
}
