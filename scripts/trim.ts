// What a bundle does without: nothing that a function calls, only what it would load at every cold start and never use.
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
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

// esbuild's own expressions know no look-ahead, so the languages are told one by one.
const FURTHER = LOCALES.slice(1).join('|')
const LANGUAGE = new RegExp(`lambdas[\\\\/]messages[\\\\/](?:policy[\\\\/](?:${FURTHER})|(?:${FURTHER})[\\\\/]texts)\\.ts$`)

/** The file that a language's texts become: `policy-fr.cjs` or `texts-fr.cjs`. */
export const languageFile = (source: string): string | undefined => {
  if (!LANGUAGE.test(source)) return undefined
  const name = basename(source, '.ts')
  return name === 'texts' ? `texts-${basename(dirname(source))}.cjs` : `policy-${name}.cjs`
}

/** Texts in other languages than the first lie beside the bundle, and each is read when somebody first speaks it. */
export const languagesOnDemand: Plugin = {
  name: 'languages-on-demand',
  setup({ onLoad }) {
    onLoad({ filter: LANGUAGE }, ({ path }) => {
      const file = languageFile(path) ?? ''
      const what = file.startsWith('texts') ? 'texts' : 'sentences'
      return {
        contents: `import { createRequire } from 'node:module'
let held
const read = () => (held ??= createRequire(import.meta.url)('./${file}').${what})
export const ${what} = new Proxy({}, { get: (_, name) => read()[name] })`
      }
    })
  }
}
