// From a stream event to one call per record, and back to what Lambda wants to know: which records to bring again.
import type { AttributeValue, Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import type { Flow } from '../flow/flow.ts'
import { type Deadline, type Log, Unavailable } from '../ports.ts'
import { deadlineOf, faultFacts } from './api.ts'

export type StreamHandler = (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>

/** The flow in a record's new image, or what else is to be delivered. Images hold strings and numbers only. */
function flowOf(image: Record<string, AttributeValue>): Flow {
  const plain = Object.entries(image).map(([name, value]) => [name, value.N === undefined ? value.S : Number(value.N)])
  const { pk, ...flow } = Object.fromEntries(plain) as Record<string, unknown>
  return { ...flow, id: String(pk).replace(/^(flow|expiry)#/, '') } as unknown as Flow
}

/**
 * The function behind a stream. Only trouble that passes brings a record again; a record that can never be worked on is reported and
 * let go, because it would hold up everybody behind it.
 */
export const stream = (log: Log, work: (flow: Flow, event: string, deadline: Deadline) => Promise<void>): StreamHandler =>
  async function handle(event, context) {
    const deadline = deadlineOf(context)
    const results = await Promise.allSettled(
      event.Records.map(async (record) => {
        const image = record.dynamodb?.NewImage
        if (image) await work(flowOf(image as Record<string, AttributeValue>), record.eventID ?? '', deadline)
      })
    )
    const batchItemFailures = results.flatMap((result, index) => {
      if (result.status === 'fulfilled') return []
      log('record.failed', { record: event.Records[index]?.eventID, ...faultFacts(result.reason) })
      return result.reason instanceof Unavailable ? [{ itemIdentifier: event.Records[index]?.dynamodb?.SequenceNumber ?? '' }] : []
    })
    return { batchItemFailures }
  }
