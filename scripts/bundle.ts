// Makes what is deployed: for each function one minified ES module with only what its handler imports, the files that it reads beside
// it, and the licences of what it holds. The same sources make the same bytes.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { FUNCTIONS, type FunctionName } from '../lambdas/config.ts'
import { noticesOf, packageOf } from './notices.ts'
import { buildPage } from './page.ts'
import { metadataFor } from './phone-metadata.ts'
import {
  builtinOf,
  builtinsAsTheyAre,
  DRAWING,
  drawingOnDemand,
  languageFile,
  languagesOnDemand,
  onlyVariables,
  withoutErrorClasses,
  withoutManifests,
  withoutNeverNeeded
} from './trim.ts'

const ROOT = join(import.meta.dirname, '..')

const MINIFIED = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  // The packages' ES modules, which can be shaken; esbuild's own choice for Node is their CommonJS.
  mainFields: ['module', 'main'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning'
} as const satisfies BuildOptions

/** Every function that is deployed. */
export const BUNDLES = Object.keys(FUNCTIONS) as readonly FunctionName[]

/** What a function's file is made of: bytes by source, as esbuild counted them. */
export interface Bundle {
  bytes: number
  /** What its texts in further languages have, which are read when they are spoken. */
  languageBytes: number
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
    ...MINIFIED,
    stdin: { contents: entryOf(name), resolveDir: ROOT, sourcefile: 'index.ts', loader: 'ts' },
    outfile: join(folder, 'index.mjs'),
    format: 'esm',
    metafile: true,
    plugins: [
      builtinsAsTheyAre,
      onlyVariables(FUNCTIONS[name]),
      withoutNeverNeeded,
      withoutManifests,
      withoutErrorClasses,
      languagesOnDemand,
      drawingOnDemand
    ]
  })
  const sources = inputsOf(metafile)
  const inputs = Object.fromEntries(Object.entries(sources).filter(([source]) => builtinOf(source) === undefined))
  await writeFile(join(folder, 'THIRD-PARTY.txt'), await noticesOf(ROOT, Object.keys(inputs)))
  const languages = Object.keys(inputs).filter((source) => languageFile(source) !== undefined)
  const languageBytes = await bundleLanguages(languages, folder)
  const [output] = Object.values(metafile.outputs)
  const imports = new Set([
    ...Object.keys(sources).flatMap((source) => builtinOf(source) ?? []),
    ...(output?.imports ?? []).map(({ path }) => path)
  ])
  return { bytes: output?.bytes ?? 0, languageBytes, inputs, imports: [...imports].sort() }
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

/** Texts in other languages: CommonJS, which an ES module can read at once when it first needs it. */
async function bundleLanguages(sources: readonly string[], folder: string): Promise<number> {
  const sizes = sources.map(async (source) => {
    const outfile = join(folder, languageFile(source) ?? '')
    const { metafile } = await build({ ...MINIFIED, entryPoints: [source], outfile, format: 'cjs', metafile: true })
    return metafile.outputs[relative(ROOT, outfile)]?.bytes ?? 0
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/** What a function reads while it runs, on first use. */
async function writeSideFiles(name: FunctionName, folder: string, countries: readonly string[] | undefined): Promise<void> {
  if (name === 'page') await buildPage(join(folder, 'assets'))
  if (name === 'flow') await bundleDrawing(folder)
  if (name === 'commit' || name === 'change' || name === 'admin') {
    await copyFile(join(ROOT, 'lambdas/policy/blocklist.bin'), join(folder, 'blocklist.bin'))
    await bundleEstimator(folder)
  }
  if (name === 'locate') {
    const all = await readFile(createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json'), 'utf8')
    await writeFile(join(folder, 'phone-metadata.json'), countries ? JSON.stringify(metadataFor(countries, JSON.parse(all))) : all)
  }
}

/** Screens, markup and words for people without a script. The policy's sentences are there already. */
async function bundleDrawing(folder: string): Promise<void> {
  const outfile = join(folder, DRAWING.file)
  const { metafile } = await build({
    ...MINIFIED,
    entryPoints: [DRAWING.source],
    outfile,
    format: 'esm',
    metafile: true,
    plugins: [languagesOnDemand]
  })
  const words = Object.keys(metafile.inputs).filter((source) => languageFile(source)?.startsWith('page-'))
  await bundleLanguages(words, folder)
}

/** The estimator with its lists and their licences: half a megabyte that is loaded only where a policy asks for a strength. */
async function bundleEstimator(folder: string): Promise<void> {
  const entry = 'lambdas/adapters/strength/estimator.ts'
  const { metafile } = await build({
    ...MINIFIED,
    entryPoints: [entry],
    outfile: join(folder, 'estimator.mjs'),
    format: 'esm',
    metafile: true
  })
  await writeFile(join(folder, 'estimator.THIRD-PARTY.txt'), await noticesOf(ROOT, Object.keys(metafile.inputs)))
}

/** The bytes of a bundle that are not a package's. */
export const ownBytes = ({ inputs }: Bundle): number =>
  Object.entries(inputs).reduce((sum, [source, bytes]) => (packageOf(source) === undefined ? sum + bytes : sum), 0)

if (import.meta.main) {
  const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(6)
  console.log('              KB   ours   + languages')
  for (const [name, made] of Object.entries(await bundle(process.argv[2] ?? join(ROOT, 'dist'))))
    console.log(`${name.padEnd(10)}${[made.bytes, ownBytes(made), made.languageBytes].map(kilobytes).join(' ')}`)
}
