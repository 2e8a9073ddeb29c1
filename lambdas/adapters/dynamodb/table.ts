// The one table: flows, budgets, accounts, configuration. Data for whoever creates it.
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'

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
