// What a deployment adds to the page's files: its logo, and pages of its own, which are served beside ours under /assets/.
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { logoSvg } from './logo.ts'

export interface PageFiles {
  logo?: string | undefined
  pages?: string | undefined
}

/** Our own files are never replaced: a page that looks like ours and is not would be nobody's to test. */
const OURS = /^(?:page\.|icon\.svg$|logo\.svg$)/
const SERVED = /^[\w-][\w.-]*\.(?:html|css|js|svg)$/

/** What is wrong with a folder of pages. */
export function pagesProblems(folder: string | undefined): string[] {
  if (folder === undefined) return []
  try {
    const files = readdirSync(folder, { withFileTypes: true })
    const strange = files.filter((file) => !file.isFile() || !SERVED.test(file.name))
    const taken = files.filter(({ name }) => OURS.test(name))
    return [
      ...(files.length === 0 ? [`pages: there is nothing in ${folder}`] : []),
      ...strange.map(({ name }) => `pages: ${name} cannot be served; those are .html, .css, .js and .svg files, without folders`),
      ...taken.map(({ name }) => `pages: ${name} is the name of a file of Rekey's own`)
    ]
  } catch {
    return [`pages: there is no folder ${folder} that can be read`]
  }
}

/** A function's folder as it is deployed, with these among the page's files. */
export function codeOf(folder: string, { logo, pages }: PageFiles): Code {
  if (logo === undefined && pages === undefined) return Code.fromAsset(folder)
  const tryBundle = (out: string): boolean => {
    const assets = join(out, 'assets')
    cpSync(folder, out, { recursive: true })
    mkdirSync(assets, { recursive: true })
    if (logo !== undefined) writeFileSync(join(assets, 'logo.svg'), logoSvg(logo))
    if (pages !== undefined) cpSync(pages, assets, { recursive: true })
    return true
  }
  // Copied on this machine; the image is never asked for.
  const bundling = { image: DockerImage.fromRegistry('none'), local: { tryBundle } }
  return Code.fromAsset(folder, { assetHashType: AssetHashType.OUTPUT, bundling })
}
