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
import { type Items, itemsOf } from './items.ts'
import { limitsOf } from './limits.ts'
import { warningsOf } from './warnings.ts'

/** `endpoint` is where a local server listens; absent, AWS's own in the function's region. */
export const createDynamoDb = (endpoint?: string): DynamoDBClient => new DynamoDBClient(clientSettings({ endpoint }))

// The parts of the flow store, each a file: a function takes those that it needs, and its bundle holds no more.
export const stepsIn = (items: Items) => flowsOf(flowItemsOf(items), flowItemsOf(items, 'notice'))
export const commitsIn = (items: Items) => commitsOf(flowItemsOf(items))
export { accountsOf as accountsIn } from './accounts.ts'
export { createConfiguration, documentsOf as documentsIn } from './configuration.ts'
export { type Items, itemsOf } from './items.ts'
export { limitsOf as limitsIn } from './limits.ts'
export { warningsOf as warningsIn } from './warnings.ts'

/** The whole flow store. */
export function createFlowStore(client: DynamoDBClient, table: string): FlowStore {
  const items = itemsOf(client, table)
  return { ...stepsIn(items), ...commitsIn(items), ...limitsOf(items), ...accountsOf(items), ...warningsOf(items) }
}

export const createDocuments = (client: DynamoDBClient, table: string): Documents => documentsOf(itemsOf(client, table))
