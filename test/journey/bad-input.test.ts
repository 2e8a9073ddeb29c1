// Anything malformed is named, charges nothing and changes nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { inDigits, lastCode, started, Visitor, verified, wrongCode } from '../support/visitor.ts'

describe('bad input', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, mode: 'email' })
  })
  afterAll(() => sandbox.stop())
  beforeEach(() => sandbox.clock.advance(86_400))

  const visitor = () => new Visitor(sandbox.url)

  test.each([
    ['a number', { username: 7 }, 'username: must be a string'],
    ['an array', { username: ['alice'] }, 'username: must be a string'],
    ['an object', { username: { $ne: 1 } }, 'username: must be a string'],
    ['null', { username: null }, 'username: must be a string'],
    ['nothing', {}, 'username: is missing'],
    ['emptiness', { username: '' }, 'username: must not be empty'],
    ['spaces', { username: '  ' }, 'username: must not be empty'],
    ['257 characters', { username: 'a'.repeat(257) }, 'username: must be at most 256 characters'],
    ['a NUL', { username: 'ali\0ce' }, 'username: must not hold control characters'],
    ['a line break', { username: 'alice\r\nBcc: x@example.org' }, 'username: must not hold control characters'],
    ['SES-8: a destination', { username: 'alice', email: 'evil@example.org' }, 'email: is not a field of this request'],
    ['INJ-3: a filter', { username: 'alice', filter: '(uid=*)', base: '' }, 'filter: is not a field of this request'],
    ['a locale of another type', { username: 'alice', locale: 1 }, 'locale: must be a string'],
    ['a locale that is none', { username: 'alice', locale: '../en' }, 'locale: must be a language tag'],
    ['a proof of another type', { username: 'alice', proof: {} }, 'proof: must be a string']
  ])('OTP-13, 4: a start refuses %s', async (_, body, detail) => {
    const answer = await visitor().call('POST', '/v1/flows', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid', detail: expect.stringContaining(detail) } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  test.each([
    ['bad JSON', '{"username":', 'body: must be JSON'],
    ['a duplicate name', '{"username":"alice","username":"bob"}', 'body: holds a name twice'],
    ['__proto__', '{"username":"alice","__proto__":{"x":1}}', '__proto__: is not a field'],
    ['depth', `{"username":${'['.repeat(1000)}${']'.repeat(1000)}}`, 'username: must be a string'],
    ['a lone surrogate', '{"username":"\\ud800"}', 'username: must be well-formed Unicode'],
    ['an array', '["alice"]', 'body: must be a JSON object']
  ])('INJ-9: a start refuses %s', async (_, text, detail) => {
    expect(await visitor().call('POST', '/v1/flows', text)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(detail) }
    })
  })

  test('INJ-11: 4097 bytes, another type and another encoding are refused', async () => {
    const big = JSON.stringify({ username: 'a'.repeat(4097 - 15) })
    expect(Buffer.byteLength(big)).toBe(4097)
    expect(await visitor().call('POST', '/v1/flows', big)).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
    expect(await visitor().call('POST', '/v1/flows', '{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 })
  })

  test('nothing of this is charged: five starts are still admitted', async () => {
    for (let i = 0; i < 10; i++) await visitor().call('POST', '/v1/flows', { username: 'alice', extra: 1 })
    for (let i = 0; i < 5; i++) expect((await visitor().start('alice')).status).toBe(202)
    expect((await visitor().start('alice')).status).toBe(429)
  })

  test.each([
    ['a number', 12345678],
    ['an array', ['12345678']],
    ['an object', { $ne: 1 }],
    ['null', null],
    ['10 kB', '1'.repeat(2000)],
    ['circled digits', '①②③④⑤⑥⑦⑧'],
    ['seven digits of another script', '١٢٣٤٥٦٧'],
    ['seven digits', '1234567'],
    ['nine digits', '123456789'],
    ['letters', 'abcdefgh'],
    ['a sign', '+12345678'],
    ['an exponent', '1234567e0']
  ])('OTP-13, 19: a code of %s is refused and costs no attempt', async (_, code) => {
    const alice = await started(sandbox, 'alice')
    for (let i = 0; i < 6; i++) {
      const answer = await alice.call('POST', `/v1/flows/${alice.flow}/verify`, { code })
      expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid', detail: expect.stringMatching(/^code: must be/) } })
    }
    expect(await alice.verify(lastCode(sandbox))).toMatchObject({ status: 200 })
  })

  test('a code may be typed with spaces and dashes', async () => {
    const alice = await started(sandbox, 'alice')
    const code = lastCode(sandbox)
    expect(await alice.verify(` ${code.slice(0, 4)} - ${code.slice(4)} `)).toMatchObject({ status: 200 })
  })

  test.each(['arab', 'arabext', 'fullwide', 'deva', 'thai'])('a code may be typed with the digits of %s', async (script) => {
    const alice = await started(sandbox, 'alice')
    const code = lastCode(sandbox)
    expect(await alice.verify(inDigits(script, wrongCode(code)))).toMatchObject({ status: 422, body: { attemptsLeft: 4 } })
    expect(await alice.verify(inDigits(script, `${code.slice(0, 4)} ${code.slice(4)}`))).toMatchObject({ status: 200 })
  })

  test.each([
    ['an option of another type', { option: 0 }],
    ['an option that was not offered', { option: 'A'.repeat(22) }],
    ['an index', { option: '1' }],
    ['a destination', { email: 'evil@example.org' }]
  ])('SES-8: a challenge refuses %s', async (_, body) => {
    const alice = await started(sandbox, 'alice')
    sandbox.clock.advance(61)
    expect(await alice.call('POST', `/v1/flows/${alice.flow}/challenge`, body)).toMatchObject({
      status: 400,
      body: { code: 'request_invalid' }
    })
    expect(await alice.challenge()).toMatchObject({ status: 202 })
  })

  test('a password of another type, or with a lone surrogate, costs no refusal', async () => {
    const alice = await verified(sandbox, 'alice')
    for (const password of [7, null, ['x'], {}, '']) {
      const answer = await alice.call('POST', `/v1/flows/${alice.flow}/password`, { grant: alice.grant, password })
      expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringMatching(/^password: /) } })
    }
    const surrogate = `{"grant":"${alice.grant}","password":"fifteen characters \\ud800"}`
    for (let i = 0; i < 12; i++) expect((await alice.call('POST', `/v1/flows/${alice.flow}/password`, surrogate)).status).toBe(400)
    expect(await alice.commit('a passphrase long enough')).toMatchObject({ status: 200 })
  })

  test('PWD-12: a password of a megabyte is refused before anybody normalises it, and costs no refusal', async () => {
    const alice = await verified(sandbox, 'alice')
    const normalised = vi.spyOn(String.prototype, 'normalize')
    for (let i = 0; i < 12; i++)
      expect(await alice.commit('e\u0301'.repeat(500_000))).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
    const lengths = normalised.mock.contexts.map((text) => String(text).length)
    normalised.mockRestore()
    expect(lengths.filter((length) => length > 4096)).toEqual([])
    expect(await alice.commit('a passphrase long enough')).toMatchObject({ status: 200 })
  })

  test('PWD-4: what directories disagree about is refused with its reason', async () => {
    const alice = await verified(sandbox, 'alice')
    for (const [character, kind] of [
      ['\0', 'control'],
      ['\u001b', 'control'],
      ['\u0085', 'control'],
      ['\u0378', 'unassigned'],
      ['\u00a0', 'space'],
      ['\u3000', 'space']
    ]) {
      const answer = await alice.commit(`a passphrase ${character} long enough`)
      expect(answer).toMatchObject({ status: 422, body: { code: 'password_unacceptable' } })
      expect(answer.body.violations).toEqual([{ rule: 'characters', params: { kind }, message: expect.any(String) }])
    }
  })

  test('POL-6: a grant is dead after ten refused passwords', async () => {
    const alice = await verified(sandbox, 'alice')
    for (let i = 0; i < 10; i++) expect((await alice.commit('short')).status).toBe(422)
    expect(await alice.commit('a passphrase long enough')).toMatchObject({ status: 403, body: { code: 'grant_rejected' } })
  })

  test('every broken rule is told at once', async () => {
    const alice = await verified(sandbox, 'alice')
    const { body } = await alice.commit('Alice2026!')
    expect(body.violations.map(({ rule }: { rule: string }) => rule)).toEqual(expect.arrayContaining(['minLength', 'blocklist']))
  })

  test.each(['/v1/flows/x', `/v1/flows/${'A'.repeat(22)}`, '/v1/flows/..%2f..', '/v1/flows/__proto__'])(
    'ADM-4: %s is no flow',
    async (path) => {
      const alice = await started(sandbox, 'alice')
      expect(await alice.call('GET', path)).toMatchObject({ status: 404, body: { code: 'flow_not_found' } })
      expect(await alice.call('POST', `${path}/verify`, { code: '12345678' })).toMatchObject({ status: 404 })
    }
  )

  test('SES-3: without its cookie, or with another one, a flow is not found and nothing is charged', async () => {
    const [alice, bob] = [await started(sandbox, 'alice'), await started(sandbox, 'bob')]
    const right = sandbox.messages.findLast(({ to }) => to.startsWith('alice'))?.text.match(/\b\d{8}\b/)?.[0] ?? ''
    const stranger = new Visitor(sandbox.url)
    stranger.flow = alice.flow
    for (const cookie of ['', bob.cookie, '__Host-rekey=x']) {
      stranger.cookie = cookie
      for (let i = 0; i < 3; i++) expect(await stranger.verify(right)).toMatchObject({ status: 404, body: { code: 'flow_not_found' } })
      expect((await stranger.read()).status).toBe(404)
      expect((await stranger.challenge()).status).toBe(404)
      expect((await stranger.commit('a passphrase long enough', 'g')).status).toBe(404)
    }
    expect(await alice.verify(right)).toMatchObject({ status: 200 })
  })

  test('REP-3, 2: a code of another flow is refused in both', async () => {
    const [alice, bob] = [await started(sandbox, 'alice'), await started(sandbox, 'bob')]
    const codes = ['alice', 'bob'].map(
      (who) => sandbox.messages.findLast(({ to }) => to.startsWith(who))?.text.match(/\b\d{8}\b/)?.[0] ?? ''
    )
    expect((await alice.verify(codes[1] ?? '')).status).toBe(422)
    expect((await bob.verify(codes[0] ?? '')).status).toBe(422)
    const done = await verified(sandbox, 'erin')
    expect(await alice.commit('a passphrase long enough', done.grant)).toMatchObject({ status: 409 })
  })
})
