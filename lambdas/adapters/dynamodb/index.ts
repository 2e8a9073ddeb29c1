// The flow store on DynamoDB. Each method is one conditional write of the item model (expressions.ts); what each must guarantee is
// said at the port, and shown by test/contract/flow-store.ts on two servers.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Documents, FlowStore } from '../../ports.ts'
import { clientSettings } from '../sdk.ts'
import { accountsOf } from './accounts.ts'
import { commitsOf } from './commits.ts'
import { documentsOf } from './configuration.ts'
import { flowItemsOf } from './flow-items.ts'
import { flowsOf } from './flows.ts'
import { itemsOf } from './items.ts'
import { limitsOf } from './limits.ts'
import { warningsOf } from './warnings.ts'

/** `endpoint` is where a local server listens; absent, AWS's own in the function's region. */
export const createDynamoDb = (endpoint?: string): DynamoDBClient => new DynamoDBClient(clientSettings({ endpoint }))

export function createFlowStore(client: DynamoDBClient, table: string): FlowStore {
  const items = itemsOf(client, table)
  const flows = flowItemsOf(items)
  return { ...flowsOf(flows), ...commitsOf(flows), ...limitsOf(items), ...accountsOf(items), ...warningsOf(items) }
}

export const createDocuments = (client: DynamoDBClient, table: string): Documents => documentsOf(itemsOf(client, table))

export { createConfiguration } from './configuration.ts'
