// The folders that scripts/bundle.ts fills: one per function, deployed as they are but for what a deployment adds.
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { FunctionName } from '../lambdas/config.ts'

/** This package's folder: these lines run from lib/, and from build/lib/ when packed. */
function packageFolder(): string {
  const above = join(import.meta.dirname, '..')
  return existsSync(join(above, 'package.json')) ? above : join(above, '..')
}

/** The folder of one function; throws where it was not built. */
export function artefactOf(name: FunctionName, dist = join(packageFolder(), 'dist')): string {
  const folder = join(dist, name)
  if (!existsSync(join(folder, 'index.mjs'))) throw new Error(`there is no ${join(folder, 'index.mjs')}: run \`npm run build\` first`)
  return folder
}

/** A function's folder as it is deployed, after `add` has put into its copy what this deployment adds. */
export function codeOf(folder: string, add?: (copy: string) => void): Code {
  if (add === undefined) return Code.fromAsset(folder)
  const tryBundle = (out: string): boolean => {
    cpSync(folder, out, { recursive: true })
    add(out)
    return true
  }
  // Copied on this machine; the image is never asked for.
  const bundling = { image: DockerImage.fromRegistry('none'), local: { tryBundle } }
  return Code.fromAsset(folder, { assetHashType: AssetHashType.OUTPUT, bundling })
}
