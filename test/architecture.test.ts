// The layers, budgets and bans of CONTRIBUTING.md, held against the import lines and the text of every code file.
// Each rule is shown an example that breaks it, so a rule that has gone blind fails by itself.
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Source {
  file: string
  text: string
}

interface Import {
  file: string
  /** A path in this repository, or the name of a package or built-in. */
  to: string
  typeOnly: boolean
}

interface Layer {
  fact: string
  /** A file belongs to the first layer that holds it. */
  holds: RegExp
  may: (RegExp | ((file: string) => string))[]
  /** Only as types. */
  mayName?: RegExp[]
  /** What it must refuse. */
  broken: { file: string; to: string; typeOnly?: boolean }
  /** Whether Biome says so too, in the editor. */
  inEditor?: true
}

const FLOW = /^lambdas\/flow\//
const POLICY = /^lambdas\/policy\//
const PORTS = /^lambdas\/(directory-)?ports\.ts$/
const OPERATIONS = /^lambdas\/operations\//
const ADAPTERS = /^lambdas\/adapters\//
/** What all adapters share lies beside their folders: client settings, what a failed call means. */
const SHARED = /^lambdas\/adapters\/[^/]+\.ts$/
const MESSAGES = /^lambdas\/messages\//
const VIEW = /^lambdas\/view\//
const PAGE = /^lambdas\/page\//
/** The part of the page that is pure: what an answer means, and which screen that is. */
const MODEL = /^lambdas\/page\/(model|screen-of)\.ts$/
const HTTP = /^lambdas\/http\//
const HANDLERS = /^lambdas\/handlers\//
const CONFIG = /^lambdas\/config\.ts$/
const VARIABLES = /^lambdas\/variables\.ts$/
/** Schemas of what a person writes down, in a variable or in a body. */
const SHAPES = /^lambdas\/shapes\.ts$/
const CHECK = /^lambdas\/policy\/contradictions\.ts$/
const STREAMS = /^lambdas\/streams\.ts$/
/** How the table is made, for the sandbox and the tests. */
const TABLE = /^lambdas\/adapters\/dynamodb\/table\.ts$/
/** What is built for deployment, which the sandbox serves too. */
const BUILD = /^scripts\//
/** What a deployment adds to it. */
const PAGE_FILES = /^lib\/(logo|page-files)\.ts$/
const COMPOSE = /^lambdas\/compose\.ts$/
const CRYPTO = /^node:crypto$/
const NODE = /^node:/
const PACKAGE = /^(?!node:|lambdas\/|lib\/|bin\/|test\/|bench\/|scripts\/)/
const SDK = /^(@aws-sdk\/|@smithy\/|ldapts|libphonenumber-js)/

/** `lambdas/adapters/ldap/profiles/x.ts` → `lambdas/adapters/ldap` */
const ownAdapter = (file: string): string => file.split('/').slice(0, 3).join('/')

const LAYERS: Layer[] = [
  {
    fact: 'flow imports only flow, policy and node:crypto',
    holds: FLOW,
    may: [FLOW, POLICY, CRYPTO],
    broken: { file: 'lambdas/flow/steps.ts', to: 'lambdas/ports.ts', typeOnly: true },
    inEditor: true
  },
  {
    fact: 'policy imports only policy, flow and node:crypto',
    holds: POLICY,
    may: [POLICY, FLOW, CRYPTO],
    broken: { file: 'lambdas/policy/judge.ts', to: 'node:fs' },
    inEditor: true
  },
  {
    fact: 'ports name types of flow and policy, and import nothing that runs',
    holds: PORTS,
    may: [],
    mayName: [FLOW, POLICY, PORTS],
    broken: { file: 'lambdas/ports.ts', to: 'lambdas/flow/code.ts' }
  },
  {
    fact: 'operations import flow, policy, messages and ports; everything else is handed in',
    holds: OPERATIONS,
    may: [OPERATIONS, FLOW, POLICY, MESSAGES, PORTS],
    broken: { file: 'lambdas/operations/start.ts', to: 'lambdas/config.ts', typeOnly: true },
    inEditor: true
  },
  {
    fact: 'an adapter does not import another adapter',
    holds: ADAPTERS,
    may: [ownAdapter, SHARED, PORTS, FLOW, POLICY, NODE, PACKAGE],
    mayName: [CONFIG],
    broken: { file: 'lambdas/adapters/ses/courier.ts', to: 'lambdas/adapters/kms/keys.ts' }
  },
  {
    fact: 'messages are data: they import flow types',
    holds: MESSAGES,
    may: [MESSAGES],
    mayName: [FLOW],
    broken: { file: 'lambdas/messages/en.ts', to: 'lambdas/http/problem.ts', typeOnly: true },
    inEditor: true
  },
  {
    fact: 'the view imports flow types and messages',
    holds: VIEW,
    may: [VIEW, MESSAGES],
    mayName: [FLOW],
    broken: { file: 'lambdas/view/render.ts', to: 'node:fs' },
    inEditor: true
  },
  {
    fact: 'the page imports view, policy and messages, and no built-in of Node',
    holds: PAGE,
    may: [PAGE, VIEW, POLICY, MESSAGES],
    mayName: [FLOW],
    broken: { file: 'lambdas/page/main.ts', to: 'node:crypto' },
    inEditor: true
  },
  {
    fact: 'http names the types of operations and uses no SDK',
    holds: HTTP,
    may: [HTTP, FLOW, POLICY, MESSAGES, PORTS, VIEW, MODEL, SHAPES, NODE, /^valibot$/],
    mayName: [OPERATIONS, CONFIG, /^aws-lambda$/],
    broken: { file: 'lambdas/http/start.ts', to: 'lambdas/operations/start.ts' }
  },
  {
    fact: 'config, its shapes and streams are data, which the stack may read',
    holds: /^lambdas\/(config|variables|shapes|streams)\.ts$/,
    may: [FLOW, POLICY, MESSAGES, SHAPES, VARIABLES, /^valibot$/],
    broken: { file: 'lambdas/config.ts', to: 'lambdas/adapters/ldap/index.ts', typeOnly: true }
  },
  {
    fact: 'compose wires adapters to ports and does not know operations',
    holds: COMPOSE,
    may: [CONFIG, ADAPTERS, PORTS, FLOW, POLICY, MESSAGES, NODE],
    broken: { file: 'lambdas/compose.ts', to: 'lambdas/operations/commit.ts', typeOnly: true },
    inEditor: true
  },
  {
    fact: 'a handler imports compose, http and operations',
    holds: HANDLERS,
    may: [HANDLERS, COMPOSE, HTTP, OPERATIONS],
    mayName: [CONFIG, /^aws-lambda$/],
    broken: { file: 'lambdas/handlers/verify.ts', to: 'lambdas/flow/code.ts' },
    inEditor: true
  },
  {
    fact: 'the stack reads routes, configuration, stream settings and what checks a policy, and no other runtime file',
    holds: /^lib\//,
    may: [/^lib\//, /^lambdas\/http\/routes\.ts$/, CHECK, CONFIG, STREAMS, NODE, /^aws-cdk-lib/, /^constructs$/, /^cdk-nag$/],
    broken: { file: 'lib/rekey-stack.ts', to: 'lambdas/flow/flow.ts', typeOnly: true }
  },
  {
    fact: 'the CDK entry imports lib and the CDK only',
    holds: /^bin\/app\.ts$/,
    may: [/^lib\//, /^aws-cdk-lib/, /^cdk-nag$/],
    broken: { file: 'bin/app.ts', to: 'lambdas/config.ts' }
  },
  {
    fact: 'what the command line asks of directory and AWS itself is wired of the same parts as the functions',
    holds: /^bin\/rekey\/directory\//,
    may: [
      /^bin\/rekey\//,
      ADAPTERS,
      CONFIG,
      CHECK,
      FLOW,
      PORTS,
      /^lambdas\/operations\/(find|admin\/behind)\.ts$/,
      /^lambdas\/policy\/resolve\.ts$/,
      /^lib\/(deployment|variables)\.ts$/,
      NODE
    ],
    mayName: [POLICY],
    broken: { file: 'bin/rekey/directory/x.ts', to: 'lambdas/operations/commit.ts' }
  },
  {
    fact: 'bin does not reach into flow, policy or operations',
    holds: /^bin\//,
    may: [/^bin\//, HTTP, COMPOSE, HANDLERS, CHECK, CONFIG, STREAMS, TABLE, BUILD, PAGE_FILES, NODE, PACKAGE],
    mayName: [ADAPTERS, FLOW, PORTS],
    broken: { file: 'bin/sandbox/run.ts', to: 'lambdas/flow/steps.ts' }
  },
  {
    fact: 'scripts and bench may import anything but tests',
    holds: /^(scripts|bench)\//,
    may: [/^(?!test\/)/, /^test\/support\//],
    broken: { file: 'scripts/bundle.ts', to: 'test/flow/code.test.ts' }
  }
]

const layerOf = (file: string): Layer | undefined => LAYERS.find(({ holds }) => holds.test(file))

const matches = (rule: RegExp | ((file: string) => string), { file, to }: Import): boolean =>
  rule instanceof RegExp ? rule.test(to) : to.startsWith(`${rule(file)}/`)

/** The imports that a file's layer does not allow. */
const crossings = (imports: readonly Import[]): string[] =>
  imports
    .filter((line) => {
      const layer = layerOf(line.file)
      if (!layer) return true
      return !layer.may.some((rule) => matches(rule, line)) && !(line.typeOnly && layer.mayName?.some((rule) => rule.test(line.to)))
    })
    .map(({ file, to, typeOnly }) => `${file} imports ${typeOnly ? 'types of ' : ''}${to}`)

/** The import lines of a file; `import()` and re-exports included. */
function importsOf({ file, text }: Source): Import[] {
  const line = /^\s*(import|export)\s+(type\s)?[^'"`;()]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\s*\(\s*'([^']+)'/gm
  return [...text.matchAll(line)].map(([, , type, from, bare, dynamic]) => {
    const to = from ?? bare ?? dynamic ?? ''
    return { file, to: to.startsWith('.') ? posix.join(dirname(file), to) : to, typeOnly: type !== undefined }
  })
}

const CODE = ['lambdas', 'lib', 'bin', 'bench', 'scripts'].flatMap((folder) => globSync(`${folder}/**/*.{ts,mjs}`))
const TESTS = globSync('test/**/*.ts')
const read = (file: string): Source => ({ file, text: readFileSync(file, 'utf8') })
const sources = CODE.map(read)
const imports = sources.flatMap(importsOf)

const code = (file: string, text: string): Source => ({ file, text })

describe('layers', () => {
  test('import lines of every shape are read', () => {
    const text = [
      "import a from './a.ts'",
      "import type { B } from '../flow/b.ts'",
      "import {\n  c,\n  d\n} from 'ldapts'",
      "export { e } from './e.ts'",
      "import './f.ts'",
      "const g = await import('node:fs')"
    ].join('\n')
    expect(importsOf(code('lambdas/http/x.ts', text)).map(({ to, typeOnly }) => (typeOnly ? `type ${to}` : to))).toEqual([
      'lambdas/http/a.ts',
      'type lambdas/flow/b.ts',
      'ldapts',
      'lambdas/http/e.ts',
      'lambdas/http/f.ts',
      'node:fs'
    ])
  })

  test('every code file belongs to a layer', () => {
    expect(layerOf('lambdas/stray.ts')).toBeUndefined()
    expect(CODE.length).toBeGreaterThan(20)
    expect(CODE.filter((file) => !layerOf(file))).toEqual([])
  })

  test.each(LAYERS)('$fact', (layer) => {
    expect(crossings([{ typeOnly: false, ...layer.broken }])).toHaveLength(1)
    expect(crossings(imports.filter(({ file }) => layerOf(file) === layer))).toEqual([])
  })

  const strayedSdks = (lines: readonly Import[]): Import[] =>
    lines.filter(({ file, to }) => SDK.test(to) && /^lambdas\//.test(file) && !ADAPTERS.test(file))

  test('SDKs are imported in adapters only', () => {
    expect(strayedSdks([{ file: 'lambdas/http/x.ts', to: '@aws-sdk/client-sns', typeOnly: true }])).toHaveLength(1)
    expect(strayedSdks(imports)).toEqual([])
    expect(imports.filter(({ to }) => SDK.test(to)).length).toBeGreaterThan(0)
  })

  const sharedSdks = (lines: readonly Import[]): string[] => {
    const owners = new Map<string, Set<string>>()
    for (const { file, to } of lines) {
      if (!ADAPTERS.test(file) || !SDK.test(to)) continue
      const sdk = to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/')
      owners.set(sdk, (owners.get(sdk) ?? new Set()).add(ownAdapter(file)))
    }
    return [...owners].filter(([, folders]) => folders.size > 1).map(([sdk, folders]) => `${sdk}: ${[...folders].join(', ')}`)
  }

  test('each SDK belongs to one adapter', () => {
    const twice = ['lambdas/adapters/a/x.ts', 'lambdas/adapters/b/y.ts'].map((file) => ({ file, to: 'ldapts', typeOnly: false }))
    expect(sharedSdks(twice)).toEqual(['ldapts: lambdas/adapters/a, lambdas/adapters/b'])
    expect(sharedSdks(imports)).toEqual([])
  })

  test('Biome refuses in the editor what the table refuses here', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-layers-'))
    try {
      for (const name of ['biome.json', '.gitignore']) cpSync(name, join(folder, name))
      const examples = LAYERS.filter(({ inEditor }) => inEditor).map(({ broken }) => broken)
      for (const { file, to } of examples) {
        mkdirSync(join(folder, dirname(file)), { recursive: true })
        const from = to.startsWith('lambdas/') ? posix.relative(dirname(file), to) : to
        writeFileSync(join(folder, file), `import '${from}'\n`)
      }
      expect(refusedByBiome(folder)).toEqual(examples.map(({ file }) => file).sort())
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

/** The files whose imports Biome refuses. */
function refusedByBiome(folder: string): string[] {
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', '.']
  const biome = join(process.cwd(), 'node_modules/.bin/biome')
  let printed = ''
  try {
    printed = execFileSync(biome, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    printed = (error as { stdout: string }).stdout
  }
  return [...printed.matchAll(/noRestrictedImports.*?file=([^,]+)/g)].map(([, file = '']) => posix.relative(folder, file)).sort()
}

describe('budgets', () => {
  const BUDGETS = [
    { fact: 'a handler has at most 20 lines', holds: HANDLERS, lines: 20, broken: 'lambdas/handlers/x.ts' },
    { fact: 'an operation has at most 80 lines', holds: OPERATIONS, lines: 80, broken: 'lambdas/operations/x.ts' },
    { fact: 'a code file has at most 300 lines', holds: /^/, lines: 300, broken: 'bin/x.ts' }
  ]

  const lineCount = (text: string): number => text.trimEnd().split('\n').length

  const overBudget = (files: readonly Source[], holds: RegExp, lines: number): string[] =>
    files
      .filter(({ file, text }) => holds.test(file) && lineCount(text) > lines)
      .map(({ file, text }) => `${file} has ${lineCount(text)} lines`)

  test.each(BUDGETS)('$fact', ({ holds, lines, broken }) => {
    expect(overBudget([code(broken, 'x\n'.repeat(lines + 1))], holds, lines)).toHaveLength(1)
    expect(overBudget([code(broken, 'x\n'.repeat(lines))], holds, lines)).toEqual([])
    expect(overBudget(sources, holds, lines)).toEqual([])
  })
})

describe('bans', () => {
  interface Ban {
    fact: string
    in: RegExp
    except?: RegExp
    pattern: RegExp
    broken: string
  }

  // Written in halves, so that this file does not break its own rules.
  const OFF = 'rejectUnauthorized: ' + 'false'
  const PURE = /^lambdas\/(flow|policy|operations)\//

  const BANS: Ban[] = [
    {
      fact: 'OTP-1, 16: chance is handed in and never weak',
      in: /^(lambdas|lib|bin)\//,
      pattern: /\bMath\s*\.\s*random\b/,
      broken: 'Math.random()'
    },
    {
      fact: 'flow, policy and operations read no clock',
      in: PURE,
      pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.now\b/,
      broken: 'const at = new Date()'
    },
    {
      fact: 'flow, policy and operations know no process',
      in: PURE,
      pattern: /\bprocess\s*\.|globalThis\.process/,
      broken: 'process.env.MODE'
    },
    {
      fact: 'the environment is read by config only; entries hand it over',
      in: /^lambdas\//,
      except: HANDLERS,
      pattern: /\bprocess\.env\b/,
      broken: 'const table = process.env.TABLE_NAME'
    },
    {
      fact: 'TLS-4: TLS is always verified',
      in: /^(lambdas|lib|bin|scripts|bench)\//,
      pattern: /rejectUnauthorized['"]?\s*:\s*false/,
      broken: OFF
    },
    {
      fact: 'TLS-4: nothing switches the verification of TLS off for a whole process',
      in: /^(lambdas|lib|bin|scripts|bench)\//,
      pattern: /NODE_TLS_REJECT_UNAUTHORIZED['"]?\]?\s*(?:=(?!=)|:(?! must not))\s*/,
      broken: "env.NODE_TLS_REJECT_UNAUTHORIZED = '0'"
    },
    {
      fact: 'the type checker is never silenced',
      in: /^(lambdas|lib|bin|test)\//,
      pattern: /@ts-(?:ignore|nocheck)|\bas\s+any\b/,
      broken: '// @ts-' + 'ignore'
    },
    {
      fact: 'no exported thing is a Manager, Service, Helper, Util, Data, Info or Base',
      in: /^(lambdas|lib|bin)\//,
      pattern: /^export .*\b(?:class|interface|type|const|function)\s+\w*(?:Manager|Service|Helper|Utils?|Data|Info|Base)\b/m,
      broken: 'export class FlowManager {}'
    },
    {
      fact: 'no test is switched off or run alone',
      in: /^test\//,
      pattern: /\b(?:test|it|describe|suite)\.(?:only|skip|todo)\b/,
      broken: 'test.' + "only('x', () => {})"
    }
  ]

  // The type checker's comments are what one ban looks for; all other comments may name what the code must not do.
  const uncommented = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/(?! @ts-).*$/gm, '$1')

  const breaking = (files: readonly Source[], ban: Ban): string[] =>
    files
      .filter(({ file, text }) => ban.in.test(file) && !ban.except?.test(file) && ban.pattern.test(uncommented(text)))
      .map(({ file }) => file)

  const everything = [...sources, ...TESTS.filter((file) => basename(file) !== 'architecture.test.ts').map(read)]

  test.each(BANS)('$fact', (ban) => {
    const [first = ''] = ['lambdas/operations/x.ts', 'test/x.ts'].filter((file) => ban.in.test(file))
    expect(breaking([code(first, ban.broken)], ban)).toEqual([first])
    expect(breaking(everything, ban)).toEqual([])
  })

  test('a date made from a value is no clock', () => {
    const clock = BANS.find(({ broken }) => broken.includes('new Date()'))
    expect(clock && breaking([code('lambdas/flow/x.ts', 'new Date(now).toISOString()')], clock)).toEqual([])
  })
})

describe('what is handed in', () => {
  const machinePaths = (text: string): boolean =>
    new RegExp(['/wo' + 'rk/', '/fa' + 'rm/', '/ro' + 'ot/', '/ho' + 'me/\\w+/'].join('|')).test(text)

  test('no file holds a path of one particular machine', () => {
    const files = [...CODE, ...TESTS, ...globSync('{*.md,*.json,*.ts,docs/**/*.md,.ci/run,scripts/*}')].filter(
      (file) => !file.endsWith('lock.json')
    )
    expect(machinePaths('see /wo' + 'rk/main')).toBe(true)
    expect([...new Set(files)].filter((file) => machinePaths(readFileSync(file, 'utf8')))).toEqual([])
  })

  const versions = (manifest: Record<string, Record<string, string>>): string[] =>
    Object.values({ ...manifest['dependencies'], ...manifest['optionalDependencies'] }).filter(
      (version) => !/^\d+\.\d+\.\d+$/.test(version)
    )

  test('SUP-1: what runs deployed is pinned exactly, and the lockfile names no registry', () => {
    expect(versions({ dependencies: { ldapts: '^9.0.0' } })).toEqual(['^9.0.0'])
    expect(versions(JSON.parse(readFileSync('package.json', 'utf8')))).toEqual([])
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved": "https?:/)
  })
})
