// From a stream event to one call per record, and back to what Lambda wants to know: which records to bring again.
import type { AttributeValue, Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import type { Flow } from '../flow/flow.ts'
import { type Deadline, type Log, Unavailable } from '../ports.ts'
import { deadlineOf, faultFacts } from './api.ts'

export type StreamHandler = (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>

/** The kinds of items that are work for somebody. Each is written by other roles, so which it is tells what may be asked with it. */
export type Kind = 'flow' | 'notice' | 'expiry'

/** A flow, or what else is to be delivered, as a record brought it. */
export type Image = Flow & { kind: Kind }

/** Images hold strings and numbers only. */
function imageOf(image: Record<string, AttributeValue>): Image {
  const plain = Object.entries(image).map(([name, value]) => [name, value.N === undefined ? value.S : Number(value.N)])
  const { pk, ...flow } = Object.fromEntries(plain) as Record<string, unknown>
  const [, kind, id] = /^(\w+)#(.*)$/s.exec(String(pk)) ?? []
  return { ...flow, kind, id } as unknown as Image
}

/**
 * The function behind a stream. Only trouble that passes brings a record again; a record that can never be worked on is reported and
 * let go, because it would hold up everybody behind it.
 */
export const stream = (log: Log, work: (image: Image, event: string, deadline: Deadline) => Promise<void>): StreamHandler =>
  async function handle(event, context) {
    const deadline = deadlineOf(context)
    const results = await Promise.allSettled(
      event.Records.map(async (record) => {
        const image = record.dynamodb?.NewImage
        if (image) await work(imageOf(image as Record<string, AttributeValue>), record.eventID ?? '', deadline)
      })
    )
    const batchItemFailures = results.flatMap((result, index) => {
      if (result.status === 'fulfilled') return []
      log('record.failed', { record: event.Records[index]?.eventID, ...faultFacts(result.reason) })
      return result.reason instanceof Unavailable ? [{ itemIdentifier: event.Records[index]?.dynamodb?.SequenceNumber ?? '' }] : []
    })
    return { batchItemFailures }
  }
