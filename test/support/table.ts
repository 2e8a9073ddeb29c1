// The deployed table's shape, made in a local server.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb'
import { TABLE } from '../../lambdas/adapters/dynamodb/table.ts'

export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  await client.send(new CreateTableCommand({ ...structuredClone(TABLE), TableName: name }))
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.2 }, { TableName: name })
}
