// GET and PUT /v1/admin/forgot-password: Oracle's fields, and what a change of them does to people.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Administrator, administratorOf } from '../support/administrator.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { Visitor } from '../support/visitor.ts'

let sandbox: Sandbox
let admin: Administrator
const events: Record<string, unknown>[] = []

beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'email', onLog: (event, facts) => void events.push({ event, ...facts }) })
  admin = administratorOf(sandbox)
})
afterAll(() => sandbox.stop())
beforeEach(() => sandbox.clock.advance(86_400))

const put = (body: unknown) => admin.put('/forgot-password', body)
const DEFAULTS = {
  mode: 'email',
  displayOTPForgotPasswordLink: true,
  defaultOTPForgotPasswordLink: true,
  forgotPasswordURL: '',
  localToOAMServer: true,
  customWebRoot: '',
  errorLevel: 'external'
}

describe('the settings', () => {
  test('are what was deployed until somebody changes them', async () => {
    const answer = await admin.get('/forgot-password')
    expect(answer.body).toEqual({ ...DEFAULTS, rev: 0 })
    expect(answer.headers.get('etag')).toBe('"0"')
  })

  test("are taken in each of Oracle's spellings and given back in one", async () => {
    const answer = await put({
      displayOTPForgotPassworLink: 'true',
      defaultOTPForgotPasswordLink: 'False',
      localtoOAMServer: 'false',
      forgotPasswordURL: '/otpfp/pages/fp.jsp',
      customWebRoot: '/SampleLoginWAR',
      errorLevel: 'internal',
      mode: 'userselectchallenge'
    })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).toEqual({
      mode: 'userselectchallenge',
      displayOTPForgotPasswordLink: true,
      defaultOTPForgotPasswordLink: false,
      forgotPasswordURL: '/otpfp/pages/fp.jsp',
      localToOAMServer: false,
      customWebRoot: '/SampleLoginWAR',
      errorLevel: 'internal',
      rev: 1,
      by: 'arn:aws:sts::000000000000:assumed-role/sandbox/admin',
      at: expect.any(Number)
    })
    expect((await admin.get('/forgot-password')).body).toEqual(answer.body)
  })

  test('keep what a change does not name', async () => {
    const before = (await admin.get('/forgot-password')).body
    const { rev, by, at, ...after } = (await put({ errorLevel: 'external', rev: before.rev })).body
    expect({ rev, by, ...after }).toEqual({ ...before, at: undefined, errorLevel: 'external', rev: before.rev + 1 })
    expect(at).toBeGreaterThanOrEqual(before.at)
  })

  test('are written down with who changed what, from and to which revision', async () => {
    await put({ customWebRoot: '/look' })
    const { rev } = (await admin.get('/forgot-password')).body
    expect(events.findLast(({ event }) => event === 'admin.changed')).toEqual({
      event: 'admin.changed',
      what: 'forgot-password',
      fields: 'customWebRoot',
      mode: 'userselectchallenge',
      by: 'arn:aws:sts::000000000000:assumed-role/sandbox/admin',
      rev
    })
  })

  test.each([
    [{ mode: 'totp' }, 'mode: totp is not supported'],
    [{ mode: 'pigeon' }, 'mode: must be one of email, sms, userchoose, userselectchallenge'],
    [{ mode: ['email'] }, 'mode: must be a string'],
    [{ errorLevel: 'loud' }, 'errorLevel: must be internal or external'],
    [{ displayOTPForgotPasswordLink: 'yes' }, 'displayOTPForgotPasswordLink: must be true or false'],
    [{ localtoOAMServer: 1 }, 'localtoOAMServer: must be true or false'],
    [{ localtoOAMServer: true, localToOAMServer: true }, 'holds one field in two spellings'],
    [{ forgotPasswordURL: 'http://login.example/fp' }, 'forgotPasswordURL: must be an https address'],
    [{ forgotPasswordURL: 'javascript:alert(1)' }, 'forgotPasswordURL: must be'],
    [{ forgotPasswordURL: '//evil.example/fp' }, 'forgotPasswordURL: must be'],
    [{ forgotPasswordURL: '/\\evil.example' }, 'forgotPasswordURL: must be'],
    [{ forgotPasswordURL: 'https://a:b@login.example/' }, 'forgotPasswordURL: must be'],
    [{ forgotPasswordURL: 'https:// login.example' }, 'forgotPasswordURL: must be'],
    [{ customWebRoot: 'look' }, 'customWebRoot: must be a path'],
    [{ defaultOTPForgotPasswordLink: false, forgotPasswordURL: '' }, 'forgotPasswordURL: is needed'],
    [{ colour: 'red', mode: 'sms' }, 'colour: is not a field of this request'],
    [{}, 'names no field'],
    [{ rev: -1, mode: 'sms' }, 'rev: must not be negative'],
    ['[]', 'must be a JSON object']
  ])('refuses %j, naming what is wrong', async (body, detail) => {
    const before = (await admin.get('/forgot-password')).body
    const answer = await put(body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid' } })
    expect(answer.body.detail).toContain(detail)
    expect((await admin.get('/forgot-password')).body).toEqual(before)
  })
})

test('refuses an address that is longer than any browser takes', async () => {
  const answer = await put({ forgotPasswordURL: `https://login.example/${'x'.repeat(2048)}` })
  expect(answer.body.detail).toBe('forgotPasswordURL: must be at most 2048 characters')
})

describe('two administrators', () => {
  test('who save at once from the same revision: one does, the others are told, and nothing is lost', async () => {
    const { rev } = (await admin.get('/forgot-password')).body
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => put({ customWebRoot: `/look-${index}`, rev })))
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ status, body }) => `${status} ${body.code} ${body.rev}`))).toEqual(
      new Set([`412 version_conflict ${rev + 1}`])
    )
    expect((await admin.get('/forgot-password')).body).toEqual(won[0]?.body)
  })

  test('who change different fields at once without telling a revision lose neither', async () => {
    const answers = await Promise.all([put({ customWebRoot: '/first' }), put({ errorLevel: 'internal' })])
    const after = (await admin.get('/forgot-password')).body
    if (answers[0].status === 200) expect(after.customWebRoot).toBe('/first')
    if (answers[1].status === 200) expect(after.errorLevel).toBe('internal')
    expect(answers.map(({ status }) => status).sort()[0]).toBe(200)
  })

  test('may say what they saw with If-Match', async () => {
    const { rev } = (await admin.get('/forgot-password')).body
    expect((await admin.put('/forgot-password', { errorLevel: 'external' }, { 'if-match': `"${rev - 1}"` })).status).toBe(412)
    expect((await admin.put('/forgot-password', { errorLevel: 'external' }, { 'if-match': `W/"${rev}"` })).status).toBe(200)
    expect((await admin.put('/forgot-password', { errorLevel: 'external' }, { 'if-match': '*' })).body.detail).toContain('if-match')
    expect((await admin.put('/forgot-password', { errorLevel: 'external', rev: 1 }, { 'if-match': '"2"' })).body.detail).toContain(
      'differs'
    )
  })
})

describe('a change of the mode', () => {
  const modeOfStart = async (who: string) => (await new Visitor(sandbox.url).start(who)).body.mode

  test('holds for the next start within 60 seconds, and not for a flow that has begun', async () => {
    await put({ mode: 'email' })
    sandbox.clock.advance(60)
    const begun = new Visitor(sandbox.url)
    expect((await begun.start('alice')).body.mode).toBe('email')
    await put({ mode: 'userchoose' })
    sandbox.clock.advance(40)
    expect(await modeOfStart('bob')).toBe('email')
    sandbox.clock.advance(20)
    expect(await modeOfStart('carol')).toBe('userchoose')
    expect((await begun.read()).body).toMatchObject({ mode: 'email', state: 'awaiting_code' })
  })

  test('is what GET /v1/config says', async () => {
    await put({ mode: 'sms' })
    sandbox.clock.advance(60)
    expect((await new Visitor(sandbox.url).call('GET', '/v1/config')).body).toMatchObject({ mode: 'sms', codeLength: 8 })
  })
})

describe('a deployment without SMS', () => {
  test('refuses the modes that send one, in the words of its configuration', async () => {
    const other = await startSandbox({ mode: 'email', settings: { SMS_COUNTRIES: '' } })
    try {
      const answer = await administratorOf(other).put('/forgot-password', { mode: 'userchoose' })
      expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid' } })
      expect(answer.body.detail).toBe('SMS_COUNTRIES: mode userchoose sends SMS and needs the countries that it may send to, such as US,JP')
    } finally {
      await other.stop()
    }
  })
})
