// DynamoDB Local, AWS's own emulator, in memory and on a free port of this machine.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { dynamoDbLocal } from '../../../scripts/dynamodb-local.ts'
import { LOOPBACK } from '../loopback.ts'

const PATIENCE_SECONDS = 30
const ARGUMENTS = ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb', '-disableTelemetry']

/** Starts it; the first time it is fetched, which takes a while. */
export async function startDynamoDbLocal() {
  const folder = await dynamoDbLocal()
  const port = await freePort()
  const java = spawn('java', [...ARGUMENTS, '-port', String(port)], { cwd: folder, stdio: 'ignore' })
  const failure = once(java, 'error').then(([error]) => {
    throw new Error('DynamoDB Local needs Java (17 or newer) on the PATH', { cause: error })
  })
  const killed = (): void => void java.kill('SIGKILL')
  process.once('exit', killed)
  const stop = async (): Promise<void> => {
    process.removeListener('exit', killed)
    if (java.exitCode !== null || java.signalCode !== null || java.pid === undefined) return
    java.kill()
    await once(java, 'exit')
  }
  await Promise.race([failure, listening(java, port)]).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { address: { host: LOOPBACK, port }, stop }
}

/** It cannot pick a port by itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function listening(java: ChildProcess, port: number): Promise<void> {
  const end = performance.now() + PATIENCE_SECONDS * 1000
  while (performance.now() < end) {
    if (java.exitCode !== null) throw new Error(`DynamoDB Local ended with ${java.exitCode} instead of listening`)
    const isUp = await fetch(`http://${LOOPBACK}:${port}`).then(
      () => true,
      () => false
    )
    if (isUp) return
    await pause(100)
  }
  throw new Error(`DynamoDB Local did not answer within ${PATIENCE_SECONDS} s`)
}
