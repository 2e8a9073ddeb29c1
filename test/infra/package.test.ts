// What is packed is used from an app that has neither our sources nor esbuild.

import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FUNCTIONS } from '../../lambdas/config.ts'
import { functionNames } from '../../lib/functions.ts'
import { bundle } from '../../scripts/bundle.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekey-package-'))
const app = join(folder, 'app')
const TSC = join(process.cwd(), 'node_modules/typescript/bin/tsc')

const AWS_CLIENTS = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }).dependencies).filter(
  (name) => name.startsWith('@aws-sdk/')
)

const run = (...args: string[]): string => {
  try {
    return execFileSync(process.execPath, args, { cwd: app, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    return (error as { stdout: string; stderr: string }).stdout + (error as { stderr: string }).stderr
  }
}

beforeAll(async () => {
  const staging = join(folder, 'staging')
  mkdirSync(staging)
  mkdirSync(join(app, 'node_modules/rekey'), { recursive: true })
  cpSync('package.json', join(staging, 'package.json'))
  execFileSync(process.execPath, [TSC, '-p', 'tsconfig.build.json', '--outDir', join(staging, 'build')], { stdio: 'pipe' })
  await bundle(join(staging, 'dist'))
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, staging], { stdio: 'pipe' })
  const [tarball = ''] = globSync(join(folder, '*.tgz'))
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(app, 'node_modules/rekey')])
  mkdirSync(join(app, 'node_modules/@aws-sdk'))
  for (const name of ['aws-cdk-lib', 'constructs', 'valibot', 'ldapts', 'libphonenumber-js', '@smithy', ...AWS_CLIENTS])
    symlinkSync(join(process.cwd(), 'node_modules', name), join(app, 'node_modules', name))
  writeFileSync(join(app, 'package.json'), '{"type": "module"}')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const source = (configuration: string) => `
import { App, Stack } from 'aws-cdk-lib'
import { Rekey } from 'rekey'

const app = new App({ outdir: 'cdk.out' })
const stack = new Stack(app, 'Mine')
new Rekey(stack, 'Rekey', ${configuration})
app.synth()
`

const GOOD = `{
  stores: [{ id: 'main', profile: 'openldap', urls: ['ldaps://directory.example'], baseDn: 'dc=example' }],
  mail: { from: 'no-reply@example.com' },
  frontDoor: { edge: true }
}`

const digestOf = (path: string): string => hash('sha256', readFileSync(path))

test('the package holds JavaScript, types and the artefacts, and no source', () => {
  const files = globSync('**/*', { cwd: join(app, 'node_modules/rekey') })
  expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([])
  for (const name of Object.keys(FUNCTIONS)) expect(files).toContain(join('dist', name, 'index.mjs'))
})

test('an app of somebody else’s deploys the very artefacts', () => {
  writeFileSync(join(app, 'app.js'), source(GOOD))
  run('app.js')
  const template = JSON.parse(readFileSync(join(app, 'cdk.out/Mine.template.json'), 'utf8')) as {
    Resources: Record<string, { Type: string }>
  }
  const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function')
  const names = functionNames({ change: false, remind: false })
  expect(functions).toHaveLength(names.length)
  const shipped = globSync('cdk.out/asset.*/index.mjs', { cwd: app }).map((file) => digestOf(join(app, file)))
  const packed = names.map((name) => digestOf(join(app, 'node_modules/rekey/dist', name, 'index.mjs')))
  expect(shipped.sort()).toEqual(packed.sort())
})

test('the command line runs from the package, all of it', () => {
  const { bin } = JSON.parse(readFileSync(join(app, 'node_modules/rekey/package.json'), 'utf8')) as { bin: { rekey: string } }
  const rekey = join('node_modules/rekey', bin.rekey)
  expect(run(rekey, '--help')).toContain('rekey doctor --sandbox')
  const store = { id: 'main', profile: 'openldap', urls: ['ldaps://127.0.0.1:1'], baseDn: 'dc=example' }
  const configuration = { stores: [store], mail: { from: 'no-reply@example.com' }, frontDoor: { edge: true } }
  writeFileSync(join(app, 'rekey.config.ts'), `export const deployment = ${JSON.stringify({ id: 'Rekey', configuration })}`)
  writeFileSync(join(app, 'search.json'), '{"bindDn": "cn=search", "password": "nobody’s"}', { mode: 0o600 })
  expect(run(rekey, 'explain', 'alice', '--search-identity', 'search.json')).toContain('Store main cannot be asked')
})

test('types come along, and refuse what the configuration does not have', () => {
  const check = (configuration: string) => {
    writeFileSync(join(app, 'typed.ts'), source(configuration))
    return run(TSC, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--skipLibCheck', '--types', '', 'typed.ts')
  }
  expect(check(GOOD)).toBe('')
  expect(check(GOOD.replace('mail:', 'post:'))).toContain("'post' does not exist")
})

test('without the artefacts it says what to do', () => {
  rmSync(join(app, 'node_modules/rekey/dist'), { recursive: true })
  expect(existsSync(join(app, 'app.js'))).toBe(true)
  expect(run('app.js')).toContain('run `npm run build` first')
})
