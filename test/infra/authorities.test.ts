// Certificates of directories' authorities are as long as they are, and Lambda takes 4,096 bytes of variables: they travel as a file.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FUNCTIONS, type FunctionName } from '../../lambdas/config.ts'
import { problemsOf } from '../../lib/problems.ts'
import { RekeyStack } from '../../lib/stack.ts'
import { aConfiguration, ofType, type Resource, standIns } from './support/synthesised.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekey-authorities-'))
const authorities: string[] = []
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// A key of RSA 4096 takes a while to find on a busy machine: one is enough for three certificates.
beforeAll(async () => {
  const first = await generate([{ name: 'commonName', value: 'authority 0' }], { keySize: 4096, algorithm: 'sha512' })
  const keyPair = { publicKey: first.public, privateKey: first.private }
  const others = [1, 2].map((n) => generate([{ name: 'commonName', value: `authority ${n}` }], { keyPair, algorithm: 'sha512' }))
  authorities.push(first.cert, ...(await Promise.all(others)).map(({ cert }) => cert))
}, 300_000)

const stores = () =>
  authorities.map((ca, n) => ({
    ...{ id: `store${n}`, profile: 'openldap' as const, urls: [`ldaps://directory${n}.example`], baseDn: 'dc=example' },
    ...{ ca, dummyDn: 'cn=nobody,dc=example' }
  }))

const over = () => ({ stores: stores(), change: true, expiryMail: {} })

/** The folder and the variables of each function as they are deployed. */
function deployed(): [name: FunctionName, asset: string, variables: Record<string, unknown>][] {
  const app = new App({ outdir: join(folder, 'cdk.out') })
  new RekeyStack(app, 'Rekey', { rekey: { ...aConfiguration(over()), artefacts: standIns() } })
  const { template } = app.synth().getStackByName('Rekey')
  return ofType({ resources: template.Resources as Record<string, Resource> }, 'AWS::Lambda::Function').map(([, { Properties }]) => {
    const { S3Key } = Properties['Code'] as { S3Key: string }
    const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> }
    const name = String(Properties['Description']).replace('Rekey: ', '') as FunctionName
    return [name, join(folder, 'cdk.out', `asset.${S3Key.replace('.zip', '')}`), Variables]
  })
}

test('three stores with an authority of RSA 4096 each are no problem, and together longer than all variables may be', () => {
  expect(Buffer.byteLength(authorities.join(''))).toBeGreaterThan(4096)
  expect(problemsOf(aConfiguration(over()))).toEqual([])
})

test('they lie beside every function that reads them and beside no other, and in no variable', { timeout: 300_000 }, () => {
  const functions = deployed()
  expect(functions.map(([name]) => name).sort()).toEqual(Object.keys(FUNCTIONS).sort())
  for (const [name, asset, variables] of functions) {
    const reads: readonly string[] = FUNCTIONS[name]
    const file = join(asset, 'authorities.json')
    const isRead = reads.includes('STORES')
    expect([name, reads.includes('AUTHORITIES'), existsSync(file), variables['AUTHORITIES']]).toEqual([
      ...[name, isRead, isRead],
      isRead ? '/var/task/authorities.json' : undefined
    ])
    expect(JSON.stringify(variables)).not.toContain('CERTIFICATE')
    const bytes = Object.entries(variables).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + JSON.stringify(value)), 0)
    expect(bytes).toBeLessThan(4096)
    if (isRead) expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(Object.fromEntries(stores().map(({ id, ca }) => [id, ca])))
    expect(existsSync(join(asset, 'index.mjs'))).toBe(true)
  }
})
