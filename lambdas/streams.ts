// The stream consumers' filters and settings, in one place for the template, the sandbox and the tests.
// Only `dynamodb.NewImage.<name>.S` is filtered on: TTL removals have no new image and so drop out by themselves.

export interface StreamConsumer {
  name: 'locate' | 'deliver'
  filter: { dynamodb: { NewImage: Record<string, { S: string[] }> } }
  batchSize: number
  parallelization: number
  retries: number
  /** Older records are not worth doing. */
  maxAgeSeconds: number
}

export const STREAM_CONSUMERS: readonly StreamConsumer[] = [
  {
    name: 'locate',
    filter: { dynamodb: { NewImage: { find: { S: ['due'] } } } },
    batchSize: 5,
    parallelization: 10,
    retries: 3,
    maxAgeSeconds: 120
  },
  {
    name: 'deliver',
    filter: { dynamodb: { NewImage: { work: { S: ['send', 'notice', 'expiry'] }, reach: { S: ['yes'] } } } },
    batchSize: 1,
    parallelization: 10,
    retries: 3,
    maxAgeSeconds: 600
  }
]
