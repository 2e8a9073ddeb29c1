// No step can be skipped, repeated or taken late.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { binds, changeElsewhere, firstPassword } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, started, Visitor, verified, wrongCode } from '../support/visitor.ts'

const NEW = 'a passphrase for this test'

describe('the steps', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, mode: 'email' })
  })
  afterAll(() => sandbox.stop())
  beforeEach(() => sandbox.clock.advance(86_400))

  test('SES-6, 1: a commit before its time is refused in every state, and changes nothing', async () => {
    const visitor = await started(sandbox, 'bob')
    expect(await visitor.commit(NEW, 'g'.repeat(43))).toMatchObject({ status: 409, body: { code: 'out_of_order' } })
    await visitor.verify(wrongCode(lastCode(sandbox)))
    expect(await visitor.commit(NEW, 'g'.repeat(43))).toMatchObject({ status: 409, body: { code: 'out_of_order' } })
    await visitor.verify(lastCode(sandbox))
    expect(await visitor.commit(NEW, 'g'.repeat(43))).toMatchObject({ status: 403, body: { code: 'grant_rejected' } })
    expect(await binds(sandbox, 'bob', firstPassword(sandbox, 'bob'))).toBe(true)
  })

  test('SES-6: a verified flow takes no code and no challenge', async () => {
    const visitor = await verified(sandbox, 'alice')
    expect(await visitor.verify(lastCode(sandbox))).toMatchObject({ status: 409, body: { code: 'out_of_order' } })
    sandbox.clock.advance(200)
    expect(await visitor.challenge()).toMatchObject({ status: 409, body: { code: 'out_of_order' } })
  })

  test('REP-1, REP-4, REP-6: after a commit every step is refused, and GET says committed', async () => {
    const visitor = await verified(sandbox, 'alice')
    const code = lastCode(sandbox)
    const { grant } = visitor
    expect((await visitor.commit(NEW)).status).toBe(200)
    expect(await visitor.commit('another passphrase for it', grant)).toMatchObject({ status: 409, body: { code: 'out_of_order' } })
    expect(await visitor.verify(code)).toMatchObject({ status: 409 })
    expect(await visitor.challenge()).toMatchObject({ status: 409 })
    expect((await visitor.read()).body).toMatchObject({ state: 'committed' })
    expect(await binds(sandbox, 'alice', NEW)).toBe(true)
  })

  test('SES-10: a commit ends the cookie and starts no session', async () => {
    const visitor = await verified(sandbox, 'alice')
    const done = await visitor.commit('one more passphrase for alice')
    expect(done.headers.get('set-cookie')).toBe('__Host-rekey=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict')
    expect(done.text).toBe('{"state":"committed"}')
  })

  test('OTP-9: a code is good until its life ends, not after', async () => {
    const [early, late] = [await started(sandbox, 'alice'), await started(sandbox, 'bob')]
    const codes = sandbox.messages.slice(-2).map(({ text }) => /\b\d{8}\b/.exec(text)?.[0] ?? '')
    sandbox.clock.advance(595)
    expect((await early.verify(codes[0] ?? '')).status).toBe(200)
    sandbox.clock.advance(10)
    expect(await late.verify(codes[1] ?? '')).toMatchObject({ status: 422, body: { code: 'code_rejected' } })
    sandbox.clock.advance(1200)
    expect(await late.verify(codes[1] ?? '')).toMatchObject({ status: 410, body: { code: 'flow_expired' } })
    expect(await late.read()).toMatchObject({ status: 410, body: { code: 'flow_expired' } })
    expect(await late.challenge()).toMatchObject({ status: 410 })
  })

  test('OTP-10: what a client says of the time is not heard', async () => {
    const visitor = await started(sandbox, 'alice')
    const [code, path] = [lastCode(sandbox), `/v1/flows/${visitor.flow}`]
    const at = (seconds: number): Record<string, string> => {
      const date = new Date(sandbox.clock.now() + seconds * 1000)
      return {
        date: date.toUTCString(),
        'x-amz-date': date.toISOString().replace(/[-:]|\.\d+/g, ''),
        'x-request-start': `t=${date.getTime()}`,
        'if-unmodified-since': date.toUTCString()
      }
    }
    expect(await visitor.call('POST', `${path}/challenge`, {}, at(3600))).toMatchObject({ status: 429, body: { code: 'too_soon' } })
    for (const field of ['exp', 'expiresAt', 'codeUntil', 'now', 'startedAt', 'version']) {
      const body = { code, [field]: sandbox.clock.now() + 3_600_000 }
      expect(await visitor.call('POST', `${path}/verify`, body)).toMatchObject({ status: 400, body: { code: 'request_invalid' } })
    }
    const more = `?now=0&expiresAt=${sandbox.clock.now() + 3_600_000}`
    sandbox.clock.advance(601)
    expect(await visitor.call('POST', `${path}/verify${more}`, { code }, at(-600))).toMatchObject({
      status: 422,
      body: { attemptsLeft: 4 }
    })
    sandbox.clock.advance(1200)
    for (const headers of [at(-1800), at(3600)]) {
      expect(await visitor.call('GET', `${path}${more}`, undefined, headers)).toMatchObject({ status: 410, body: { code: 'flow_expired' } })
      expect(await visitor.call('POST', `${path}/verify`, { code }, headers)).toMatchObject({ status: 410 })
    }
  })

  test('23: a grant is good until its life ends, not after', async () => {
    const visitor = await verified(sandbox, 'bob')
    sandbox.clock.advance(601)
    expect(await visitor.commit(NEW)).toMatchObject({ status: 410, body: { code: 'flow_expired' } })
    expect(await binds(sandbox, 'bob', firstPassword(sandbox, 'bob'))).toBe(true)
  })

  test('OTP-4, OTP-5: attempts are counted over all codes of a flow, and the sixth is refused although right', async () => {
    const visitor = await started(sandbox, 'alice')
    for (let left = 4; left >= 2; left--)
      expect(await visitor.verify(wrongCode(lastCode(sandbox)))).toMatchObject({
        status: 422,
        body: { code: 'code_rejected', attemptsLeft: left }
      })
    sandbox.clock.advance(61)
    await visitor.challenge()
    await sandbox.settled()
    for (const left of [1, 0])
      expect((await visitor.verify(wrongCode(lastCode(sandbox)))).body).toMatchObject({ code: 'code_rejected', attemptsLeft: left })
    expect(await visitor.verify(lastCode(sandbox))).toMatchObject({ status: 429, body: { code: 'attempts_exhausted' } })
    expect((await visitor.read()).body.state).toBe('locked')
    sandbox.clock.advance(200)
    expect(await visitor.challenge()).toMatchObject({ status: 429, body: { code: 'attempts_exhausted' } })
  })

  test('REP-2: an older code is refused after a resend, and costs an attempt', async () => {
    const visitor = await started(sandbox, 'alice')
    const first = lastCode(sandbox)
    expect(await visitor.challenge()).toMatchObject({ status: 429, body: { code: 'too_soon', retryAfter: expect.any(Number) } })
    sandbox.clock.advance(60)
    expect(await visitor.challenge()).toMatchObject({ status: 202 })
    await sandbox.settled()
    expect(await visitor.verify(first)).toMatchObject({ status: 422, body: { attemptsLeft: 4 } })
    expect((await visitor.verify(lastCode(sandbox))).status).toBe(200)
  })

  test('RAC-3: three codes are sent at most, 60 and 120 seconds apart', async () => {
    const visitor = await started(sandbox, 'alice')
    const before = sandbox.messages.length
    sandbox.clock.advance(60)
    expect((await visitor.challenge()).status).toBe(202)
    await sandbox.settled()
    sandbox.clock.advance(60)
    expect((await visitor.challenge()).headers.get('retry-after')).toBe('60')
    sandbox.clock.advance(60)
    const last = await visitor.challenge()
    expect(last.status).toBe(202)
    expect(last.body).not.toHaveProperty('resendAt')
    await sandbox.settled()
    sandbox.clock.advance(600)
    expect(await visitor.challenge()).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    expect(sandbox.messages.length - before).toBe(2)
  })

  test('OTP-6, 11: free new flows do not buy more guesses at one account than its day allows', async () => {
    let compared = 0
    for (let flow = 0; flow < 4; flow++) {
      const visitor = await started(sandbox, 'erin')
      for (let i = 0; i < 5; i++) if ((await visitor.verify(wrongCode(lastCode(sandbox)))).body.code === 'code_rejected') compared++
      sandbox.clock.advance(3600)
    }
    expect(compared).toBe(20)
    // Ten failures from one address are charged; from then on even the right code is refused, and nobody can tell.
    const visitor = await started(sandbox, 'erin')
    expect(await visitor.verify(lastCode(sandbox))).toMatchObject({ status: 422, body: { code: 'code_rejected' } })
  })

  test('22: a password that was changed elsewhere ends the flow', async () => {
    const visitor = await verified(sandbox, 'alice')
    const other = await verified(sandbox, 'bob')
    await changeElsewhere(sandbox, 'alice', 'changed at the help desk')
    expect(await visitor.commit(NEW)).toMatchObject({ status: 403, body: { code: 'grant_rejected' } })
    expect(await visitor.read()).toMatchObject({ status: 410 })
    expect(await binds(sandbox, 'alice', 'changed at the help desk')).toBe(true)
    expect((await other.commit('a passphrase for bob now')).status).toBe(200)
  })

  test('SES-1: a cookie that was set before is not taken over', async () => {
    const visitor = new Visitor(sandbox.url)
    visitor.cookie = `__Host-rekey=${'A'.repeat(43)}`
    const answer = await visitor.start('alice')
    expect(answer.headers.get('set-cookie')).not.toContain('A'.repeat(43))
    const fixed = new Visitor(sandbox.url)
    Object.assign(fixed, { flow: visitor.flow, cookie: `__Host-rekey=${'A'.repeat(43)}` })
    expect((await fixed.read()).status).toBe(404)
  })
})
