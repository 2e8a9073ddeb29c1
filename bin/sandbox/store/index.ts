// The sandbox's table: a DynamoDB behind the pass-through, empty at each start.
import { once } from 'node:events'
import { Server } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { DynamoDBRecord } from 'aws-lambda'
import { TABLE } from '../../../lambdas/adapters/dynamodb/table.ts'
import { startPassThrough } from './pass-through.ts'
import type { Address } from './upstream.ts'

export const STORES = ['dynalite', 'dynamodb-local'] as const
export type StoreKind = (typeof STORES)[number]

export const TABLE_NAME = 'rekey'

export interface Store {
  kind: StoreKind
  url: string
  stop(): Promise<void>
}

export interface StoreOptions {
  kind: StoreKind
  /** A folder of this sandbox's own, for the socket. */
  folder: string
  now: () => number
  onRecord: (record: DynamoDBRecord) => void
}

/** Starts a store with an empty table. */
export async function startStore({ kind, folder, now, onRecord }: StoreOptions): Promise<Store> {
  const server = await startServer(kind, folder)
  const passThrough = await startPassThrough({ upstream: server.address, now, onRecord })
  await createTable(passThrough.url)
  return {
    kind,
    url: passThrough.url,
    stop: async () => {
      await passThrough.close()
      await server.stop()
    }
  }
}

interface Behind {
  address: Address
  stop(): Promise<void>
}

async function startServer(kind: StoreKind, folder: string): Promise<Behind> {
  if (kind === 'dynalite') return startDynalite(folder)
  const { startDynamoDbLocal } = await import('./dynamodb-local.ts')
  return startDynamoDbLocal()
}

/** On a socket in our own folder: dynalite lets any web page in, so it gets no port. */
async function startDynalite(folder: string): Promise<Behind> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server
  const server = dynalite({ createTableMs: 0 })
  server.keepAliveTimeout = 60_000
  const socketPath = join(folder, 'dynalite')
  server.listen(socketPath)
  await once(server, 'listening')
  return {
    address: { socketPath },
    stop: async () => {
      // Not dynalite's own `close`: that ends its database under a call which nobody waits for any more, and such a call then throws.
      Server.prototype.close.call(server)
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}

async function createTable(url: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.CreateTable', authorization: 'AWS4-HMAC-SHA256 Credential=sandbox' },
    body: JSON.stringify({ ...TABLE, TableName: TABLE_NAME })
  })
  if (!answer.ok) throw new Error(`the table was not created: ${await answer.text()}`)
}
