// A deployment hands the directories' authorities over in a file; the sandbox says them in STORES.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeLocate } from '../../lambdas/compose.ts'
import { Misconfigured } from '../../lambdas/ports.ts'
import { deadlineIn } from '../support/deadline.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'

let sandbox: Sandbox
const folder = mkdtempSync(join(tmpdir(), 'rekey-authorities-'))
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await sandbox.stop()
})

test('an authority in the file is trusted, and without it nobody is asked', async () => {
  const [{ ca, ...store }] = JSON.parse(sandbox.environment['STORES'] ?? '[]') as [{ id: string; ca: string }]
  const file = join(folder, 'authorities.json')
  writeFileSync(file, JSON.stringify({ [store.id]: ca }))
  const find = (more: Record<string, string>) => {
    const [finder] = composeLocate({ ...sandbox.environment, STORES: JSON.stringify([store]), ...more }).stores
    return finder?.find('alice', deadlineIn(20_000))
  }
  expect(await find({ AUTHORITIES: file })).toMatchObject({ kind: 'person' })
  await expect(find({})).rejects.toThrow(Misconfigured)
})
