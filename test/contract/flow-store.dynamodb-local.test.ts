import { describe } from 'vitest'
import { hasJava, startDynamoDbLocal } from '../support/dynamodb-local.ts'
import { flowStoreContract } from './flow-store.ts'

describe.skipIf(!hasJava())('the flow store on DynamoDB Local', () => flowStoreContract(startDynamoDbLocal, { races: 25, walks: 25 }))
