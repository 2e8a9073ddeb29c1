// The language that somebody asks for goes all the way: page or header → flow → message → policy → notice.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { sentence } from '../../lambdas/messages/policy/index.ts'
import { textsFor } from '../../lambdas/messages/texts.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, Visitor } from '../support/visitor.ts'

const BRAND = 'Example Corp'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'email', settings: { MAIL_SUBJECT_CODE: 'true' } })
})
afterAll(() => sandbox.stop())
// So that nobody's hourly budget is used up.
beforeEach(() => sandbox.clock.advance(7200))

const subject = (locale: string): string => textsFor(locale).codeMail({ minutes: 10, brand: BRAND, host: 'x', contact: undefined }).subject

describe.each(LOCALES)('in %s', (locale) => {
  test('code, rules, violations and notice are in the language of the page', async () => {
    const visitor = new Visitor(sandbox.url)
    await visitor.start('alice', { locale })
    await sandbox.settled()
    const mail = sandbox.messages.at(-1)
    expect(mail?.html).toContain(`<html lang="${locale}"`)
    expect(mail?.subject).toBe(`${lastCode(sandbox)} · ${subject(locale)}`)
    const proved = await visitor.verify(lastCode(sandbox))
    expect(proved.body.policy[0].message).toBe(sentence('minLength', { required: 15 }, locale))
    const refusal = await visitor.commit('too short')
    expect(refusal.body.violations[0].message).toBe(sentence('minLength', { required: 15, found: 9 }, locale))
    expect(await visitor.commit(`correct horse battery ${locale}`)).toMatchObject({ status: 200 })
    await sandbox.settled()
    const notice = sandbox.messages.findLast(({ channel }) => channel === 'email')
    expect(notice?.subject).toBe(textsFor(locale).changedMail({ at: 0, area: '', brand: BRAND, contact: undefined }).subject)
  })

  test('the browser’s languages choose where the page does not', async () => {
    await new Visitor(sandbox.url).call('POST', '/v1/flows', { username: 'bob' }, { 'accept-language': `xx, ${locale}-XX;q=0.8` })
    await sandbox.settled()
    expect(sandbox.messages.at(-1)?.subject).toContain(subject(locale))
  })
})
