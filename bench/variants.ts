// One handler, bundled in the two ways that are compared: as it is deployed, and as the CDK's NodejsFunction does it unless told
// otherwise (with the SDK bundled, so that both bring the same one).
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { FunctionName } from '../lambdas/config.ts'

const ROOT = join(import.meta.dirname, '..')

/** Fills `folder` with a function as NodejsFunction makes it: CommonJS, not minified, every package as esbuild finds it. */
export async function bundleLikeNodejsFunction(name: FunctionName, folder: string, deployed: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await build({
    stdin: {
      contents: `import { create } from './lambdas/handlers/${name}.ts'\nexport const handler = create(process.env)\n`,
      resolveDir: ROOT,
      sourcefile: 'index.ts',
      loader: 'ts'
    },
    absWorkingDir: ROOT,
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'warning'
  })
  for (const file of await readdir(deployed))
    if (file !== 'index.mjs') await cp(join(deployed, file), join(folder, file), { recursive: true })
}

/** The least that Lambda can be asked to run. */
export async function bundleNothing(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.mjs'), "export const handler = async () => ({ statusCode: 200, body: '' })\n")
}
