// Builds the page: one script for current browsers, a file for each further language, one style sheet, the icon and index.html,
// side by side in one directory. No hashes in the names: every answer is no-store.
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { en } from '../lambdas/messages/page/en.ts'
import { PAGES } from '../lambdas/messages/page/index.ts'
import { page } from '../lambdas/view/document.ts'

const SOURCE = join(import.meta.dirname, '../lambdas/page')

/** Fills a directory with the files that the `page` function serves. */
export async function buildPage(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true })
  await build({
    entryPoints: [join(SOURCE, 'page.ts'), join(SOURCE, 'page.css')],
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'page.[name]',
    format: 'esm',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    charset: 'utf8',
    minify: true,
    logLevel: 'warning'
  })
  await copyFile(join(SOURCE, 'icon.svg'), join(outdir, 'icon.svg'))
  await writeFile(join(outdir, 'index.html'), page(en, Object.values(PAGES)).text)
}

if (import.meta.main) {
  const outdir = process.argv[2] ?? 'dist/page'
  await buildPage(outdir)
  console.log((await readdir(outdir)).join('\n'))
}
