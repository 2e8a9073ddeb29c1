// What a deployment adds to the page's files: its logo, and pages of its own, which are served beside ours under /assets/.
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** Whether there is anything to add. */
export const hasPageFiles = ({ logo, pages }: PageFiles): boolean => logo !== undefined || pages !== undefined

/** Puts these among the page's files. */
export function addPageFiles(assets: string, { logo, pages }: PageFiles): void {
  mkdirSync(assets, { recursive: true })
  if (logo !== undefined) writeFileSync(join(assets, 'logo.svg'), logoSvg(logo))
  if (pages !== undefined) cpSync(pages, assets, { recursive: true })
}
