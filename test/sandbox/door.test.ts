// bin/sandbox.ts as a person starts it: what it prints, what it refuses, and that it leaves nothing behind.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'rekey-door-'))
afterAll(() => rmSync(folder, { recursive: true }))

function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['bin/sandbox.ts', ...args], {
    env: { PATH: process.env['PATH'], TMPDIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const printed = { out: '', err: '' }
  child.stdout.on('data', (part) => {
    printed.out += part
  })
  child.stderr.on('data', (part) => {
    printed.err += part
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, ...printed }))
  )
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => printed.out.includes('\n') && resolve(printed.out))
    child.once('close', () => reject(new Error(printed.err)))
  })
  ready.catch(() => {})
  return { child, ended, ready }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'prints one line when ready, and after %s leaves nothing',
  async (signal) => {
    const { child, ended, ready } = run(['--port', '0'])
    const [, url = ''] = /^rekey sandbox ready at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(await ready) ?? []
    expect((await fetch(`${url}/v1/config`)).status).toBe(200)
    expect(readdirSync(folder)).toHaveLength(1)
    // Twice at once, as Ctrl-C under npm: the terminal's signal, and the one that npm hands on.
    child.kill(signal)
    child.kill(signal)
    const { code, out, err } = await ended
    expect(code).toBe(0)
    expect(out).toBe(`rekey sandbox ready at ${url}\n`)
    expect(err).toContain('SANDBOX')
    expect(readdirSync(folder)).toEqual([])
  },
  40_000
)

describe('refuses', () => {
  test.each([
    [
      ['--mode', 'banana', '--directory', 'x500', '--store', 'x', '--nope', '--port', 'y'],
      { CODE_LENGTH: '5' },
      [
        'MODE: must be one of email',
        '--directory: must be embedded or openldap or samba or 389ds',
        '--store: must be dynalite or dynamodb-local',
        '--nope: is not an option',
        '--port: must be a number',
        'CODE_LENGTH: must be at least 6'
      ]
    ],
    [['--mode', 'sms'], { SMS_COUNTRIES: '', LIMITS: '{' }, ['SMS_COUNTRIES: mode sms sends SMS', 'LIMITS: must be JSON']],
    [
      ['--port', '0', '--port', '1', '--verbose=yes', '--mode'],
      {},
      ['--port: is given twice', '--verbose: takes no value', '--mode: needs a value']
    ],
    [
      ['--pages', 'no/such/folder'],
      { CODE_LENGTH: '5' },
      ['--pages: there is no folder no/such/folder', 'CODE_LENGTH: must be at least 6']
    ],
    [[], { BRANDING: '{"logo":"no/such/logo.svg"}' }, ['branding.logo: there is no file no/such/logo.svg']],
    [['somewhere'], { NODE_DEBUG: 'ldapts' }, ['somewhere: is not an option', 'NODE_DEBUG: must not be set']],
    [[], { AWS_LAMBDA_FUNCTION_NAME: 'f' }, ['does not run inside Lambda']]
  ])(
    '%j with %j, naming everything that is wrong',
    async (args, env, lines) => {
      const { code, out, err } = await run(args, env as Record<string, string>).ended
      expect(code).toBe(2)
      expect(out).toBe('')
      for (const line of lines) expect(err).toContain(line)
    },
    20_000
  )
})

test('--help tells the options', async () => {
  const { code, out } = await run(['--help']).ended
  expect(code).toBe(0)
  for (const flag of ['--mode', '--directory', '--store', '--pages', '--port', '--verbose']) expect(out).toContain(flag)
})
