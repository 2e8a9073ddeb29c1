// DynamoDB Local as the sandbox starts it, for tests that need no pass-through.
import { spawnSync } from 'node:child_process'
import { startDynamoDbLocal as start } from '../../bin/sandbox/store/dynamodb-local.ts'
import type { Running } from './dynalite.ts'

export const hasJava = (): boolean => spawnSync('java', ['-version']).status === 0

export async function startDynamoDbLocal(): Promise<Running> {
  const { address, stop } = await start()
  return { endpoint: `http://${address.host}:${address.port}`, stop }
}
