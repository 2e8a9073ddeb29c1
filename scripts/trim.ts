// What a bundle does without: nothing that a function calls, only what it would load at every cold start and never use.
import { readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'esbuild'
import { LOCALES } from '../lambdas/messages/locales.ts'

const NO_CREDENTIALS = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set, and credentials are looked for nowhere else'

/** What the SDK imports only when it comes to it, which in Lambda it never does: credentials are in the environment. */
const NEVER_NEEDED: readonly { what: RegExp; instead: string }[] = [
  {
    what: /^@(?:aws-sdk|smithy)\/credential-provider-/,
    instead: `throw Object.assign(new Error('${NO_CREDENTIALS}'), { name: 'CredentialsProviderError' })`
  },
  { what: /^@smithy\/core\/event-streams$/, instead: "throw new Error('event streams are left out of this bundle')" }
]

/** Half of an SDK client is ways to credentials that a function does not have. */
export const withoutNeverNeeded: Plugin = {
  name: 'without-never-needed',
  setup({ onResolve, onLoad }) {
    for (const [index, { what, instead }] of NEVER_NEEDED.entries()) {
      const namespace = `left-out-${index}`
      onResolve({ filter: what }, ({ kind }) => (kind === 'dynamic-import' ? { path: namespace, namespace } : undefined))
      onLoad({ filter: /^/, namespace }, () => ({ contents: instead }))
    }
  }
}

const BUILTIN = 'builtin'

/**
 * What an ES module imports of Node is looked at whole, and so what Node loads lazily is loaded: `node:crypto` alone brings all of Web
 * Cryptography along, which takes longer than everything of ours. Asked for by name, a module comes as it is.
 */
export const builtinsAsTheyAre: Plugin = {
  name: 'builtins-as-they-are',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^/ }, ({ path }) =>
      isBuiltin(path) ? { path: `node:${path.replace(/^node:/, '')}`, namespace: BUILTIN, sideEffects: false } : undefined
    )
    onLoad({ filter: /^/, namespace: BUILTIN }, ({ path }) => ({ contents: `module.exports = process.getBuiltinModule('${path}')` }))
  }
}

/** The module of Node that a source stands for, if it does. */
export const builtinOf = (source: string): string | undefined =>
  source.startsWith(`${BUILTIN}:`) ? source.slice(BUILTIN.length + 1) : undefined

/** A client tells the service its version, for which it would carry its whole manifest. */
export const withoutManifests: Plugin = {
  name: 'without-manifests',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string }
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  }
}

/** The errors that an adapter knows by their class; a test compares them with what adapters import. */
export const KNOWN_ERRORS: readonly string[] = ['ConditionalCheckFailedException']

/**
 * A client has a class for each error of each of its operations, and registers them all. An error whose class is not there arrives
 * as the client's general one, with the same name and facts, which is all that we look at.
 */
export const withoutErrorClasses: Plugin = {
  name: 'without-error-classes',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const registration = new RegExp(`^(?=n0_registry\\.registerError\\(\\w+\\$, (?!(?:${KNOWN_ERRORS.join('|')})\\)))`, 'gm')
      return { contents: text.replace(registration, '/* @__PURE__ */ ') }
    })
  }
}

/** Draws the pages for people without a script; no cold start should wait for it. */
export const DRAWING = { source: 'lambdas/http/plain-page.ts', file: 'plain-page.mjs' } as const

/** A module that is imported only when it comes to it lies beside the bundle. */
export const drawingOnDemand: Plugin = {
  name: 'drawing-on-demand',
  setup({ onResolve }) {
    onResolve({ filter: /\/plain-page\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./${DRAWING.file}`, external: true } : undefined
    )
  }
}

// esbuild's own expressions know no look-ahead, so the languages are told one by one.
const FURTHER = LOCALES.slice(1).join('|')
const LANGUAGE = new RegExp(`lambdas[\\\\/]messages[\\\\/](?:(?:policy|page)[\\\\/](?:${FURTHER})|(?:${FURTHER})[\\\\/]texts)\\.ts$`)

/** The file that a language's texts become: `policy-fr.cjs`, `page-fr.cjs` or `texts-fr.cjs`. */
export const languageFile = (source: string): string | undefined => {
  if (!LANGUAGE.test(source)) return undefined
  const [folder, name] = [basename(dirname(source)), basename(source, '.ts')]
  return name === 'texts' ? `texts-${folder}.cjs` : `${folder}-${name}.cjs`
}

/** What the file of a language gives, by the first part of its name: the page's is named for the language. */
const GIVEN: Readonly<Record<string, string>> = { texts: 'texts', policy: 'sentences' }

/** Texts in other languages than the first lie beside the bundle, and each is read when somebody first speaks it. */
export const languagesOnDemand: Plugin = {
  name: 'languages-on-demand',
  setup({ onLoad }) {
    onLoad({ filter: LANGUAGE }, ({ path }) => {
      const file = languageFile(path) ?? ''
      const what = GIVEN[file.split('-')[0] ?? ''] ?? basename(path, '.ts')
      return {
        contents: `import { createRequire } from 'node:module'
let held
const read = () => (held ??= createRequire(import.meta.url)('./${file}').${what})
export const ${what} = new Proxy({}, {
  get: (_, name) => read()[name],
  ownKeys: () => Reflect.ownKeys(read()),
  getOwnPropertyDescriptor: (_, name) => ({ ...Reflect.getOwnPropertyDescriptor(read(), name), configurable: true })
})`
      }
    })
  }
}

/** Where nothing is done but making schemas and expressions: each is left out where nobody reads it. */
const MAKING = /lambdas[\\/](?:shapes|variables|adapters[\\/]dynamodb[\\/]expressions)\.ts$/
/** The calls that make them, by the names of their makers, so that nothing in a text is taken for one. */
const MADE = /(?:\bv\.\w+|\bObject\.\w+|\b[A-Z]+\.join|\b(?:between|budget|oneOf|rule|json|list|wholeNumber)|(?<== )write)(?=\()/g

/** A function's bundle holds the schemas of the variables that it reads, and of no others. */
export const onlyVariables = (names: readonly string[]): Plugin => ({
  name: 'only-variables',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/variables\.ts$/ }, ({ resolveDir, namespace }) =>
      namespace === 'file' ? { path: join(resolveDir, 'variables.ts'), namespace: 'variables' } : undefined
    )
    onLoad({ filter: /^/, namespace: 'variables' }, ({ path }) => ({
      contents: `export { ${[...new Set(names)].join(', ')} } from './variables.ts'`,
      resolveDir: dirname(path),
      loader: 'ts'
    }))
    onLoad({ filter: MAKING }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(MADE, '/* @__PURE__ */ $&'),
      loader: 'ts'
    }))
  }
})
