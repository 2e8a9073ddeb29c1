// Builds what the page's document holds, its script and its style, and beside them what the script fetches when it is wanted: each
// language, and what only a later step needs. No hashes in the names: every answer is no-store.
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { ASSETS_PATH } from '../lambdas/view/start.ts'

const SOURCE = join(import.meta.dirname, '../lambdas/page')

const BROWSERS = {
  bundle: true,
  format: 'esm',
  target: ['chrome111', 'firefox115', 'safari16.4'],
  charset: 'utf8',
  minify: true,
  logLevel: 'warning'
} as const satisfies BuildOptions

/** What is imported when it is wanted is a file of its own, under an address that does not depend on where the script stands. */
const fetched = (found: Set<string>): Plugin => ({
  name: 'fetched',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined
      const source = join(resolveDir, path)
      found.add(source)
      return { path: `${ASSETS_PATH}${fileOf(source)}`, external: true }
    })
  }
})

const fileOf = (source: string): string => `page.${basename(source, '.ts')}.js`

/** Fills a directory with the files that the `page` function serves. */
export async function buildPage(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true })
  const later = new Set<string>()
  const entryPoints = [join(SOURCE, 'page.ts'), join(SOURCE, 'page.css')]
  await build({ ...BROWSERS, entryPoints, outdir, plugins: [fetched(later)] })
  await Promise.all(
    Array.from(later, (source) =>
      build({ ...BROWSERS, entryPoints: [source], outfile: join(outdir, fileOf(source)), plugins: [fetched(later)] })
    )
  )
  await copyFile(join(SOURCE, 'icon.svg'), join(outdir, 'icon.svg'))
}

if (import.meta.main) {
  const outdir = process.argv[2] ?? 'dist/page'
  await buildPage(outdir)
  console.log((await readdir(outdir)).join('\n'))
}
