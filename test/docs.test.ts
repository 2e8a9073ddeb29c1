// The documents' tables and diagrams, held against the code that they describe.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { EXIT } from '../bin/rekey/command.ts'
import { CHECKS } from '../bin/rekey/directory/findings.ts'
import { COMMANDS } from '../bin/rekey/main.ts'
import { parseVariables, VARIABLES } from '../lambdas/config.ts'
import { forgotPasswordDefaults } from '../lambdas/flow/forgot-password.ts'
import { TRANSITIONS } from '../lambdas/flow/steps.ts'
import { PROBLEMS } from '../lambdas/http/problem.ts'
import { ROUTES, type Route } from '../lambdas/http/routes.ts'
import { policyShape } from '../lambdas/shapes.ts'

type Variable = keyof typeof VARIABLES

const README = readFileSync('README.md', 'utf8')
const FLOW = readFileSync('docs/flow.md', 'utf8')
const OPERATIONS = readFileSync('docs/operations.md', 'utf8')
const CONFIGURATION = readFileSync('docs/configuration.md', 'utf8')

/** The rows of the table whose header's first cell is `head`, as cells without their backticks. */
function table(text: string, head: string): string[][] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`))
  const rows: string[][] = []
  for (const line of lines.slice(start + 2)) {
    if (start < 0 || !line.startsWith('|')) break
    rows.push(
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) =>
          cell
            .trim()
            .replace(/^`(.*)`$/, '$1')
            .replaceAll('\\|', '|')
        )
    )
  }
  return rows
}

/** The part of a document below a heading. */
const section = (text: string, heading: string): string => text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''

test('a table is read to its end, with escaped bars kept', () => {
  expect(table('| a | b |\n|---|---|\n| `x` | (\\|y) |\n| z | |\n\nmore', 'a')).toEqual([
    ['x', '(|y)'],
    ['z', '']
  ])
})

describe('docs/flow.md', () => {
  test('the transition table is the one in the code', () => {
    const told = table(FLOW, 'step').map(([step, from = '', to]) => ({ step, from: from.split(/`?, `?/), to }))
    expect(told).toEqual(TRANSITIONS.map(({ step, from, to }) => ({ step, from: [...from], to })))
  })

  test('the diagram draws the same arrows', () => {
    const drawn = [...FLOW.matchAll(/^ {2}(\w+) --> (\w+): ([\w, ]+)$/gm)].flatMap(([, from, to, steps = '']) =>
      steps.split(', ').map((step) => `${from} ${step} ${to}`)
    )
    const known = TRANSITIONS.flatMap(({ step, from, to }) => from.map((state) => `${state} ${step} ${to}`))
    expect(drawn.sort()).toEqual(known.sort())
  })
})

describe('docs/operations.md', () => {
  /** Every word that looks like an event, and not like a file, wherever it stands in code: some are chosen before they are logged. */
  const words = (text: string): string[] =>
    [...text.matchAll(/'([a-z]+\.(?!(?:css|js|mjs|json|svg|png|html|bin)')[a-z_]+)'/g)].map(([, word = '']) => word)

  test('events are found whether logged at once or chosen first', () => {
    expect(words("log('flow.started', {}); log(a ? 'commit.unknown' : 'commit.failed'); read('page.css')")).toEqual([
      'flow.started',
      'commit.unknown',
      'commit.failed'
    ])
  })

  test('the table lists the events that the code logs, and no others', () => {
    const logged = new Set(globSync('lambdas/**/*.ts').flatMap((file) => words(readFileSync(file, 'utf8'))))
    expect(
      table(OPERATIONS, 'event')
        .map(([event]) => event)
        .sort()
    ).toEqual([...logged].sort())
  })
})

const routes = (isTold: (route: Route) => boolean): string[] =>
  (ROUTES as readonly Route[])
    .filter(isTold)
    .map(({ method, path }) => `${method} ${path}`)
    .sort()

describe('docs/admin.md', () => {
  const ADMIN = readFileSync('docs/admin.md', 'utf8')

  test('lists every route of the administration', () => {
    const told = table(ADMIN, 'call').map(([call = '']) => call)
    expect(told.sort()).toEqual(routes(({ auth, path }) => auth === 'iam' && path.startsWith('/v1/admin/')))
  })

  test('lists every setting with its default', () => {
    const told = Object.fromEntries(table(ADMIN, 'field').map(([name, , value]) => [name, value]))
    const code = Object.entries(forgotPasswordDefaults('email')).map(([name, value]) => [name, String(value) || 'empty'])
    expect(told).toEqual({ ...Object.fromEntries(code), mode: 'as deployed' })
  })
})

describe('docs/cli.md', () => {
  const CLI = readFileSync('docs/cli.md', 'utf8')

  test('lists every command and every exit code', () => {
    expect(table(CLI, 'command').map(([name]) => name)).toEqual(COMMANDS.map(({ name }) => name))
    expect(table(CLI, 'exit code').map(([code]) => Number(code))).toEqual(Object.values(EXIT))
  })
})

test('docs/doctor.md explains every check', () => {
  expect(table(readFileSync('docs/doctor.md', 'utf8'), 'check').map(([name]) => name)).toEqual([...CHECKS])
})

describe('the README', () => {
  test('lists every problem with its status', () => {
    const told = table(README, 'code').map(([code, status]) => [code, Number(status)])
    expect(told).toEqual(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]))
  })

  test('lists every public route', () => {
    const told = table(README, 'call').flatMap(([call = '']) => call.split(/`?, `?/))
    expect(told.sort()).toEqual(routes(({ auth }) => auth === undefined))
  })
})

/** What a variable is when nobody sets it, in the documents' words. */
function defaultOf(name: Variable): string {
  try {
    parseVariables([name], {})
  } catch {
    return 'required'
  }
  return v.getDefault(VARIABLES[name] as v.GenericSchema & { default?: string }) ?? 'none'
}

const accepts = (name: Variable, value: number): boolean => {
  try {
    parseVariables([name], { [name]: String(value) })
    return true
  } catch {
    return false
  }
}

describe.each([
  ['docs/configuration.md', table(CONFIGURATION, 'variable').map(([name, , range, told]) => ({ name, range, told }))],
  ['README.md', table(section(README, 'Configuration'), 'variable').map(([name, range, told]) => ({ name, range, told }))]
])('variables in %s', (_file, rows) => {
  const known = rows.filter((row): row is typeof row & { name: Variable } => Object.hasOwn(VARIABLES, row.name ?? ''))

  test('are variables of the code', () => {
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.map(({ name }) => name)).toEqual(known.map(({ name }) => name))
  })

  test('have the defaults of the code', () => {
    // JSON, and what is told in words.
    const inWords = ['LIMITS', 'BRANDING', 'KNOWN_NAMES', 'POLICIES', 'LOCALES']
    const plain = known.filter(({ name }) => !inWords.includes(name))
    const code = plain.map(({ name }) => `${name}: ${defaultOf(name) || 'none'}`)
    expect(plain.map(({ name, told }) => `${name}: ${told}`)).toEqual(code)
  })

  test('have the ranges of the code', () => {
    const ranges = known.flatMap(({ name, range = '' }) => {
      const [, low, high] = /(?:^|, )(\d+)–(\d+)/.exec(range) ?? []
      return low === undefined ? [] : [{ name, low: Number(low), high: Number(high) }]
    })
    expect(ranges.length).toBeGreaterThan(4)
    for (const { name, low, high } of ranges) {
      const edges = [low - 1, low, high, high + 1].map((value) => accepts(name, value))
      expect([name, ...edges]).toEqual([name, false, true, true, false])
    }
  })
})

describe('docs/configuration.md', () => {
  test('lists every variable', () => {
    expect(table(CONFIGURATION, 'variable').map(([name]) => name)).toEqual(Object.keys(VARIABLES))
  })

  /** `{net: {day: 200}}` → `net.day: 200` */
  const leaves = (value: object, path = ''): string[] =>
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'object' ? leaves(inner, `${path}${name}.`) : [`${path}${name}: ${inner}`]
    )

  test('lists every limit with its default', () => {
    const told = table(CONFIGURATION, 'limit').map(([name, , value]) => `${name}: ${value}`)
    expect(told).toEqual(leaves(parseVariables(['LIMITS'], {}).LIMITS))
  })

  const LEAST = { id: 'main', profile: 'openldap', urls: ['ldaps://directory.example'], baseDn: 'dc=example' }

  const PROFILES_OWN = { filter: '(uid={})', write: 'replace', groups: 'search', groupsBaseDn: 'dc=example' }

  test('lists every field of a store with its default', () => {
    const [store] = parseVariables(['STORES'], {
      STORES: JSON.stringify([{ ...LEAST, ...PROFILES_OWN, ca: 'PEM', dummyDn: 'cn=nobody' }])
    }).STORES
    const rows = table(section(CONFIGURATION, 'Stores'), 'field')
    expect(rows.map(([name]) => name).sort()).toEqual(Object.keys(store ?? {}).sort())
    const told = Object.fromEntries(rows.map(([name, , value]) => [name, value]))
    expect(told).toMatchObject({ startTls: String(store?.startTls), groupsBaseDn: 'the domain of `baseDn`' })
    for (const name of ['filter', 'attributes', 'write', 'groups']) expect([name, told[name]]).toEqual([name, "the profile's"])
    for (const name of Object.keys(LEAST)) expect([name, told[name]]).toEqual([name, 'required'])
  })

  test('shows the default policy', () => {
    const policy = parseVariables(['POLICIES'], {}).POLICIES.default
    const told = table(section(CONFIGURATION, 'Policies'), 'field')
    expect(Object.fromEntries(told.map(([name, , value]) => [name, value]))).toEqual(
      Object.fromEntries(Object.entries(policy).map(([name, value]) => [name, String(value)]))
    )
  })
})

test('docs/policy.md lists every rule', () => {
  expect(
    table(readFileSync('docs/policy.md', 'utf8'), 'field')
      .map(([name]) => name)
      .toSorted()
  ).toEqual(Object.keys(policyShape.entries).toSorted())
})

describe('documents', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')]

  /** The relative links and images of a page that lead nowhere. */
  const broken = (file: string, text: string): string[] =>
    [...text.replace(/<!--[\s\S]*?-->/g, '').matchAll(/\]\(([^)#\s]*)(#[^)\s]*)?\)|\bsrc="([^"]+)"/g)]
      .map(([, link, , image]) => link ?? image ?? '')
      .filter((link) => link !== '' && !/^https?:/.test(link) && !existsSync(join(dirname(file), link)))

  test('link to pages and files that are there', () => {
    expect(broken('docs/x.md', '[a](nowhere.md#b) ![c](flow.md) <img src="img/no.png">')).toEqual(['nowhere.md', 'img/no.png'])
    expect(pages.flatMap((file) => broken(file, readFileSync(file, 'utf8')).map((link) => `${file}: ${link}`))).toEqual([])
  })

  test('name commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const named = pages.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/`?npm (?:run )?(start|test|check|format|bench)\b/g)].map(([, name = '']) => name)
    )
    expect([...new Set(named)].filter((name) => !scripts[name])).toEqual([])
    expect(named).toContain('start')
  })

  test('decisions are numbered without gaps and say status, context, decision and consequences', () => {
    const files = globSync('docs/adr/[0-9]*.md').sort()
    for (const [index, file] of files.entries()) {
      const text = readFileSync(file, 'utf8')
      expect(file).toMatch(new RegExp(`^docs/adr/${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`))
      expect([...text.matchAll(/^(?:# \d+\.|Status:|## \w+)/gm)].map(([part]) => part)).toEqual([
        `# ${index + 1}.`,
        'Status:',
        '## Context',
        '## Decision',
        '## Consequences'
      ])
    }
    expect(files.length).toBeGreaterThanOrEqual(11)
  })
})
