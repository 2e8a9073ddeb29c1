// Loaded before anything else by npm start and the like: an old Node would fail on the first type annotation, with words that
// help nobody.
import module from 'node:module'
import { join } from 'node:path'

const [major = 0] = process.versions.node.split('.').map(Number)

if (major < 24) {
  process.stderr.write(
    `Rekey needs Node 24 or newer, and this is Node ${process.versions.node} (${process.execPath}).\n` +
      'On Linux (x64, arm64) npm brings the right one along: run `npm ci` (not with --omit=optional), then `npm start` again.\n' +
      'Elsewhere install Node 24 or newer from https://nodejs.org and try again.\n'
  )
  process.exit(1)
}

// Compiled code is kept from start to start, which halves the wait.
module.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/rekey'))
