// The plain forms without a browser: what is taken, what is refused, and what a refusal leads to.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseForm } from '../../lambdas/http/form-body.ts'
import { saidIn } from '../../lambdas/http/heard.ts'
import { requestOf } from '../../lambdas/http/request.ts'
import { sayCookie } from '../../lambdas/http/said.ts'
import { spokenRules } from '../../lambdas/messages/policy/index.ts'
import { anEvent } from '../support/events.ts'
import { PlainVisitor } from '../support/plain-visitor.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { inDigits, lastCode, wrongCode } from '../support/visitor.ts'

const NEW = 'correct horse battery staple'
/** So many tests begin a reset for the same few people. */
const MANY = { hour: 1000, day: 1000, hourPerNet: 1000, dayPerNet: 1000 }
const AMPLE = { net: { quarter: 1000, day: 1000 }, identifier: MANY, destination: MANY, account: { day: 100, dayPerNet: 100 } }
const OTHER = { origin: 'https://evil.example' }

describe('a form body', () => {
  test('is read as it was typed', () => {
    expect(parseForm('a=1&b=%E2%82%AC+%2B%26%3D&c=&d=x=y')).toEqual({ ok: true, value: { a: '1', b: '€ +&=', c: '', d: 'x=y' } })
    expect(parseForm('')).toEqual({ ok: true, value: {} })
  })

  test.each(['a=%', 'a=%ff', 'a=%zz', 'a=%ED%A0%80', 'a=1&a=2', 'a=1&%61=2', '__proto__=1'])('INJ-11: is refused as %s', (text) => {
    expect(parseForm(text)).toMatchObject({ ok: false })
  })
})

describe('what is said', () => {
  const FLOW = 'f'.repeat(22)
  const heard = (cookie: string, flow?: string) => saidIn(requestOf(anEvent({ headers: { cookie } })), flow)
  const pair = (header: string): string => header.split(';')[0] ?? ''

  test('is heard once, by the flow that it is about', () => {
    const said = { did: 'verify', flow: FLOW, code: 'code_rejected', attemptsLeft: 4 } as const
    expect(sayCookie(said)).toMatch(/^__Host-rekey-said=[\w-]+; Path=\/; Max-Age=60; Secure; HttpOnly; SameSite=Strict$/)
    expect(heard(pair(sayCookie(said)), FLOW)).toEqual(said)
    expect(heard(pair(sayCookie(said)), 'g'.repeat(22))).toBeUndefined()
    expect(heard(pair(sayCookie(said)))).toBeUndefined()
  })

  test('fits into a cookie, however much is wrong', () => {
    const said = { did: 'commit', flow: FLOW, code: 'password_unacceptable', broken: spokenRules('en') } as const
    expect(sayCookie(said).length).toBeLessThan(4096)
    expect(heard(pair(sayCookie(said)), FLOW)).toEqual(said)
  })

  const made = (value: unknown): string => `__Host-rekey-said=${Buffer.from(JSON.stringify(value)).toString('base64url')}`

  test.each([
    '__Host-rekey-said=',
    '__Host-rekey-said=!',
    made(null),
    made([]),
    made({ did: 'dance', flow: FLOW }),
    made({ did: 'verify', flow: FLOW, code: 'invented' }),
    made({ did: 'verify', flow: FLOW, html: '<b>' }),
    made({ did: 'verify', flow: FLOW, attemptsLeft: -1 }),
    made({
      did: 'commit',
      flow: FLOW,
      code: 'password_unacceptable',
      violations: [{ rule: 'mustMatch', params: { message: 'Call 555' } }]
    }),
    made({ did: 'commit', flow: FLOW, code: 'password_unacceptable', broken: ['Call 555'] }),
    `${made({ did: 'verify', flow: FLOW })}; ${made({ did: 'verify', flow: FLOW })}`
  ])('what is not of our making is ignored (%#)', (cookie) => {
    expect(heard(cookie, FLOW)).toBeUndefined()
  })
})

describe('a refused password under a policy of many words', () => {
  const REFUSED_WORDS = Array.from({ length: 80 }, (_, at) => `word${at}`)
  const POLICY = {
    id: 'wordy',
    minLength: 12,
    disallowedChars: 'Øß',
    allowedChars: Array.from({ length: 94 }, (_, at) => String.fromCodePoint(33 + at)).join(''),
    disallowedSubstrings: REFUSED_WORDS,
    requiredChars: '$',
    mustMatch: [{ pattern: '^Q', message: 'It begins with a Q.' }]
  }
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({
      mode: 'email',
      settings: { POLICIES: JSON.stringify({ default: POLICY }), LIMITS: JSON.stringify(AMPLE) }
    })
  })
  afterAll(() => sandbox.stop())

  async function choosing(): Promise<PlainVisitor> {
    const one = new PlainVisitor(sandbox.url)
    await one.open('/')
    await one.submit('identify', { username: 'alice' })
    await sandbox.settled()
    await one.submit('verify', { code: lastCode(sandbox) })
    return one
  }

  const brokenLines = ({ markup }: PlainVisitor) => (markup.match(/data-standing="refused"/g) ?? []).length

  test('marks every broken rule in the words of the policy, and its cookie holds nothing that was typed', async () => {
    const one = await choosing()
    const answer = await one.post(`${one.path}/password`, { ...one.fields('commit'), password: 'word7 ØßΩ' })
    const said = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-rekey-said=')) ?? ''
    const held = Buffer.from(said.replace(/^[^=]*=([^;]*).*$/, '$1'), 'base64url').toString()
    expect(JSON.parse(held)).toEqual({
      did: 'commit',
      flow: one.path.replace('/forms/', ''),
      code: 'password_unacceptable',
      broken: ['minLength', 'requiredChars', 'disallowedChars', 'allowedChars', 'disallowedSubstrings', 'mustMatch']
    })
    await one.follow(answer)
    expect(one.text).toContain('The password was not accepted: 6 rules are not met.')
    expect(brokenLines(one)).toBe(6)
    for (const sentence of ['At least 12 characters.', 'None of these characters: Øß', 'It begins with a Q.', 'word79'])
      expect(one.text).toContain(sentence)
    expect(one.text).not.toContain('this one has')
  })

  test('a rule that no policy of the flow has is only said where it needs no words of a policy', async () => {
    const one = await choosing()
    const flow = one.path.replace('/forms/', '')
    const told = async (...broken: string[]) => {
      one.jar.set(
        '__Host-rekey-said',
        Buffer.from(JSON.stringify({ did: 'commit', flow, code: 'password_unacceptable', broken })).toString('base64url')
      )
      await one.open(one.path)
      return one.text
    }
    expect(await told('maxBytes')).toContain('It is too long to be stored.')
    const unheard = await told('minUpperCase', 'constructor', 'mustNotMatch')
    expect(unheard).toContain('The password was not accepted.')
    expect(unheard).not.toMatch(/undefined|NaN|\b0 rules/)
    expect(brokenLines(one)).toBe(0)
  })

  test('what was not even read is refused without a count', async () => {
    const one = await choosing()
    await one.follow(await one.post(`${one.path}/password`, `token=${one.fields('commit')['token']}&grant=x&password=%ff`))
    expect(one.text).toMatch(/The password was not accepted\. /)
    await one.submit('commit', { password: 'x'.repeat(9000) })
    expect(one.text).toContain('The password was not accepted: 1 rule is not met.')
    expect(one.text).toContain('It is too long to be stored.')
  })
})

describe('in mode email', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ mode: 'email', settings: { LIMITS: JSON.stringify(AMPLE) } })
  })
  afterAll(() => sandbox.stop())

  const visitor = () => new PlainVisitor(sandbox.url)
  const started = async (username = 'alice') => {
    const one = visitor()
    await one.open('/')
    await one.submit('identify', { username })
    await sandbox.settled()
    return one
  }

  test('a start leads to the page of its flow, and each page carries a token of its own', async () => {
    const one = await started()
    expect(one.path).toMatch(/^\/forms\/[\w-]{22}$/)
    expect(one.text).toContain('Enter your code')
    const token = one.fields('verify')['token']
    expect(token).toMatch(/^[\w-]{43}$/)
    expect((await started()).fields('verify')['token']).not.toBe(token)
  })

  test.each([
    ['without a token', (fields: Record<string, string>) => ({ ...fields, token: '' })],
    ['with an invented token', (fields: Record<string, string>) => ({ ...fields, token: 'A'.repeat(43) })]
  ])('HDR-3: a start %s is refused and says what to do', async (_, forge) => {
    const one = visitor()
    await one.open('/')
    const answer = await one.post('/forms/start', forge({ ...one.fields('identify'), username: 'alice' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?at=refused'])
    expect(answer.headers.getSetCookie()).toEqual([])
    await one.open('/?at=refused')
    expect(one.text).toContain('This form was out of date')
  })

  test("HDR-3: the token of another flow, and a form without its browser's cookie, are refused", async () => {
    const [mine, theirs] = [await started('alice'), await started('bob')]
    const code = lastCode(sandbox)
    const token = theirs.fields('verify')['token'] ?? ''
    const swapped = await mine.post(`${mine.path}/verify`, { token, code })
    expect(swapped.headers.get('location')).toBe(`${mine.path}?at=refused`)
    theirs.jar.clear()
    const bare = await theirs.post(`${theirs.path}/verify`, { token, code })
    expect([bare.status, bare.headers.get('location')]).toEqual([303, '/?at=ended'])
  })

  test.each([
    OTHER,
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' }
  ])('HDR-3: a form from elsewhere costs no attempt and leaves no cookie: %j', async (headers) => {
    const one = await started()
    const fields = { ...one.fields('verify'), code: wrongCode(lastCode(sandbox)) }
    const answer = await one.post(`${one.path}/verify`, fields, headers as Record<string, string>)
    expect([answer.status, answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual([303, `${one.path}?at=refused`, []])
    await one.open(one.path)
    await one.submit('verify', { code: fields.code })
    expect(one.text).toContain('You have 4 attempts left.')
  })

  test.each(['application/json', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded; charset=latin1'])(
    'INJ-11: %s is refused where forms are taken',
    async (type) => {
      const one = await started()
      const answer = await one.post(`${one.path}/verify`, JSON.stringify({ ...one.fields('verify'), code: lastCode(sandbox) }), {
        'content-type': type
      })
      expect(answer.headers.get('location')).toBe(`${one.path}?at=refused`)
    }
  )

  test('INJ-11: a form is refused where JSON is taken', async () => {
    const one = await started()
    const flow = one.path.replace('/forms/', '')
    for (const [path, body] of [
      ['/v1/flows', { username: 'alice' }],
      [`/v1/flows/${flow}/verify`, { code: lastCode(sandbox) }]
    ] as const) {
      expect((await one.post(path, body)).status).toBe(415)
    }
  })

  test('a field that no form has, or has twice, changes nothing', async () => {
    const one = await started()
    const { token } = one.fields('verify')
    const code = lastCode(sandbox)
    for (const body of [`token=${token}&code=${code}&grant=x`, `token=${token}&code=${code}&code=${code}`, `token=${token}&code=%ff`]) {
      await one.follow(await one.post(`${one.path}/verify`, body))
      expect(one.text).toContain('Enter all 8 digits of the code.')
    }
    await one.submit('verify', { code })
    expect(one.text).toContain('Choose a new password')
  })

  test('what is missing is named, and nothing is charged for it', async () => {
    const one = visitor()
    await one.open('/')
    await one.submit('identify', { username: ' ' })
    expect([one.path, one.text]).toEqual(['/', expect.stringContaining('Enter your user name.')])
    await one.open('/')
    expect(one.text).not.toContain('Enter your user name.')
  })

  test('a wrong code costs one attempt, is said once, and the fifth ends the flow', async () => {
    const one = await started()
    const code = wrongCode(lastCode(sandbox))
    await one.submit('verify', { code })
    expect(one.text).toContain('You have 4 attempts left.')
    await one.open(one.path)
    expect(one.text).not.toContain('attempts left')
    for (let left = 3; left >= 0; left--) await one.submit('verify', { code })
    expect(one.text).toContain('Too many wrong codes')
    await one.submit('restart', {})
    expect(one.text).toContain('Reset your password')
  })

  test.each(['arab', 'arabext', 'fullwide', 'deva'])('a code may be typed with the digits of %s', async (script) => {
    const one = await started()
    const code = lastCode(sandbox)
    await one.submit('verify', { code: inDigits(script, wrongCode(code)) })
    expect(one.text).toContain('You have 4 attempts left.')
    await one.submit('verify', { code: inDigits(script, `${code.slice(0, 4)}-${code.slice(4)}`) })
    expect(one.text).toContain('Choose a new password')
  })

  test('a refused password marks its rules, in the language of the page, and the right one ends in done', async () => {
    const one = await started('carol-is-no-one')
    await one.open(`${one.path}?lang=de`)
    await one.submit('verify', { code: '00000000' })
    expect(one.text).toContain('Sie haben noch 4 Versuche.')
    const real = await started('alice')
    await real.open(`${real.path}?lang=de`)
    await real.submit('verify', { code: lastCode(sandbox) })
    await real.submit('commit', { password: 'kurz' })
    expect(real.markup).toMatch(/data-standing="refused"/)
    expect(real.text).toMatch(/mindestens 15 Zeichen/i)
    expect(real.markup).not.toContain('kurz')
    await real.submit('commit', { password: NEW })
    expect(real.path).toBe('/forms/done')
    expect(real.text).toContain('Ihr Passwort ist geändert')
    expect([...real.jar.keys()].sort()).toEqual(['__Host-rekey-form'])
  })

  test('PWD-12: a password of a megabyte is refused as a form too, and the next one is taken', async () => {
    const one = await started()
    await one.submit('verify', { code: lastCode(sandbox) })
    await one.submit('commit', { password: 'x'.repeat(1_000_000) })
    expect(one.text).toContain('Choose a new password')
    await one.submit('commit', { password: `${NEW} after that` })
    expect(one.path).toBe('/forms/done')
  })

  test('a new code asked for too early is refused with the time to wait, a later one is sent', async () => {
    const one = await started()
    await one.submit('resend', {})
    expect(one.text).toMatch(/New code in (1:00|0:\d\d)/)
    const before = lastCode(sandbox)
    sandbox.clock.advance(61)
    await one.submit('resend', {})
    await sandbox.settled()
    expect(one.text).toContain('Only the newest code works.')
    expect(lastCode(sandbox)).not.toBe(before)
  })

  test('a flow that is over, or was begun elsewhere, leads to the first step and says so', async () => {
    const one = await started()
    sandbox.clock.advance(1801)
    await one.open(one.path)
    expect([one.path, one.text]).toEqual(['/', expect.stringContaining('Your earlier reset has ended.')])
    const stranger = visitor()
    await stranger.open(`/forms/${'A'.repeat(22)}`)
    expect(stranger.text).toContain('Your earlier reset has ended.')
  })

  test('ENU-1: the page of a decoy differs from that of a person in ids and tokens only', async () => {
    const alike = (markup: string) => markup.replace(/[\w-]{43}/g, '<token>').replace(/\/forms\/[\w-]{22}/g, '/forms/<flow>')
    const pages = async (username: string): Promise<string[]> => {
      const one = await started(username)
      const first = one.markup
      await one.submit('verify', { code: '00000000' })
      return [first, one.markup].map(alike)
    }
    expect(await pages('nobody-at-all')).toEqual(await pages('bob'))
  })

  test('no page of a form has a script, and all of them have the headers of every answer', async () => {
    const one = await started()
    expect(one.markup.match(/<script|javascript:|\son\w+=/g)).toBeNull()
    expect(Object.fromEntries(one.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("form-action 'self'")
    })
  })
})
