// What a function's file contains is what it can do, and what each cold start has to load.
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire, isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createContactRules } from '../../lambdas/adapters/contacts/index.ts'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { BUNDLES, type Bundle, bundle, ownBytes } from '../../scripts/bundle.ts'
import { packageOf } from '../../scripts/notices.ts'
import { metadataFor } from '../../scripts/phone-metadata.ts'
import { DRAWING, KNOWN_ERRORS } from '../../scripts/trim.ts'

/** What a cold start loads, in units of 1000 bytes: the bundle with everything in it. */
const BUDGETS: Record<string, number> = {
  page: 120,
  flow: 270,
  verify: 270,
  admin: 270,
  commit: 345,
  change: 345,
  sweep: 345,
  locate: 345,
  status: 345,
  'status-set': 345,
  remind: 345,
  deliver: 400
}
/** Our own part of it. Those that carry every rule, two of them with every directory, have more (docs/adr/0016). */
const OWN_BUDGET = 60
const OWN_BUDGETS: Record<string, number> = { commit: 100, change: 100, admin: 90 }

const TABLE = '@aws-sdk/client-dynamodb'
const KEYS = '@aws-sdk/client-kms'
const SECRETS = '@aws-sdk/client-secrets-manager'
const DIRECTORY = ['ldapts', SECRETS, TABLE]

/** The outside that each function can speak to, and nothing else of it. */
const POWERS: Record<string, readonly string[]> = {
  page: [],
  flow: [TABLE, KEYS],
  verify: [TABLE, KEYS],
  admin: [TABLE],
  commit: DIRECTORY,
  change: DIRECTORY,
  sweep: DIRECTORY,
  locate: DIRECTORY,
  status: DIRECTORY,
  'status-set': DIRECTORY,
  remind: DIRECTORY,
  deliver: [TABLE, KEYS, '@aws-sdk/client-sesv2', '@aws-sdk/client-sns']
}

/** Every package that may run deployed (docs/adr/0009), and what those bring along. */
const PACKAGES = new Set([
  ...new Set(Object.values(POWERS).flat()),
  'valibot',
  'libphonenumber-js',
  '@aws-sdk/core',
  '@aws-sdk/credential-provider-env',
  '@aws-sdk/credential-provider-node',
  '@aws-sdk/dynamodb-codec',
  '@aws-sdk/endpoint-cache',
  '@aws-sdk/middleware-endpoint-discovery',
  '@aws-sdk/signature-v4-multi-region',
  '@aws-sdk/xml-builder',
  '@aws/lambda-invoke-store',
  '@smithy/core',
  '@smithy/node-http-handler',
  '@smithy/signature-v4',
  '@smithy/types',
  'mnemonist',
  'obliterator'
])

let folder: string
let bundles: Record<string, Bundle>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-bundle-'))
  bundles = await bundle(join(folder, 'first'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const of = (name: string): Bundle => {
  const found = bundles[name]
  if (!found) throw new Error(`no bundle ${name}`)
  return found
}

const packagesOf = ({ inputs }: Pick<Bundle, 'inputs'>): string[] =>
  [...new Set(Object.keys(inputs).flatMap((source) => packageOf(source) ?? []))].sort()

const speaksTo = (one: Pick<Bundle, 'inputs'>): string[] =>
  packagesOf(one).filter((name) => name === 'ldapts' || name.startsWith('@aws-sdk/client-'))

describe.each(BUNDLES)('%s', (name) => {
  test('is within its budget', () => {
    expect(of(name).bytes).toBeGreaterThan(10_000)
    expect(of(name).bytes).toBe(statSync(join(folder, 'first', name, 'index.mjs')).size)
    expect(of(name).bytes).toBeLessThanOrEqual((BUDGETS[name] ?? 0) * 1000)
  })

  const own = OWN_BUDGETS[name] ?? OWN_BUDGET

  test(`holds at most ${own} KB of ours`, () => {
    expect(ownBytes(of(name))).toBeGreaterThan(5000)
    expect(ownBytes(of(name))).toBeLessThanOrEqual(own * 1000)
  })

  test('can speak to what its step needs, and to nothing else', () => {
    expect(speaksTo(of(name))).toEqual([...(POWERS[name] ?? ['unknown function'])].sort())
  })

  test('SUP-2: is made of packages that were agreed to, and imports only built-ins of Node', () => {
    expect(packagesOf(of(name)).filter((one) => !PACKAGES.has(one))).toEqual([])
    const beside = readdirSync(join(folder, 'first', name)).map((file) => `./${file}`)
    expect(of(name).imports.filter((one) => !isBuiltin(one) && !beside.includes(one))).toEqual([])
  })

  test('takes the modules of Node as they are, so that nothing loads what Node keeps for later', () => {
    const text = readFileSync(join(folder, 'first', name, 'index.mjs'), 'utf8')
    const imported = Array.from(text.matchAll(/\bimport[^;"'()]*["']([\w:/.-]+)["']/g), ([, one = '']) => one)
    expect(imported.filter(isBuiltin)).toEqual([])
    expect(of(name).imports).toContain('node:crypto')
    expect(text).toContain('getBuiltinModule("node:crypto")')
  })

  test('loads what draws plain pages only where it has them, and when the first is asked for', () => {
    expect(of(name).imports.filter((one) => !isBuiltin(one))).toEqual(name === 'flow' ? [`./${DRAWING.file}`] : [])
    expect(Object.keys(of(name).inputs).filter((source) => source.startsWith('lambdas/view/') && name !== 'page')).toEqual([])
  })

  test('names each package that it holds, with its licence', () => {
    const notices = readFileSync(join(folder, 'first', name, 'THIRD-PARTY.txt'), 'utf8')
    const unnamed = packagesOf(of(name)).filter((one) => !new RegExp(`^${one} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm').test(notices))
    expect(unnamed).toEqual([])
    expect(notices).not.toContain('Licence: undefined')
  })
})

test('a client that came in by mistake would be seen', () => {
  expect(speaksTo({ inputs: { 'node_modules/@aws-sdk/client-sns/dist-es/index.js': 1, 'lambdas/compose.ts': 9 } })).toEqual([
    '@aws-sdk/client-sns'
  ])
})

/** Every file below a folder, by its path in there. */
const contentsOf = (top: string): Map<string, string> =>
  new Map(
    globSync('**/*', { cwd: top, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(top.length), readFileSync(path, 'base64')])
  )

test('an adapter knows no error by its class but those whose class is kept', () => {
  const named = globSync('lambdas/**/*.ts').flatMap(
    (file) => readFileSync(file, 'utf8').match(/(?<=instanceof )[A-Z]\w+Exception\b/g) ?? []
  )
  expect([...new Set(named)].sort()).toEqual([...KNOWN_ERRORS].sort())
})

test('texts in further languages lie beside the bundles of those who say them', () => {
  const files = [...contentsOf(join(folder, 'first')).keys()]
  const spoken = (name: string): string[] => files.filter((file) => file.startsWith(`/${name}/`) && file.endsWith('.cjs'))
  const further = LOCALES.slice(1).toSorted()
  expect(spoken('verify')).toEqual(further.map((locale) => `/verify/policy-${locale}.cjs`))
  expect(spoken('deliver')).toEqual(further.map((locale) => `/deliver/texts-${locale}.cjs`))
  expect(spoken('page')).toEqual(further.map((locale) => `/page/page-${locale}.cjs`))
  expect(spoken('flow')).toEqual(['page', 'policy'].flatMap((what) => further.map((locale) => `/flow/${what}-${locale}.cjs`)))
})

// Builds take their time on a machine that does other things too.
const PATIENCE = 120_000

test('SUP-4: two builds make the same bytes', { timeout: PATIENCE }, async () => {
  await bundle(join(folder, 'second'))
  const first = contentsOf(join(folder, 'first'))
  expect(first.size).toBeGreaterThan(BUNDLES.length * 2)
  expect([...contentsOf(join(folder, 'second'))].filter(([path, bytes]) => first.get(path) !== bytes).map(([path]) => path)).toEqual([])
})

test('a build leaves nothing of the one before', { timeout: PATIENCE }, async () => {
  const again = join(folder, 'second')
  const before = contentsOf(again)
  await bundle(again, { functions: ['locate'], countries: ['US'] })
  await bundle(again, { functions: ['locate'] })
  expect(contentsOf(again)).toEqual(before)
})

test('SUP-3: the artefacts hold no source map, no path of this machine and no test', () => {
  for (const [path, bytes] of contentsOf(join(folder, 'first'))) {
    const text = Buffer.from(bytes, 'base64').toString('latin1')
    expect([path, text.includes('sourceMappingURL'), text.includes(process.cwd()), text.includes('vitest')]).toEqual([
      path,
      false,
      false,
      false
    ])
  }
})

test('beside the bundles lie the files that they read', () => {
  const files = [...contentsOf(join(folder, 'first')).keys()]
  expect(files).toEqual(
    expect.arrayContaining([
      '/page/assets/page.js',
      '/page/assets/page.css',
      '/commit/blocklist.bin',
      '/change/blocklist.bin',
      '/locate/phone-metadata.json'
    ])
  )
})

describe('phone metadata for some countries', () => {
  const all = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json'), 'utf8'))
  const NUMBERS = [
    '+1 202 555 0101',
    '+1 416 555 0123',
    '+1 876 555 0123',
    '+44 7700 900123',
    '+44 7781 123456',
    '+81 90 1234 5678',
    '+7 701 234 5678',
    '(202) 555-0101',
    '090-1234-5678'
  ]

  test.each([[['US']], [['CA']], [['GB']], [['JP', 'US']], [['RU']]])(
    '%j: every number is judged as with the metadata of the whole world',
    (countries) => {
      const judge = (metadata: unknown) =>
        NUMBERS.map((number) => createContactRules({ countries, metadata: () => metadata }).mobile(number))
      const some = metadataFor(countries, all)
      expect(judge(some)).toEqual(judge(all))
      expect(JSON.stringify(some).length).toBeLessThan(JSON.stringify(all).length / 3)
    }
  )

  test('refuses a country that does not exist', () => {
    expect(() => metadataFor(['US', 'XX', 'QQ'], all)).toThrow('no phone number metadata for XX, QQ; use ISO 3166 codes such as US,JP')
  })
})
