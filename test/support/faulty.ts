// Stands between the functions and the services, as a bad day does: passes every call on, and spoils those that it is told to.

import { once } from 'node:events'
import { request as call, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { startByHand } from './by-hand.ts'

/** One call to a service: `UpdateItem`, `GenerateMac`, `GetSecretValue`, `Publish`, or for SES its path. */
export interface Asked {
  operation: string
  body: string
  /** The same where the client repeats a call. */
  call: string
}

/** A refusal in the service's words, or: never answered, cut before it arrives, cut after it was done. */
export type Fault = { status: number; name: string } | 'hung' | 'cut' | 'lost'

export const THROTTLED: Fault = { status: 400, name: 'ThrottlingException' }
export const BROKEN: Fault = { status: 500, name: 'InternalServerError' }

export interface Faulty {
  url: string
  /** Every call that came, in their order. */
  asked: readonly Asked[]
  /** From now on; nothing is spoiled any more where nothing is told. */
  spoil(judge?: (asked: Asked) => Fault | undefined): void
  stop(): Promise<void>
}

/** Listens on a free port of loopback, and passes on to `target`. */
export async function startFaulty(target: string): Promise<Faulty> {
  const asked: Asked[] = []
  let judge: (one: Asked) => Fault | undefined = () => undefined

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request)
    const body = bytes.toString()
    const one = { operation: operationOf(request, body), body, call: String(request.headers['amz-sdk-invocation-id']) }
    asked.push(one)
    const fault = judge(one)
    if (fault === 'hung') return
    if (fault === 'cut') return void request.socket.destroy()
    if (typeof fault === 'object') return void response.writeHead(fault.status, typeFor(request)).end(refusal(request, fault.name))
    const reply = await forwarded(target, request, bytes)
    if (fault === 'lost') return void request.socket.destroy()
    response.writeHead(reply.status, reply.headers).end(reply.body)
  }

  const server = createServer((request, response) => void pass(request, response).catch(() => request.socket.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    spoil: (next = () => undefined) => {
      judge = next
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}

const operationOf = ({ headers, url = '' }: IncomingMessage, body: string): string =>
  String(headers['x-amz-target'] ?? new URLSearchParams(body).get('Action') ?? url)
    .split('.')
    .at(-1) ?? ''

const isQuery = ({ headers }: IncomingMessage): boolean => String(headers['content-type']).includes('x-www-form-urlencoded')

const typeFor = (request: IncomingMessage) => ({ 'content-type': isQuery(request) ? 'text/xml' : 'application/x-amz-json-1.0' })

const refusal = (request: IncomingMessage, name: string): string =>
  isQuery(request)
    ? `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>spoiled</Message></Error></ErrorResponse>`
    : JSON.stringify({ __type: name, message: 'spoiled' })

interface Reply {
  status: number
  headers: Record<string, string>
  body: Buffer
}

function forwarded(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const onward = call(`${target}${url}`, { method, headers: { ...headers, host: new URL(target).host } }, (reply) => {
      const { 'transfer-encoding': _, connection: __, ...kept } = reply.headers
      const told = (bytes: Buffer) => resolve({ status: reply.statusCode ?? 500, headers: kept as Record<string, string>, body: bytes })
      buffer(reply).then(told, reject)
    })
    onward.on('error', reject)
    onward.end(body)
  })
}

/** A directory, Rekey by hand beside it, and what spoils its calls of the table and of one service. */
export async function startShaky(service: 'KMS_ENDPOINT' | 'SES_ENDPOINT') {
  const directory = await startEmbeddedDirectory({ now: () => Date.now() })
  const rekey = await startByHand(directory)
  const services = await startFaulty(rekey.environment[service] ?? '')
  const store = await startFaulty(rekey.environment['DYNAMODB_ENDPOINT'] ?? '')
  const stop = async () => {
    for (const part of [store, services, rekey, directory]) await part.stop()
  }
  return { directory, rekey, services, store, stop }
}
