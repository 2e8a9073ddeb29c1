// Which packages a bundle holds, and the text that their licences want to go along.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The package of a source such as `node_modules/@aws-sdk/core/dist-es/index.js`; undefined for our own. */
export const packageOf = (source: string): string | undefined => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]

const folderOf = (source: string): string | undefined => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0]

/** Name, version and licence of every package among the sources, packages with the same text together. */
export async function noticesOf(root: string, sources: readonly string[]): Promise<string> {
  const folders = [...new Set(sources.flatMap((source) => folderOf(source) ?? []))].sort()
  const byText = new Map<string, string[]>()
  for (const folder of folders) {
    const { title, text } = await licenceOf(join(root, folder))
    byText.set(text, [...(byText.get(text) ?? []), title])
  }
  return [...byText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`)
}

async function licenceOf(folder: string): Promise<{ title: string; text: string }> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, string>
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry))
  const text = file === undefined ? `Licence: ${license}` : (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim()
  return { title: `${name} ${version} (${license})`, text }
}
