// A terminal session: what was typed, what was printed where, and how it ended.
import { spawn } from 'node:child_process'

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** Runs `rekey` as a process of its own. */
export function rekey(
  args: readonly string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {}
): Promise<Ended> {
  const child = spawn(process.execPath, ['bin/rekey.ts', ...args], { env: { PATH: process.env['PATH'], ...env }, stdio: 'pipe' })
  const parts = { out: '', err: '' }
  child.stdout.on('data', (part) => {
    parts.out += part
  })
  child.stderr.on('data', (part) => {
    parts.err += part
  })
  child.stdin.end(input)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...parts })))
}

/** As a person would have seen it; times and ports are not the same twice. */
export const transcript = (args: readonly string[], { code, out, err }: Ended, input = ''): string =>
  `$ ${input && `echo '${input}' | `}rekey ${args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ')}\n${out}${err}[${code}]\n`
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/"at": \d+/g, '"at": TIME')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/urn:rekey:request:[\w-]+/g, 'urn:rekey:request:ID')
