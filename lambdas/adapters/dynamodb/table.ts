// The one table: flows, budgets, accounts, configuration. Data for whoever creates it; the deployed table is lib/'s.
import type { CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb'

/** Key `pk`; flows with a commit under way are also in the sparse index `stuck`, by the end of their lease. */
export const TABLE = {
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'stuck', AttributeType: 'S' },
    { AttributeName: 'lease', AttributeType: 'N' }
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'stuck',
      KeySchema: [
        { AttributeName: 'stuck', KeyType: 'HASH' },
        { AttributeName: 'lease', KeyType: 'RANGE' }
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' }
    }
  ],
  BillingMode: 'PAY_PER_REQUEST'
} as const satisfies Omit<CreateTableCommandInput, 'TableName'>

/** Creates the table in a local server and waits until it answers. */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  await client.send(new CreateTableCommand({ ...structuredClone(TABLE), TableName: name }))
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.2 }, { TableName: name })
}
