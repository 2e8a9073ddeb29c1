// What the stream of a DynamoDB table shows: one record of the real shape per write that changed something.
import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'

export type Image = Record<string, AttributeValue>

export interface Change {
  keys: Image
  before: Image | undefined
  after: Image | undefined
}

/** Turns changes into records with rising sequence numbers; undefined for a write that changed nothing. */
export function createStream(table: string, now: () => number): (change: Change) => DynamoDBRecord | undefined {
  // Sequence numbers are strings of 21 to 40 digits.
  let last = 100_000_000_000_000_000_000n
  return ({ keys, before, after }) => {
    if (isDeepStrictEqual(before, after)) return undefined
    last += 1n
    return {
      eventID: randomBytes(16).toString('hex'),
      eventName: after === undefined ? 'REMOVE' : before === undefined ? 'INSERT' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      eventSourceARN: `arn:aws:dynamodb:us-east-1:000000000000:table/${table}/stream/sandbox`,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(now() / 1000),
        Keys: keys,
        ...(after === undefined ? {} : { NewImage: after }),
        SequenceNumber: String(last),
        SizeBytes: Buffer.byteLength(JSON.stringify([keys, after])),
        StreamViewType: 'NEW_IMAGE'
      }
    }
  }
}
