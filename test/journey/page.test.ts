// The page without a browser: what it knows, what it shows, what it finds in what is typed.
import { expect, test } from 'vitest'
import type { FlowView, Option } from '../../lambdas/flow/flow.ts'
import { en, type PageWords } from '../../lambdas/messages/page/en.ts'
import { PAGES } from '../../lambdas/messages/page/index.ts'
import { codeIn } from '../../lambdas/messages/typed-code.ts'
import type { Errand, FlowAnswer, Problem } from '../../lambdas/page/api.ts'
import { answered, asked, canResume, type Model, nextRead, opened, paused, restarted } from '../../lambdas/page/model.ts'
import { screenOf } from '../../lambdas/page/screen-of.ts'
import { footer } from '../../lambdas/view/frame.ts'
import { html } from '../../lambdas/view/html.ts'
import { render, title } from '../../lambdas/view/render.ts'
import { frameOf, type PageConfig } from '../../lambdas/view/start.ts'
import { spoken, stopwatch } from '../../lambdas/view/text.ts'
import { fc } from '../support/cases.ts'

const { ja, ar } = PAGES
const T0 = Date.UTC(2026, 0, 5, 12)
const FLOW = 'f'.repeat(22)
const POLICY = [
  { rule: 'minLength', params: { required: 15 }, message: 'at least 15 characters' },
  { rule: 'blocklist', params: {}, message: 'not a common password' }
]

const config: PageConfig = { locales: ['en', 'ja'], codeLength: 8, branding: { name: 'Acme' } }

const flow = (over: Partial<FlowView> = {}): FlowView => ({
  flow: FLOW,
  state: 'awaiting_code',
  mode: 'email',
  expiresAt: T0 + 1_800_000,
  resendAt: T0 + 60_000,
  codeUntil: T0 + 600_000,
  ...over
})

const after = (model: Model, errand: Errand, body: FlowAnswer, now = T0): Model =>
  answered(asked(model, errand), errand, { kind: 'ok', body }, now)

const refused = (model: Model, errand: Errand, problem: Omit<Problem, 'kind'>, now = T0): Model =>
  answered(asked(model, errand), errand, { kind: 'problem', ...problem }, now)

const START: Errand = { do: 'start', username: 'alice', locale: 'en' }
const VERIFY: Errand = { do: 'verify', code: '12345678' }
const COMMIT: Errand = { do: 'commit', password: 'too short' }

const begun = (over: Partial<FlowView> = {}): Model => after(opened(config), START, flow(over))
const verified = (): Model => after(begun(), VERIFY, { state: 'verified', grant: 'a-grant', policy: POLICY, expiresAt: T0 + 600_000 })

const shown = (model: Model, now = T0, words: PageWords = en): string => render(screenOf(model, now), words).text
const plain = (markup: string): string => markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test('whatever is put into markup is escaped', () => {
  fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(html`${text}`.text)))
  expect(html`<p title="${'"><script>'}">${['<', html`<b>${'&'}</b>`]}${false}${undefined}${0}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">&lt;<b>&amp;</b>0</p>'
  )
})

test('markup in a name, a mask, a rule or the branding is shown as text', () => {
  const evil = '"><img src=x onerror=alert(1)>'
  const options: Option[] = [{ id: evil, channel: 'email', masked: evil }]
  const choosing = begun({ mode: 'userselectchallenge', state: 'awaiting_choice', options })
  const password = { ...verified(), username: evil, policy: [{ rule: 'x', params: {}, message: evil }] }
  const frame = frameOf({ ...config, branding: { name: evil, help: evil, contact: evil } }, 'en')
  for (const markup of [shown(choosing), shown(password), shown({ ...opened(config), username: evil }), footer(frame, en).text])
    expect(markup).not.toContain('<img')
})

test('a contact becomes a link only where it is plainly an address of mail, telephone or the web', () => {
  const contact = (text: string): string => footer({ ...frameOf(config, 'en'), contact: text }, en).text
  expect(contact('help@acme.example')).toContain('href="mailto:help@acme.example"')
  expect(contact('+1 (202) 555-0142')).toContain('href="tel:+12025550142"')
  expect(contact('https://acme.example/help')).toContain('href="https://acme.example/help"')
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'desk 4, ground floor', 'x@y?bcc=z@y'])
    expect(contact(text)).not.toContain('href')
})

/** Words for a condition. */
const IF = /^(If |アカウントが存在する場合|Falls |Si |إذا )/

test('no screen says whether the account exists', () => {
  for (const mode of ['email', 'sms'] as const) expect(plain(shown(begun({ mode })))).toContain('If the account exists, a code was sent by')
  for (const { code } of Object.values(PAGES)) for (const text of [code.sent, code.email, code.sms, code.masked]) expect(text).toMatch(IF)
  expect(plain(shown(begun({ mode: 'userchoose', state: 'awaiting_choice', options: [] })))).toContain('If the account exists')
})

test('each state of a flow has its screen', () => {
  const step = (over: Partial<FlowView>): string => screenOf(begun(over), T0).step
  expect(step({ state: 'locating' })).toBe('locating')
  expect(step({ state: 'awaiting_choice' })).toBe('choose')
  expect(step({ state: 'awaiting_code' })).toBe('code')
  expect(step({ state: 'verified' })).toBe('password')
  expect(step({ state: 'committing' })).toBe('saving')
  expect(step({ state: 'committed' })).toBe('done')
  expect(step({ state: 'locked' })).toBe('ended')
  expect(screenOf(begun(), T0 + 1_800_000)).toMatchObject({ step: 'ended', reason: 'expired' })
})

test('the steps are counted by the mode', () => {
  expect(plain(shown(begun()))).toContain('Step 2 of 3')
  expect(plain(shown(begun({ mode: 'userchoose' })))).toContain('Step 3 of 4')
  expect(plain(shown(begun({ mode: 'userchoose' }), T0, ja))).toContain('ステップ 3 / 4')
})

test('what is typed goes to the right place by its autocomplete token', () => {
  expect(shown(opened(config))).toMatch(/name="username"[^>]*autocomplete="username"[^>]*autocapitalize="none"[^>]*spellcheck="false"/)
  expect(shown(begun())).toMatch(/inputmode="numeric" autocomplete="one-time-code"/)
  expect(shown(verified())).toMatch(/name="username" value="alice" autocomplete="username"/)
  expect(shown(verified())).toMatch(/type="password" autocomplete="new-password"/)
})

test('a form never carries what was typed into the address', () => {
  for (const model of [opened(config), begun(), verified()])
    for (const [form] of shown(model).matchAll(/<form[^>]*>/g)) expect(form).toContain('method="post"')
})

test('a wrong code names the attempts that are left, and the last one ends the flow', () => {
  const wrong = refused(begun(), VERIFY, { code: 'code_rejected', attemptsLeft: 1 })
  expect(plain(shown(wrong))).toContain('wrong or no longer valid. You have 1 attempt left.')
  expect(shown(wrong)).toContain('aria-invalid="true"')
  expect(screenOf(refused(begun(), VERIFY, { code: 'code_rejected', attemptsLeft: 0 }), T0)).toMatchObject({
    step: 'ended',
    reason: 'locked'
  })
  expect(screenOf(refused(begun(), VERIFY, { code: 'attempts_exhausted' }), T0)).toMatchObject({ reason: 'locked' })
})

test('the end of a code is announced 20 seconds before, and then a new one is the next thing to do', () => {
  const said = (now: number): string => /<p id="said"[^>]*>(.*?)<\/p>/s.exec(shown(begun(), now))?.[1] ?? 'no status'
  expect(said(T0 + 579_000)).toBe('')
  expect(said(T0 + 580_000)).toBe('The code runs out in 20 seconds.')
  expect(said(T0 + 590_500)).toBe('The code runs out in 20 seconds.')
  expect(said(T0 + 600_000)).toBe('The code has run out. Ask for a new one.')
  expect(shown(begun(), T0 + 600_000)).toMatch(/data-act="resend"[^>]*><button id="submit" class="main">/)
})

test('another code can be asked for only when its time has come', () => {
  expect(shown(begun(), T0 + 59_900)).toMatch(/data-act="resend"[^>]*><button class="quiet" disabled>New code in 0:01/)
  expect(shown(begun(), T0 + 60_000)).toMatch(/data-act="resend"[^>]*><button class="quiet">Send a new code/)
  const { resendAt: _, ...spent } = flow()
  const none = shown(after(begun(), { do: 'challenge' }, spent))
  expect(none).not.toContain('data-act="resend"')
  expect(none).toContain('No more codes can be sent')
})

test('a resend that is too soon waits as long as the server says', () => {
  const soon = refused(begun({ resendAt: T0 }), { do: 'challenge' }, { code: 'too_soon', retryAfter: 90 })
  expect(screenOf(soon, T0)).toMatchObject({ step: 'code', secondsToSend: 90 })
})

test('each violation stands on the line of its rule, and one without a line comes last', () => {
  const violations = [
    { rule: 'numPasswordsInHistory', params: {}, message: 'used before' },
    { rule: 'minLength', params: { required: 15, found: 9 }, message: '15 needed, 9 found' }
  ]
  const screen = screenOf(refused(verified(), COMMIT, { code: 'password_unacceptable', violations }), T0)
  expect(screen).toMatchObject({
    step: 'password',
    fault: 'refused',
    rules: [
      { message: '15 needed, 9 found', isBroken: true },
      { message: 'not a common password', isBroken: false },
      { message: 'used before', isBroken: true }
    ]
  })
  expect(plain(render(screen, en).text)).toContain('The password was not accepted: 2 rules are not met.')
})

test('nobody is told that they were offline in a way that loses the step', () => {
  for (const [model, errand] of [
    [opened(config), START],
    [begun(), VERIFY],
    [verified(), COMMIT]
  ] as const) {
    const offline = answered(asked(model, errand), errand, { kind: 'offline' }, T0)
    expect(screenOf(offline, T0)).toMatchObject({ step: screenOf(model, T0).step, notice: { kind: 'offline' }, isBusy: false })
    expect(shown(offline)).toContain('>Try again</button>')
  }
})

test('too many requests are told with the time that helps, which then passes', () => {
  const limited = refused(opened(config), START, { code: 'too_many_requests', retryAfter: 720 })
  expect(plain(shown(limited))).toContain('Try again in 12 minutes.')
  expect(plain(shown(limited, T0 + 700_000))).toContain('Try again in 1 minute.')
  expect(screenOf(limited, T0 + 720_000).notice).toBeUndefined()
})

test.each([
  ['flow_not_found', 'gone'],
  ['flow_expired', 'expired'],
  ['grant_rejected', 'rejected']
] as const)('%s ends the flow on the page', (code, reason) => {
  expect(screenOf(refused(verified(), COMMIT, { code }), T0)).toMatchObject({ step: 'ended', reason })
})

test('a reload of a flow that is over begins anew and says so', () => {
  const over = refused(opened(config), { do: 'read', isReload: true }, { code: 'flow_expired' })
  expect(screenOf(over, T0)).toMatchObject({ step: 'identify', notice: { kind: 'ended' } })
})

test('a step that the flow has left is looked up again', () => {
  expect(refused(verified(), COMMIT, { code: 'out_of_order' }).isStale).toBe(true)
  expect(refused(verified(), { do: 'read' }, { code: 'out_of_order' }).isStale).toBe(false)
})

test('while locating the page asks again when the server said, and not while something is wrong', () => {
  const locating = begun({ mode: 'userselectchallenge', state: 'locating', readyAt: T0 + 2000 })
  expect(nextRead(locating, T0)).toBe(T0 + 2000)
  expect(nextRead(answered(locating, { do: 'read' }, { kind: 'offline' }, T0), T0)).toBeUndefined()
  expect(nextRead(begun(), T0)).toBeUndefined()
})

test('who goes back to the first step can go on, until the flow is over', () => {
  expect(canResume({ ...begun(), isAside: true })).toBe(true)
  expect(screenOf({ ...begun(), isAside: true }, T0)).toMatchObject({ step: 'identify', username: 'alice', canResume: true })
  const done = { ...after(verified(), COMMIT, { state: 'committed' }), isAside: true }
  expect(screenOf(done, T0)).toMatchObject({ step: 'identify', username: '', canResume: false })
})

test('after the change neither name nor grant is left on the page', () => {
  const done = after(verified(), COMMIT, { state: 'committed' })
  expect(JSON.stringify(verified())).toMatch(/alice.*a-grant/)
  expect(JSON.stringify(done)).not.toMatch(/alice|a-grant/)
  expect(screenOf(done, T0).step).toBe('done')
  expect(restarted(begun())).toEqual({ ...opened(config), username: 'alice' })
})

test('the tab is named after the step and the brand', () => {
  expect(title(screenOf(begun(), T0), frameOf(config, 'en'), en)).toBe('Enter your code · Acme')
})

test('the first step, which knows no mode, names no way of a code', () => {
  const WAYS = /mail|correo|courriel|SMS|メール|بريد|نصية/i
  for (const [locale, { identify }] of Object.entries(PAGES)) expect([locale, WAYS.test(identify.lead)]).toEqual([locale, false])
  expect(plain(shown(opened(config)))).toContain(en.identify.lead)
})

test('only what still stands in a field is said not to be lost', () => {
  const lost = en.notice.kept
  const offline = (errand: Errand, model = begun()) => answered(asked(model, errand), errand, { kind: 'offline' }, T0)
  for (const errand of [START, VERIFY, COMMIT]) expect(plain(shown(offline(errand)))).toContain(`${en.notice.offline} ${lost}`)
  expect(plain(shown(offline({ do: 'read', isReload: true }, opened(config))))).toMatch(/You seem to be offline\.(?! Nothing)/)
  const plainly = { ...screenOf(offline(VERIFY), T0), plain: { token: 't' } }
  expect(plain(render(plainly, en).text)).toMatch(/You seem to be offline\.(?! Nothing)/)
})

test('a password that was not even read is refused without a count, and one that is too large by its length', () => {
  for (const code of ['request_invalid', 'password_unacceptable']) {
    const unread = { ...verified(), violations: [{ rule: 'x', params: {}, message: 'of the one before' }] }
    const text = plain(shown(refused(unread, COMMIT, { code })))
    expect([code, text]).toEqual([code, expect.stringContaining(en.password.unaccepted)])
    expect(text).not.toMatch(/rules? (is|are) not met/)
  }
  const large = screenOf(refused(verified(), COMMIT, { code: 'body_too_large' }), T0, ({ rule }) => rule)
  expect(plain(render(large, en).text)).toMatch(/1 rule is not met\. .*maxBytes/)
})

test('what was said of a password holds no longer once it is on its way, or was refused', () => {
  const typed = paused({ ...verified(), standings: { minLength: 'met', blocklist: 'later' } })
  expect(typed.tally).toEqual({ met: 1, total: 1 })
  expect(asked(typed, COMMIT).tally).toBeUndefined()
  const judged = paused(asked(typed, COMMIT))
  expect(answered(judged, COMMIT, { kind: 'problem', code: 'password_unacceptable', violations: [] }, T0).tally).toBeUndefined()
  expect(paused(refused(typed, COMMIT, { code: 'password_unacceptable' })).tally).toBeUndefined()
})

test('times are said as people say them', () => {
  expect([0, 45, 600, 7200].map((seconds) => spoken(seconds, en))).toEqual(['1 second', '45 seconds', '10 minutes', '2 hours'])
  expect(spoken(600, ja)).toBe('10 分')
  expect(spoken(120, ar)).toBe('دقيقتان')
  expect(stopwatch(65, en)).toBe('1:05')
  expect(stopwatch(65, ar)).toBe('1:05')
})

test.each([
  ['12345678', '12345678'],
  ['1234 5678', '12345678'],
  ['1234-5678', '12345678'],
  [' １２３４ ５６７８ ', '12345678'],
  ['١٢٣٤٥٦٧٨', '12345678'],
  ['۱۲۳۴۵۶۷۸', '12345678'],
  ['Your code is 1234 5678. It is valid for 10 minutes.', '12345678'],
  ['Call +1 202 555 0142 or use 12345678', '12345678'],
  ['Acme code 12345678\n\n@reset.acme.example #12345678', '12345678'],
  ['1234567', undefined],
  ['123456789', undefined],
  ['12345678 or 87654321?', undefined],
  ['', undefined]
])('in %j the code is %j', (text, code) => {
  expect(codeIn(text, 8)).toBe(code)
})
