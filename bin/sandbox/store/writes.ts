// Writes on their way to a store, and the change that each made. The client gets what it would get without us.
import { crc32 } from 'node:zlib'
import type { Change, Image } from './stream.ts'
import type { Reply, Upstream } from './upstream.ts'

/** What is read of a write's body; everything else passes. */
export interface WriteCall {
  TableName: string
  Key?: Image
  Item?: Image
  ReturnValues?: string
}

export const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem']

/** Remembers every item as it was last written, which is how it knows what a write found. */
export interface Writer {
  write(action: string, body: Buffer, call: WriteCall, keyNames: readonly string[]): Promise<{ reply: Reply; change?: Change }>
}

export function createWriter(upstream: Upstream): Writer {
  const images = new Map<string, Image>()
  const inTurn = createTurns()
  return {
    write: (action, body, call, keyNames) => {
      const keys = Object.fromEntries(keyNames.map((name) => [name, (call.Key ?? call.Item)?.[name]])) as Image
      const place = `${call.TableName}\0${JSON.stringify(keys)}`
      // One at a time per item, as the store does it: replies that overtake each other would swap the records.
      return inTurn(place, async () => {
        const { reply, after } = await apply(upstream, action, body, call)
        if (reply.status !== 200) return { reply }
        const before = images.get(place)
        if (after === undefined) images.delete(place)
        else images.set(place, after)
        return { reply, change: { keys, before, after } }
      })
    }
  }
}

/** The reply for the client, and the item after the write. */
async function apply(
  upstream: Upstream,
  action: string,
  body: Buffer,
  call: WriteCall
): Promise<{ reply: Reply; after?: Image | undefined }> {
  if (action !== 'UpdateItem') return { reply: await upstream.call(action, body), after: call.Item }
  const asked = call.ReturnValues ?? 'NONE'
  if (asked === 'NONE') {
    const reply = await upstream.call(action, Buffer.from(JSON.stringify({ ...call, ReturnValues: 'ALL_NEW' })))
    if (reply.status !== 200) return { reply }
    const { Attributes, ...others } = JSON.parse(reply.body.toString()) as { Attributes: Image }
    return { reply: rewritten(reply, others), after: Attributes }
  }
  const reply = await upstream.call(action, body)
  if (reply.status !== 200) return { reply }
  if (asked === 'ALL_NEW') return { reply, after: (JSON.parse(reply.body.toString()) as { Attributes: Image }).Attributes }
  const read = { TableName: call.TableName, Key: call.Key, ConsistentRead: true }
  const whole = await upstream.call('GetItem', Buffer.from(JSON.stringify(read)))
  return { reply, after: (JSON.parse(whole.body.toString()) as { Item: Image }).Item }
}

function rewritten(reply: Reply, content: unknown): Reply {
  const body = Buffer.from(JSON.stringify(content))
  return { ...reply, headers: { ...reply.headers, 'x-amz-crc32': String(crc32(body)) }, body }
}

/** Runs work of one key one after the other, work of different keys at once. */
function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, turn)
    const tidy = (): void => {
      if (last.get(key) === turn) last.delete(key)
    }
    turn.then(tidy, tidy)
    return turn
  }
}
