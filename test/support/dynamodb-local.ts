// DynamoDB Local, AWS's own emulator, in memory and on any free port.
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { dynamoDbLocal } from '../../scripts/dynamodb-local.ts'
import type { Running } from './dynalite.ts'

export const hasJava = (): boolean => spawnSync('java', ['-version']).status === 0

const PATIENCE_SECONDS = 30

export async function startDynamoDbLocal(): Promise<Running> {
  const folder = await dynamoDbLocal()
  const port = await freePort()
  const args = ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb', '-disableTelemetry']
  const java = spawn('java', [...args, '-port', String(port)], { cwd: folder, stdio: 'ignore' })
  process.once('exit', () => java.kill())
  const endpoint = `http://127.0.0.1:${port}`
  await answering(java, endpoint)
  return {
    endpoint,
    async stop() {
      java.kill()
      await once(java, 'exit')
    }
  }
}

/** It cannot pick a port by itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answering(java: ChildProcess, endpoint: string): Promise<void> {
  const end = Date.now() + PATIENCE_SECONDS * 1000
  while (Date.now() < end) {
    if (java.exitCode !== null) throw new Error(`DynamoDB Local ended with ${java.exitCode} instead of listening`)
    const isUp = await fetch(endpoint).then(
      () => true,
      () => false
    )
    if (isUp) return
    await wait(100)
  }
  java.kill()
  throw new Error(`DynamoDB Local did not answer within ${PATIENCE_SECONDS} s`)
}
