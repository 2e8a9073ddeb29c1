#!/usr/bin/env node
// The door of the command line.
import { main } from './rekey/main.ts'

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  input: process.stdin,
  out: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
  isInteractive: process.stdin.isTTY && process.stderr.isTTY
})
