// A reset in each mode over HTTP, from the forgotten password to a bind with the new one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binds, firstPassword } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, started, Visitor } from '../support/visitor.ts'

const NEW = 'correct horse battery staple'

function inMode(mode: string, walk: (sandbox: () => Sandbox) => void) {
  describe(mode, () => {
    let sandbox: Sandbox
    beforeAll(async () => {
      sandbox = await startSandbox({ port: 0, mode })
    })
    afterAll(() => sandbox.stop())
    walk(() => sandbox)
  })
}

/** From a code that has arrived to a bind. */
async function finish(sandbox: Sandbox, visitor: Visitor, username: string) {
  const old = firstPassword(sandbox, username)
  const proved = await visitor.verify(lastCode(sandbox))
  expect(proved).toMatchObject({ status: 200, body: { state: 'verified', grant: expect.any(String), expiresAt: expect.any(Number) } })
  expect(proved.body.policy).toContainEqual({ rule: 'minLength', params: { required: expect.any(Number) }, message: expect.any(String) })
  expect((await visitor.read()).body).toMatchObject({ state: 'verified', grant: visitor.grant, policy: proved.body.policy })
  expect(await visitor.commit(NEW)).toMatchObject({ status: 200, body: { state: 'committed' } })
  await sandbox.settled()
  expect(await binds(sandbox, username, NEW)).toBe(true)
  expect(await binds(sandbox, username, old)).toBe(false)
  expect((await visitor.read()).body.state).toBe('committed')
}

inMode('email', (sandbox) => {
  test('NOT-1, 53: a code by mail resets the password, and both addresses hear of it', async () => {
    const visitor = new Visitor(sandbox().url)
    const begun = await visitor.start('alice')
    expect(begun).toMatchObject({
      status: 202,
      body: { flow: expect.stringMatching(/^[\w-]{22}$/), state: 'awaiting_code', mode: 'email' }
    })
    expect(begun.body.resendAt - begun.body.expiresAt).toBe(60_000 - 1_800_000)
    await sandbox().settled()
    expect(sandbox().messages).toHaveLength(1)
    expect(sandbox().messages[0]).toMatchObject({ channel: 'email', to: 'alice@example.com' })
    await finish(sandbox(), visitor, 'alice')
    const notices = sandbox().messages.slice(1)
    expect(notices.map(({ to }) => to).toSorted()).toEqual(['+12025550101', 'alice@example.com'])
    for (const { text } of notices) {
      expect(text).not.toContain(NEW)
      expect(text).not.toMatch(/https?:\/\//)
    }
  })

  test('somebody locked by wrong logins may reset, and is unlocked', async () => {
    const visitor = await started(sandbox(), 'erin')
    await finish(sandbox(), visitor, 'erin')
  })

  test('a name with every special character is found by its login and reset alone', async () => {
    const visitor = await started(sandbox(), 'oneil')
    await finish(sandbox(), visitor, 'oneil')
    expect(await binds(sandbox(), 'bob', firstPassword(sandbox(), 'bob'))).toBe(true)
  })

  test('a member of the stricter group is held to its policy', async () => {
    const visitor = await started(sandbox(), 'grace')
    const proved = await visitor.verify(lastCode(sandbox()))
    expect(proved.body.policy).toContainEqual(expect.objectContaining({ rule: 'minLength', params: { required: 20 } }))
    const refusal = await visitor.commit('seventeen chars!!')
    expect(refusal).toMatchObject({ status: 422, body: { code: 'password_unacceptable' } })
    expect(refusal.body.violations).toEqual([
      { rule: 'minLength', params: { required: 20, found: 17 }, message: expect.stringContaining('20') }
    ])
    expect(await visitor.commit(NEW)).toMatchObject({ status: 200 })
  })

  test('Japanese is spoken to whoever asks for it', async () => {
    const visitor = new Visitor(sandbox().url)
    await visitor.start('bob', { locale: 'ja-JP' })
    await sandbox().settled()
    expect(sandbox().messages.at(-1)?.text).toMatch(/[\u3040-\u30ff]/)
    const proved = await visitor.verify(lastCode(sandbox()))
    expect(proved.body.policy[0].message).toContain('文字')
  })
})

inMode('sms', (sandbox) => {
  test('a code by SMS resets the password', async () => {
    const visitor = await started(sandbox(), 'carol')
    const [message] = sandbox().messages
    expect(message).toMatchObject({ channel: 'sms', to: '+12025550103' })
    expect(message?.text.split('\n').at(-1)).toBe(`@127.0.0.1 #${lastCode(sandbox())}`)
    await finish(sandbox(), visitor, 'carol')
  })
})

inMode('userchoose', (sandbox) => {
  test('the person picks a word, and sees no value', async () => {
    const visitor = new Visitor(sandbox().url)
    const begun = await visitor.start('alice')
    expect(begun.body).toMatchObject({ state: 'awaiting_choice', mode: 'userchoose' })
    expect(begun.body.options.map((option: { channel: string }) => option.channel)).toEqual(['email', 'sms'])
    expect(begun.text).not.toMatch(/masked|example\.com|0101/)
    const sms = begun.body.options[1].id
    expect(await visitor.challenge(sms)).toMatchObject({ status: 202, body: { state: 'awaiting_code', resendAt: expect.any(Number) } })
    await sandbox().settled()
    expect(sandbox().messages).toMatchObject([{ channel: 'sms', to: '+12025550101' }])
    await finish(sandbox(), visitor, 'alice')
  })

  test('a channel that the person does not have sends nothing and looks the same', async () => {
    const [bob, alice] = [new Visitor(sandbox().url), new Visitor(sandbox().url)]
    const before = sandbox().messages.length
    const chosen = []
    for (const [visitor, who] of [
      [bob, 'bob'],
      [alice, 'grace']
    ] as const) {
      const { body } = await visitor.start(who)
      chosen.push(await visitor.challenge(body.options[1].id))
    }
    await sandbox().settled()
    expect(Object.keys(chosen[0]?.body)).toEqual(Object.keys(chosen[1]?.body))
    expect(
      sandbox()
        .messages.slice(before)
        .filter(({ to }) => to.includes('bob'))
    ).toEqual([])
  })
})

inMode('userselectchallenge', (sandbox) => {
  test('the person picks a masked address', async () => {
    const visitor = new Visitor(sandbox().url)
    const begun = await visitor.start('alice')
    expect(begun.body).toMatchObject({ state: 'locating', mode: 'userselectchallenge' })
    expect(begun.body.readyAt).toBe(begun.body.expiresAt - 1_800_000 + 2000)
    await sandbox().settled()
    expect((await visitor.read()).body.state).toBe('locating')
    sandbox().clock.advance(2)
    const { options, state } = (await visitor.read()).body
    expect(state).toBe('awaiting_choice')
    expect(options.map(({ channel, masked }: { channel: string; masked: string }) => [channel, masked])).toEqual([
      ['email', 'a•••••@•••••.com'],
      ['sms', '•••••••• 01']
    ])
    await visitor.challenge(options[0].id)
    await sandbox().settled()
    expect(sandbox().messages).toMatchObject([{ channel: 'email', to: 'alice@example.com' }])
    await finish(sandbox(), visitor, 'alice')
  })

  test('the channel can be switched, and the code before it dies', async () => {
    const visitor = await started(sandbox(), 'erin')
    sandbox().clock.advance(2)
    const { options } = (await visitor.read()).body
    await visitor.challenge(options[0].id)
    await sandbox().settled()
    const first = lastCode(sandbox())
    expect(await visitor.challenge(options[1]?.id ?? options[0].id)).toMatchObject({ status: 429, body: { code: 'too_soon' } })
    sandbox().clock.advance(60)
    expect(await visitor.challenge(options[1]?.id ?? options[0].id)).toMatchObject({ status: 202 })
    await sandbox().settled()
    expect(lastCode(sandbox())).not.toBe(first)
    expect(await visitor.verify(first)).toMatchObject({ status: 422, body: { code: 'code_rejected', attemptsLeft: 4 } })
    expect(await visitor.verify(lastCode(sandbox()))).toMatchObject({ status: 200 })
  })
})
