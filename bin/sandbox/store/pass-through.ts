// A pass-through in front of a DynamoDB that has no streams (polling would lose work). It keeps two rules: the client sees what
// it would see without it, and every write that changed something makes exactly one record, in the order of the writes to that item.
import type { DynamoDBRecord } from 'aws-lambda'
import { type Listener, listenOnLoopback, readBody } from '../loopback.ts'
import { type Change, createStream } from './stream.ts'
import { type Address, connectUpstream, type Reply, type Upstream } from './upstream.ts'
import { createWriter, WRITES, type WriteCall } from './writes.ts'

// They write several items at once, which Rekey must not depend on; letting them by would lose records in silence.
const UNSEEN = ['BatchWriteItem', 'TransactWriteItems', 'ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']

export interface PassThroughOptions {
  upstream: Address
  now: () => number
  onRecord: (record: DynamoDBRecord) => void
}

/** Starts the pass-through on a free port. */
export async function startPassThrough({ upstream: address, now, onRecord }: PassThroughOptions): Promise<Listener> {
  const upstream = connectUpstream(address)
  const pass = createPass(upstream, now, onRecord)
  const listener = await listenOnLoopback(async (request, response) => {
    const body = await readBody(request)
    const isSigned = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true
    // A web page may call this port, but cannot sign without asking first, and nobody answers that question.
    const reply = body && isSigned ? await pass(String(request.headers['x-amz-target']).split('.')[1] ?? '', body) : UNSIGNED
    response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length })
    response.end(reply.body)
  })
  return {
    ...listener,
    close: async () => {
      await listener.close()
      await upstream.close()
    }
  }
}

function createPass(upstream: Upstream, now: () => number, onRecord: (record: DynamoDBRecord) => void) {
  const tables = new Map<string, { keyNames: string[]; record: (change: Change) => DynamoDBRecord | undefined }>()
  const writer = createWriter(upstream)

  return async (action: string, body: Buffer): Promise<Reply> => {
    if (UNSEEN.includes(action)) return refusal('ValidationException', `the sandbox's stream cannot see ${action}`)
    const call = parsed(body)
    const table = tables.get(String(call?.['TableName']))
    if (table && WRITES.includes(action)) {
      const { reply, change } = await writer.write(action, body, call as unknown as WriteCall, table.keyNames)
      const record = change && table.record(change)
      if (record) onRecord(record)
      return reply
    }
    const reply = await upstream.call(action, body)
    if (action === 'CreateTable' && reply.status === 200 && call) learn(call)
    return reply
  }

  function learn(call: Record<string, unknown>): void {
    const name = String(call['TableName'])
    const keyNames = (call['KeySchema'] as { AttributeName: string }[]).map((part) => part.AttributeName)
    tables.set(name, { keyNames, record: createStream(name, now) })
  }
}

const refusal = (code: string, message: string): Reply => ({
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message }))
})

const UNSIGNED = refusal('MissingAuthenticationTokenException', 'Request is missing Authentication Token')

/** Malformed bodies go to the store as they are, which knows best how to refuse them. */
function parsed(body: Buffer): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>
  } catch {
    return undefined
  }
}
