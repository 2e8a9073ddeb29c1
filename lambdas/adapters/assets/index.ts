// The page's files: few and small, so they are read once, whole.
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/** Every file of a known type directly in `directory`, by name. */
export const readAssets = (directory: string): ReadonlyMap<string, { text: string; type: string }> =>
  new Map(
    readdirSync(directory)
      .filter((name) => TYPES[extname(name)] !== undefined)
      .map((name) => [name, { text: readFileSync(join(directory, name), 'utf8'), type: TYPES[extname(name)] ?? '' }])
  )
