// Makes what is deployed: for each function one minified ES module with only what its handler imports, the files that it reads beside
// it, and the licences of what it holds. The same sources make the same bytes.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import { FUNCTIONS, type FunctionName } from '../lambdas/config.ts'
import { noticesOf } from './notices.ts'
import { buildPage } from './page.ts'
import { metadataFor } from './phone-metadata.ts'

const ROOT = join(import.meta.dirname, '..')

/** Every function that is deployed. */
export const BUNDLES = Object.keys(FUNCTIONS) as readonly FunctionName[]

/** What a function's file is made of: bytes by source, as esbuild counted them. */
export interface Bundle {
  bytes: number
  inputs: Readonly<Record<string, number>>
  /** What it still imports when it runs. */
  imports: readonly string[]
}

export interface BundleOptions {
  /** Which functions; all unless told. */
  functions?: readonly FunctionName[]
  /** For which countries `locate` can judge phone numbers, as ISO 3166 codes; all unless told. */
  countries?: readonly string[]
}

/** Fills `outdir` with a folder per function, ready to be zipped. */
export async function bundle(outdir: string, { functions = BUNDLES, countries }: BundleOptions = {}): Promise<Record<string, Bundle>> {
  const made = functions.map(async (name) => {
    const folder = join(outdir, name)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const [bundled] = await Promise.all([bundleCode(name, folder), writeSideFiles(name, folder, countries)])
    return [name, bundled] as const
  })
  return Object.fromEntries(await Promise.all(made))
}

async function bundleCode(name: FunctionName, folder: string): Promise<Bundle> {
  const { metafile } = await build({
    stdin: { contents: entryOf(name), resolveDir: ROOT, sourcefile: 'index.ts', loader: 'ts' },
    absWorkingDir: ROOT,
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The packages' ES modules, which can be shaken; esbuild's own choice for Node is their CommonJS.
    mainFields: ['module', 'main'],
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    plugins: [leaveOut, versionsOnly],
    logLevel: 'warning'
  })
  const inputs = inputsOf(metafile)
  await writeFile(join(folder, 'THIRD-PARTY.txt'), await noticesOf(ROOT, Object.keys(inputs)))
  const [output] = Object.values(metafile.outputs)
  return { bytes: output?.bytes ?? 0, inputs, imports: [...new Set(output?.imports.map(({ path }) => path))].sort() }
}

const entryOf = (name: FunctionName): string =>
  `import { create } from './lambdas/handlers/${name}.ts'\nexport const handler = create(process.env)\n`

const inputsOf = ({ outputs }: Metafile): Record<string, number> =>
  Object.fromEntries(
    Object.values(outputs)
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([source, { bytesInOutput }]) => [source, bytesInOutput])
  )

/** What the SDK imports only when it comes to it, and in Lambda never does: its credentials are in the environment. */
const NEVER_NEEDED: readonly { what: RegExp; instead: string }[] = [
  {
    what: /^@(?:aws-sdk|smithy)\/credential-provider-/,
    instead:
      "throw Object.assign(new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set, and credentials are looked for nowhere else'), { name: 'CredentialsProviderError' })"
  },
  { what: /^@smithy\/core\/event-streams$/, instead: "throw new Error('event streams are left out of this bundle')" }
]

/** Half of an SDK client is ways to credentials that a function does not have; each would be loaded at every cold start. */
const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    for (const [index, { what, instead }] of NEVER_NEEDED.entries()) {
      const namespace = `left-out-${index}`
      onResolve({ filter: what }, ({ kind }) => (kind === 'dynamic-import' ? { path: namespace, namespace } : undefined))
      onLoad({ filter: /^/, namespace }, () => ({ contents: instead }))
    }
  }
}

/** A client tells the service its version, for which it would carry its whole manifest. */
const versionsOnly: Plugin = {
  name: 'versions-only',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string }
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  }
}

/** What a function reads while it runs, on first use. */
async function writeSideFiles(name: FunctionName, folder: string, countries: readonly string[] | undefined): Promise<void> {
  if (name === 'page') await buildPage(join(folder, 'assets'))
  if (name === 'commit') await copyFile(join(ROOT, 'lambdas/policy/blocklist.bin'), join(folder, 'blocklist.bin'))
  if (name === 'locate') {
    const all = await readFile(createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json'), 'utf8')
    await writeFile(join(folder, 'phone-metadata.json'), countries ? JSON.stringify(metadataFor(countries, JSON.parse(all))) : all)
  }
}

if (import.meta.main) {
  const outdir = process.argv[2] ?? join(ROOT, 'dist')
  for (const [name, { bytes, inputs }] of Object.entries(await bundle(outdir))) {
    const own = Object.entries(inputs).reduce((sum, [source, size]) => (source.startsWith('lambdas/') ? sum + size : sum), 0)
    console.log(`${name.padEnd(12)} ${(bytes / 1000).toFixed(1).padStart(6)} KB, of it ours ${(own / 1000).toFixed(1).padStart(5)} KB`)
  }
}
