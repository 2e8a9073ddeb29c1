// The command line against a sandbox, as a terminal shows it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessFrom } from '../../bin/rekey/access.ts'
import { COMMANDS, main } from '../../bin/rekey/main.ts'
import { CREDENTIALS } from '../support/booted.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { signatureOf } from '../support/sigv4.ts'
import { started } from '../support/visitor.ts'
import { rekey, transcript } from './transcript.ts'

let sandbox: Sandbox
const folder = mkdtempSync(join(tmpdir(), 'rekey-cli-'))
const ORACLE = join(folder, 'oracle.json')

beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'email' })
  const assignmentRule = { idStoreRef: 'UserIdentityStore1', passwordPolicyID: 'Staff', priority: 9, ruleType: 1 }
  writeFileSync(ORACLE, JSON.stringify([{ assignmentRule, passwordPolicyInfo: { id: 'Staff', minLength: 9, skyColour: 'blue' } }]))
})
afterAll(async () => {
  await sandbox.stop()
  rmSync(folder, { recursive: true })
})

const access = () => ({ REKEY_ENDPOINT: sandbox.url, REKEY_TOKEN: sandbox.info.adminToken })

/** Several commands, one after the other. */
async function session(...lines: (readonly [readonly string[], string?])[]): Promise<string> {
  const shown: string[] = []
  for (const [args, input = ''] of lines)
    shown.push(transcript(args, await rekey(args, { env: access(), input: input && `${input}\n` }), input))
  return shown.join('\n').replaceAll(folder, 'FOLDER')
}

describe('a session', () => {
  test('with the mode and the settings', async () => {
    expect(
      await session(
        [['mode']],
        [['mode', 'set', 'userchoose']],
        [['mode', 'set', 'totp']],
        [['config']],
        [['config', 'set', 'defaultOTPForgotPasswordLink=false', 'forgotPasswordURL=https://help.example.com/reset', '--rev', '1']],
        [['config', 'set', 'customWebRoot=/look', '--rev', '1']],
        [['config', 'get', 'forgotPasswordURL']],
        [['mode', '--json']]
      )
    ).toMatchSnapshot()
  })

  test('with policies', async () => {
    expect(
      await session(
        [['policy', 'list']],
        [['policy', 'put', 'staff', '--preset', 'ad-complexity']],
        [['policy', 'put', 'long', '-'], '{"minLength": 24, "userNameDisallowed": true}'],
        [['policy', 'put', 'odd', '-'], '{"minLength": 24, "maxLength": 12}'],
        [['policy', 'assign', 'long', '--store', 'people', '--group', 'admins', '--priority', '1']],
        [['policy', 'assign', 'long', '--store', 'people', '--group', 'admins', '--priority', '2']],
        [['policy', 'assign', 'staff', '--store', 'people', '--priority', '5']],
        [['policy', 'show', 'long']],
        [['policy', 'test', 'long', '--user', 'grace'], 'grace is short'],
        [['policy', 'test', 'long'], 'purple trams at noon today'],
        [['policy', 'delete', 'long']],
        [['policy', 'unassign', 'long', '--store', 'people', '--group', 'admins']],
        [['policy', 'delete', 'long']],
        [['policy', 'default', 'staff']],
        [['policy', 'import', ORACLE]],
        [['policy', 'list']]
      )
    ).toMatchSnapshot()
  })

  test('with a flow and an account', async () => {
    const { flow } = await started(sandbox, 'alice')
    const shown = await session(
      [['flow', 'cancel', flow]],
      [['flow', 'cancel', flow]],
      [['account', 'pause', 'A'.repeat(43)]],
      [['account', 'unpause', 'B'.repeat(43)]]
    )
    expect(shown.replaceAll(flow, 'FLOW')).toMatchSnapshot()
  })

  test('an id or a token may begin with dashes, as one in 64 does', async () => {
    const [flow, account] = [`--${'f'.repeat(20)}`, `-${'a'.repeat(42)}`]
    const token = await rekey(['mode', '--token', `-${'t'.repeat(31)}`], { env: { REKEY_ENDPOINT: sandbox.url } })
    expect(token).toMatchObject({ code: 1, err: expect.stringContaining('adminToken') })
    expect(
      await session(
        [['flow', 'cancel', flow]],
        [['flow', 'cancel', '--', flow]],
        [['account', 'pause', account]],
        [['account', 'unpause', account, '--json']],
        [['status', 'alice', '--account', account]]
      )
    ).toMatchSnapshot()
  })

  test('with the status of somebody', async () => {
    const shown = await session(
      [['status', 'alice']],
      [['status', 'set', 'bob', '--disabled', '--store', 'people']],
      [['status', 'set', 'bob', '--enabled', '--unlock', '--force-change']],
      [['status', 'set', 'bob', '--no-force-change', '--json']],
      [['status', 'erin']],
      [['status', 'heidi@example.com']],
      [['status', 'nobody']],
      [['status', 'set', 'root', '--disabled']],
      [['status', 'alice', '--account', 'A'.repeat(43)]],
      [['status', '--account', 'lBJg-HbNW3_Zflckj5zi_XCEzX-Mh0Al2TIKbUlCX1Q', '--store', 'people']],
      [['status', 'set', '--account', 'lBJg-HbNW3_Zflckj5zi_XCEzX-Mh0Al2TIKbUlCX1Q', '--unlock']],
      [['status', '--account', 'A'.repeat(43)]],
      [['status', '--account', 'A']],
      [['status', 'set', 'bob']],
      [['status', 'set', 'bob', '--enabled', '--disabled']],
      [['status', 'bob', '--unlock']],
      [['status']]
    )
    expect(shown).toMatchSnapshot()
  }, 180_000)

  test('that is not understood names what is wrong', async () => {
    expect(
      await session(
        [[]],
        [['polcy']],
        [['policy', 'rename']],
        [['policy', 'put', 'x']],
        [['policy', 'put', 'x', join(folder, 'nothing.json')]],
        [['policy', 'put', 'x', '-'], 'no JSON'],
        [['policy', 'show']],
        [['policy', 'show', 'a', 'b']],
        [['policy', 'assign', 'long', '--priority', '1']],
        [['policy', 'assign', 'long', '--store', 'people', '--priority', 'first']],
        [['mode', 'set']],
        [['mode', '--store', 'people']],
        [['config', 'set', 'mode']],
        [['config', 'get', 'nothing']],
        [['flow', 'end', 'x']],
        [['mode', '--verbose']]
      )
    ).toMatchSnapshot()
  })
})

describe('help', () => {
  test('lists the commands, and tells usage and examples of each', async () => {
    expect((await rekey(['--help'])).out).toMatchSnapshot()
    for (const { name } of COMMANDS) {
      const { code, out } = await rekey([name, '--help'])
      expect([name, code, out.startsWith(`rekey ${name}`), /Examples?:\n {2}rekey /.test(out)]).toEqual([name, 0, true, true])
      expect(out.split('\n').filter((line) => line.length > 140)).toEqual([])
    }
  })

  test('names no command twice, and no option in two meanings', () => {
    expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length)
    const types = new Map<string, string>()
    for (const { options } of COMMANDS)
      for (const [name, { type }] of Object.entries(options)) {
        expect([name, types.get(name) ?? type]).toEqual([name, type])
        types.set(name, type)
      }
  })
})

describe('the way in', () => {
  test('--sandbox asks the sandbox for its token', async () => {
    const { code, out } = await rekey(['policy', 'list', '--json', '--sandbox', '--endpoint', sandbox.url])
    expect([code, JSON.parse(out).assignments.length > 0]).toEqual([0, true])
  })

  test.each([
    [['mode'], {}, 2, 'where? say --endpoint'],
    [['mode', '--endpoint', 'nowhere'], {}, 2, 'must be an address'],
    [['mode', '--endpoint', 'http://reset.example.com'], { REKEY_TOKEN: 'x' }, 2, 'must be https'],
    [['mode', '--endpoint', 'http://127.0.0.1:1'], {}, 2, 'needs a token'],
    [['mode', '--endpoint', 'https://reset.example.com'], {}, 2, 'which region?'],
    [['mode', '--endpoint', 'http://127.0.0.1:1', '--token', 'x'], {}, 3, 'does not answer: '],
    [['mode', '--sandbox', '--endpoint', 'http://127.0.0.1:1'], {}, 3, 'no sandbox answers']
  ] as [string[], Record<string, string>, number, string][])(
    '%j with %j ends with %i',
    async (args, env, code, words) => {
      const ended = await rekey(args, { env })
      expect([ended.code, ended.out]).toEqual([code, ''])
      expect(ended.err).toContain(words)
    },
    20_000
  )

  test('a wrong token is refused in one line', async () => {
    const ended = await rekey(['mode'], { env: { ...access(), REKEY_TOKEN: 'wrong' } })
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(/^rekey: Unauthorized: send Authorization[^\n]*\n$/)
  })

  test.each([
    ['https://abcde12345.execute-api.eu-west-1.amazonaws.com/live', {}, 'eu-west-1'],
    ['https://abcde12345-vpce-0a1b2c.execute-api.ap-northeast-1.amazonaws.com/live', {}, 'ap-northeast-1'],
    ['https://reset.example.com', { region: 'us-west-2' }, 'us-west-2']
  ])('%s is signed as the AWS identity, for its region', async (address, options, region) => {
    Object.assign(process.env, CREDENTIALS)
    const { endpoint, sign } = await accessFrom({ endpoint: address, ...options }, { env: {} })
    const url = new URL(`${endpoint.pathname.replace(/\/$/, '')}/v1/admin/policies/nist`, endpoint)
    const body = '{"rev":0}'
    const headers = { 'content-type': 'application/json', 'if-match': '"0"' }
    const signed: Record<string, string> = { host: url.host, ...headers, ...(await sign({ method: 'PUT', url, headers, body })) }
    expect(
      signatureOf({ method: 'PUT', url: url.pathname, headers: signed, body: Buffer.from(body) }, CREDENTIALS.AWS_SECRET_ACCESS_KEY)
    ).toMatchObject({
      service: 'execute-api',
      region,
      keyId: CREDENTIALS.AWS_ACCESS_KEY_ID,
      isRight: true,
      headers: expect.arrayContaining(['host', 'x-amz-date', 'content-type', 'x-amz-security-token'])
    })
  })
})

describe('a password to try', () => {
  test('is asked for where a person sits, and is not shown', async () => {
    const input = new PassThrough()
    let [out, err] = ['', '']
    const ended = main(['policy', 'test', 'nist', '--endpoint', sandbox.url, '--token', sandbox.info.adminToken], {
      env: {},
      input,
      out: (text) => {
        out += text
      },
      note: (text) => {
        err += text
        if (text.startsWith('password')) input.write('too short\r')
      },
      isInteractive: true
    })
    expect(await ended).toBe(1)
    expect(err).toBe('password to try: \n')
    expect(out).toContain('nist refuses it\n  - minLength: At least 15 characters (this one has 9).\n')
    expect(out + err).not.toContain('too short')
  })

  test('is never an argument', () => {
    expect(COMMANDS.flatMap(({ options }) => Object.keys(options)).filter((name) => /pass|secret|code/.test(name))).toEqual([])
  })
})
