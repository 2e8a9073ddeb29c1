// Stands between the functions and the services: checks every signature, remembers every call, and spoils some when told to.
import { once } from 'node:events'
import { request as call, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
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
  /** What the table counted for it, in request units; a refused write counts as the item's last one. */
  units: number
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
  const lastUnits = new Map<string, number>()

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const { method = '', url = '', headers } = request
    const signature = signatureOf({ method, url, headers, body }, CREDENTIALS.AWS_SECRET_ACCESS_KEY)
    if (!signature) return void response.writeHead(403).end()
    const operation =
      String(headers['x-amz-target'] ?? new URLSearchParams(body.toString()).get('Action') ?? url)
        .split('.')
        .at(-1) ?? ''
    const made: Call = { ...signature, operation, status: 'hung', requestBytes: body.length, replyBytes: 0, units: 0 }
    calls.push(made)
    const fault = spoiled.get(signature.service)?.shift()
    if (fault === 'hang') return
    if (fault === 'cut') {
      made.status = 'cut'
      request.socket.destroy()
      return
    }
    const isTable = signature.service === 'dynamodb'
    const reply = fault
      ? FAULTS[fault]
      : await (isTable ? forward(targets.dynamodb, request, counted(body)) : forward(targets.endpoints, request, body))
    if (isTable && !fault) made.units = unitsOf(body, reply)
    made.status = reply.status
    made.replyBytes = reply.body.length
    response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length }).end(reply.body)
  }

  function unitsOf(body: Buffer, reply: Reply): number {
    const { Key, Item } = JSON.parse(body.toString()) as { Key?: unknown; Item?: { pk?: unknown } }
    const item = JSON.stringify(Key ?? { pk: Item?.pk })
    const { ConsumedCapacity } = JSON.parse(reply.body.toString()) as { ConsumedCapacity?: { CapacityUnits: number } }
    const units = ConsumedCapacity?.CapacityUnits ?? lastUnits.get(item) ?? 1
    lastUnits.set(item, units)
    return units
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

/** The table tells what a call took, where it is asked. */
const counted = (body: Buffer): Buffer => Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ReturnConsumedCapacity: 'TOTAL' }))

const faulty = (status: number, type: string): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type },
  body: Buffer.from(JSON.stringify({ __type: type, message: 'spoiled' }))
})

const FAULTS = { error: faulty(500, 'InternalServerError'), throttle: faulty(400, 'ThrottlingException') }

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
  const { host } = new URL(target)
  return new Promise((resolve, reject) => {
    const passed = call(`${target}${url}`, { method, headers: { ...headers, host, 'content-length': body.length } }, (reply) => {
      const { 'transfer-encoding': _, connection: __, ...kept } = reply.headers
      buffer(reply).then(
        (bytes) => resolve({ status: reply.statusCode ?? 500, headers: kept as Record<string, string>, body: bytes }),
        reject
      )
    })
    passed.on('error', reject)
    passed.end(body)
  })
}
