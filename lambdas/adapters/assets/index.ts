// The page's files: few and small, so each is read once, whole, when it is first wanted.
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/** Every file of a known type directly in `directory`, by name. */
export const readAssets = (directory: string): ReadonlyMap<string, { readonly text: string; readonly type: string }> =>
  new Map(readdirSync(directory).flatMap((name) => assetIn(directory, name)))

function assetIn(directory: string, name: string) {
  const type = TYPES[extname(name)]
  if (type === undefined) return []
  let read: string | undefined
  const asset = {
    type,
    get text() {
      read ??= readFileSync(join(directory, name), 'utf8')
      return read
    }
  }
  return [[name, asset] as const]
}
