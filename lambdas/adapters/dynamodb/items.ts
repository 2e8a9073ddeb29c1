// One table of flat items: reading one, and changing one under a condition. A failed condition is a value here.
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { isTransient } from '../sdk.ts'
import type { Value, Write } from './write.ts'
import { namesOf, valuesOf } from './write.ts'

export type Item = Readonly<Record<string, Value | undefined>>

/** Those of an item's attributes, in the shape that our own writes gave them. */
export const pick = <T extends object>(item: Item, names: readonly (keyof T & string)[]): T =>
  Object.fromEntries(names.filter((name) => item[name] !== undefined).map((name) => [name, item[name]])) as T

/** What a write's expressions leave open; `slots` are names of attributes. */
interface Filling {
  values?: Readonly<Record<string, Value>>
  slots?: Readonly<Record<string, string>>
}

export interface Items {
  /** Strongly consistent; only the named attributes. */
  read(pk: string, attributes: readonly string[]): Promise<Item | undefined>
  /** False where the condition refused. */
  put(pk: string, item: Item, write: Write): Promise<boolean>
  /** False where the condition refused. */
  apply(pk: string, write: Write, filling: Filling): Promise<boolean>
  /** The whole item after the write, or undefined where the condition refused. */
  applied(pk: string, write: Write, filling: Filling): Promise<Item | undefined>
  /** Keys from an index, in its order; the condition is on the index's own key. */
  keys(index: string, write: Write, filling: Filling, limit: number): Promise<string[]>
}

const marshalled = (item: Item): Record<string, AttributeValue> => {
  const attributes: Record<string, AttributeValue> = {}
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) attributes[name] = typeof value === 'number' ? { N: String(value) } : { S: value }
  }
  return attributes
}

const unmarshalled = (attributes: Readonly<Record<string, AttributeValue>>): Item =>
  Object.fromEntries(Object.entries(attributes).map(([name, { S, N }]) => [name, N === undefined ? S : Number(N)]))

const placeholders = ({ names, values }: Write, { slots, values: given }: Filling) => ({
  ExpressionAttributeNames: namesOf(names, slots),
  ExpressionAttributeValues: marshalled(valuesOf(values, given))
})

/** Undefined where the condition refused; every other failure is one of our own two. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined
    throw isTransient(error) ? new Unavailable('store', error) : new Misconfigured('the store refuses a request', error)
  }
}

export function itemsOf(client: DynamoDBClient, table: string): Items {
  const update = (pk: string, write: Write, filling: Filling, returns: 'NONE' | 'ALL_NEW') => {
    const command = new UpdateItemCommand({
      TableName: table,
      Key: { pk: { S: pk } },
      UpdateExpression: write.update,
      ConditionExpression: write.condition,
      ...placeholders(write, filling),
      ReturnValues: returns
    })
    return unlessRefused(client.send(command))
  }

  return {
    async read(pk, attributes) {
      const command = new GetItemCommand({
        TableName: table,
        Key: { pk: { S: pk } },
        ConsistentRead: true,
        ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
        ExpressionAttributeNames: namesOf(attributes)
      })
      const answer = await unlessRefused(client.send(command))
      return answer?.Item && unmarshalled(answer.Item)
    },

    async put(pk, item, { condition, names }) {
      const command = new PutItemCommand({
        TableName: table,
        Item: marshalled({ ...item, pk }),
        ConditionExpression: condition,
        ExpressionAttributeNames: namesOf(names)
      })
      return (await unlessRefused(client.send(command))) !== undefined
    },

    apply: async (pk, write, filling) => (await update(pk, write, filling, 'NONE')) !== undefined,

    async applied(pk, write, filling) {
      const answer = await update(pk, write, filling, 'ALL_NEW')
      return answer?.Attributes && unmarshalled(answer.Attributes)
    },

    async keys(index, write, filling, limit) {
      const command = new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: write.condition,
        ...placeholders(write, filling),
        Limit: limit
      })
      const answer = await unlessRefused(client.send(command))
      return (answer?.Items ?? []).map(({ pk }) => pk?.S ?? '')
    }
  }
}
