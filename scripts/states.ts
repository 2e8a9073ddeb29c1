// Every state that the page can be in, as the deployed markup and style show it: for the pictures, and for the tests that look at all.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { Option } from '../lambdas/flow/flow.ts'
import { LOCALES, type Locale } from '../lambdas/messages/locales.ts'
import { PAGES } from '../lambdas/messages/page/index.ts'
import { sentence } from '../lambdas/messages/policy/index.ts'
import { documentOf, iconOf, styleOf } from '../lambdas/view/document.ts'
import { html } from '../lambdas/view/html.ts'
import type { Plain } from '../lambdas/view/plain.ts'
import type { CodeScreen, EndedScreen, Notice, PasswordScreen, RuleLine, Screen, Standing } from '../lambdas/view/screen.ts'
import { frameOf, type PageConfig } from '../lambdas/view/start.ts'
import { buildPage } from './page.ts'

const CONFIG: PageConfig = {
  locales: LOCALES,
  codeLength: 8,
  branding: { name: 'Example Corp', contact: 'help@example.com' }
}

const MASKED: readonly Option[] = [
  { id: 'a', channel: 'email', masked: 'a•••••@e••••••.com' },
  { id: 'b', channel: 'sms', masked: '+1 ••• ••• ••42' }
]
const WORDS: readonly Option[] = [
  { id: 'a', channel: 'email' },
  { id: 'b', channel: 'sms' }
]

const POLICY = [
  { rule: 'minLength', params: { required: 15 } },
  { rule: 'maxLength', params: { allowed: 128 } },
  { rule: 'minNumerals', params: { required: 1 } },
  { rule: 'blocklist', params: {} }
] as const

const FOUND: Readonly<Record<string, Record<string, number>>> = { minLength: { found: 8 }, minNumerals: { found: 0 } }

type Told = Standing | 'broken' | undefined

const rulesIn = (locale: Locale, told: readonly Told[]): RuleLine[] =>
  POLICY.map(({ rule, params }, index) => {
    const isBroken = told[index] === 'broken'
    const message = sentence(rule, isBroken ? { ...params, ...FOUND[rule] } : params, locale)
    return { rule, params, message, isBroken, standing: isBroken ? undefined : (told[index] as Standing | undefined) }
  })

const calm = { isBusy: false } as const
const identify = { ...calm, step: 'identify', username: '', canResume: false } as const
const named = (notice: Notice): Screen => ({ ...identify, username: 'alice', notice })
const choose = { ...calm, step: 'choose', mode: 'userselectchallenge', options: MASKED, canGoBack: false, secondsToSend: 0 } as const
const code = { ...calm, step: 'code', mode: 'userselectchallenge', digits: 8, isResent: false, canSwitch: true } as const
const sent: CodeScreen = { ...code, channel: 'email', masked: MASKED[0]?.masked, secondsLeft: 590, secondsToSend: 47 }
const ended = (reason: EndedScreen['reason']): Screen => ({ ...calm, step: 'ended', reason, returnTo: 'https://portal.example.com/' })

const password = (locale: Locale, told: readonly Told[], over: Partial<PasswordScreen> = {}): Screen => ({
  ...calm,
  step: 'password',
  mode: 'userselectchallenge',
  username: 'alice',
  rules: rulesIn(locale, told),
  isRevealed: false,
  canSuggest: true,
  secondsLeft: 600,
  ...over
})

/** Each state by its name, in a language. */
const screensIn = (locale: Locale) =>
  ({
    identify,
    'identify-missing': { ...identify, fault: 'missing' },
    'identify-again': { ...identify, canResume: true, notice: { kind: 'ended' } },
    locating: { ...calm, step: 'locating', mode: 'userselectchallenge' },
    choose,
    'choose-word': { ...choose, mode: 'userchoose', options: WORDS, chosen: 'a' },
    'choose-missing': { ...choose, fault: 'missing' },
    'choose-wait': { ...choose, chosen: 'b', canGoBack: true, secondsToSend: 47 },
    code: sent,
    'code-word': { ...sent, mode: 'sms', channel: 'sms', masked: undefined, canSwitch: false, secondsToSend: 0 },
    'code-wrong': { ...sent, fault: 'rejected', attemptsLeft: 3 },
    'code-resent': { ...sent, isResent: true },
    'code-ending': { ...sent, secondsLeft: 17, secondsToSend: 0 },
    'code-over': { ...sent, secondsLeft: 0, secondsToSend: 0 },
    'code-last': { ...sent, secondsLeft: 0, secondsToSend: undefined },
    password: password(locale, ['unmet', 'met', 'unmet', 'later']),
    'password-typed': password(locale, ['met', 'met', 'unmet', 'later'], { tally: { met: 2, total: 3 } }),
    'password-suggested': password(locale, ['met', 'met', 'met', 'later'], { isRevealed: true, isSuggested: true }),
    'password-refused': password(locale, ['broken', 'met', 'broken', 'broken'], { fault: 'refused' }),
    'password-ending': password(locale, ['unmet', 'met', 'unmet', 'later'], { secondsLeft: 17 }),
    saving: { ...calm, step: 'saving' },
    done: { ...calm, step: 'done', returnTo: 'https://portal.example.com/' },
    expired: ended('expired'),
    locked: ended('locked'),
    gone: ended('gone'),
    rejected: ended('rejected'),
    offline: { ...sent, notice: { kind: 'offline', isKept: true } },
    unavailable: named({ kind: 'unavailable', isKept: true }),
    problem: named({ kind: 'problem', isKept: true }),
    'too-many': named({ kind: 'tooMany', secondsLeft: 720 })
  }) as const satisfies Readonly<Record<string, Screen>>

export type State = keyof ReturnType<typeof screensIn>

/** The names of all states. */
export const STATES = Object.keys(screensIn('en')) as State[]

/** What stands in the fields of a state; it is never in the markup. */
const TYPED: Partial<Record<State, Readonly<Record<string, string>>>> = {
  'code-wrong': { '#code': '12345678' },
  offline: { '#code': '12345678' },
  'password-typed': { '#password': 'correct horse battery' },
  'password-suggested': { '#password': 'bahava-vatu-vupuro-7-jipusi' },
  'password-refused': { '#password': 'password' }
}

const PLAIN: Plain = { token: 't'.repeat(43), flow: 'f'.repeat(22), grant: 'g'.repeat(43) }

const ORIGIN = 'https://reset.example.com/'

export interface States {
  /** Shows a state; `plain` as it is where no script runs. */
  show(page: Page, state: State, locale: Locale, plain?: 'plain'): Promise<void>
}

/** Shows any state in the pages of this browser, under an address of its own. One document takes them all, because loading takes longest. */
export async function serveStates(context: BrowserContext): Promise<States> {
  const { css, svg } = await builtStyle()
  const head = html`${iconOf(svg)}${styleOf(css)}`
  await context.route(`${ORIGIN}**`, (route) => route.fulfill({ body: '<!doctype html>', contentType: 'text/html; charset=utf-8' }))
  return {
    async show(page, state, locale, plain) {
      if (page.url() !== ORIGIN) await page.goto(ORIGIN)
      const screen: Screen = { ...screensIn(locale)[state], plain: plain && PLAIN }
      const frame = { ...frameOf(CONFIG, locale), path: plain && '/' }
      await page.evaluate(become, documentOf(screen, frame, PAGES[locale], { head }).text)
      for (const [field, text] of Object.entries(TYPED[state] ?? {})) await page.locator(field).fill(text)
    }
  }
}

/** Runs in the page. */
function become(text: string): void {
  const { documentElement: next } = new DOMParser().parseFromString(text, 'text/html')
  const { documentElement: root } = document
  root.lang = next.lang
  root.dir = next.dir
  root.replaceChildren(...next.childNodes)
  scrollTo(0, 0)
}

async function builtStyle(): Promise<{ css: string; svg: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-style-'))
  try {
    await buildPage(folder)
    const [css, svg] = await Promise.all(['page.css', 'icon.svg'].map((name) => readFile(join(folder, name), 'utf8')))
    return { css: css ?? '', svg: svg ?? '' }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
