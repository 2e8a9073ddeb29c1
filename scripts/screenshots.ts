// Takes the pictures of docs/img and writes docs/pages.md around them, so that both stay true: every state of the page, at a desk and on a
// phone, in light and in dark, some of them in every language; and the sandbox after a reset.
//   node --import ./scripts/node24.mjs scripts/screenshots.ts
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Console } from '../bin/sandbox/console.ts'
import { isolateFromAws } from '../bin/sandbox/isolation.ts'
import { startSandbox } from '../bin/sandbox/start.ts'
import { LOCALES, type Locale } from '../lambdas/messages/locales.ts'
import { LOCALE_NAMES } from '../lambdas/messages/page/names.ts'
import { openBrowser } from './chromium.ts'
import { STATES, type State, serveStates } from './states.ts'

const DOCS = join(import.meta.dirname, '../docs')
const OUT = join(DOCS, 'img/states')

const DESK = { viewport: { width: 720, height: 640 }, deviceScaleFactor: 1.5 } as const
const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 1.5 } as const

const LOOKS = {
  'desk-light': { ...DESK, colorScheme: 'light' },
  'desk-dark': { ...DESK, colorScheme: 'dark' },
  'phone-light': { ...PHONE, colorScheme: 'light' },
  'phone-dark': { ...PHONE, colorScheme: 'dark' }
} as const satisfies Readonly<Record<string, BrowserContextOptions>>
type Look = keyof typeof LOOKS

/** What is shown in the other languages too. */
const SPOKEN: readonly State[] = ['identify', 'choose', 'code-wrong', 'password-typed', 'done']
const OTHERS = LOCALES.filter((locale) => locale !== 'en')

const pictureOf = (state: State, look: Look): string => `img/states/${state}-${look}.webp`
const spokenOf = (state: State, locale: Locale): string => `img/states/${state}-${locale}.webp`

/** The paths of all pictures of states, below docs. */
export const pictures = (): string[] => [
  ...STATES.flatMap((state) => Object.keys(LOOKS).map((look) => pictureOf(state, look as Look))),
  ...SPOKEN.flatMap((state) => OTHERS.map((locale) => spokenOf(state, locale)))
]

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const shown = (path: string, width: number): string => `<img src="${path}" width="${width}" alt="">`

/** The text of docs/pages.md. */
export const contents = (): string => `# The page, state by state

Made by \`scripts/screenshots.ts\` from the markup and the style that are deployed. \`test/journey/accessibility.test.ts\` holds each of these
states to axe-core, in light and in dark and in every language; \`test/journey/reflow.test.ts\` to a window of 320 pixels and to doubled text.

${row(['state', 'desk, light', 'desk, dark', 'phone, light', 'phone, dark'])}
${row(['---', '---', '---', '---', '---'])}
${STATES.map((state) => row([`\`${state}\``, ...(Object.keys(LOOKS) as Look[]).map((look) => shown(pictureOf(state, look), look.startsWith('desk') ? 320 : 160))])).join('\n')}

## In the other languages

${row(['state', ...OTHERS.map((locale) => LOCALE_NAMES[locale])])}
${row(['---', ...OTHERS.map(() => '---')])}
${SPOKEN.map((state) => row([`\`${state}\``, ...OTHERS.map((locale) => shown(spokenOf(state, locale), 160))])).join('\n')}
`

/** The whole page as a small file. */
async function take(page: Page, path: string): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: document.documentElement.scrollHeight }))
  const clip = { x: 0, y: 0, width, height, scale: 1 }
  const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: 78, captureBeyondViewport: true, clip })
  await writeFile(path, Buffer.from(data, 'base64'))
  await browser.detach()
}

async function takeStates(): Promise<void> {
  await rm(OUT, { recursive: true, force: true })
  await mkdir(OUT, { recursive: true })
  for (const [look, options] of Object.entries(LOOKS)) {
    const browser = await openBrowser({ ...options, locale: 'en-GB', reducedMotion: 'reduce' })
    const states = await serveStates(browser.context)
    const page = await browser.context.newPage()
    for (const state of STATES) {
      await states.show(page, state, 'en')
      await take(page, join(DOCS, pictureOf(state, look as Look)))
    }
    for (const locale of look === 'phone-light' ? OTHERS : []) {
      for (const state of SPOKEN) {
        await states.show(page, state, locale)
        await take(page, join(DOCS, spokenOf(state, locale)))
      }
    }
    await browser.close()
  }
}

const silent: Console = { line: () => {}, log: () => {}, message: () => {}, fault: console.error }

/** The mailbox and the phone, after a reset with a code for each. */
async function takeSandbox(): Promise<void> {
  const sandbox = await startSandbox({ port: 0, mode: 'userselectchallenge', console: silent })
  const browser = await openBrowser({
    viewport: { width: 960, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    reducedMotion: 'reduce'
  })
  const page = await browser.context.newPage()
  await page.goto(sandbox.url)
  await page.locator('#username').fill('alice')
  await page.keyboard.press('Enter')
  await page.locator('.choice').first().click()
  await page.keyboard.press('Enter')
  await page.locator('#step-code').waitFor()
  await sandbox.settled()
  await page.locator('#code').fill(sandbox.messages.at(-1)?.text.match(/\b\d{8}\b/)?.[0] ?? '')
  await page.locator('#password').fill('correct horse battery staple')
  await page.keyboard.press('Enter')
  await page.locator('#step-done').waitFor()
  await sandbox.settled()
  await page.goto(`${sandbox.url}/sandbox`)
  await page.locator('iframe').first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.screenshot({ path: join(DOCS, 'img/sandbox-desk-en.png'), fullPage: true })
  await browser.close()
  await sandbox.stop()
}

if (import.meta.main) {
  isolateFromAws(process.env)
  await takeStates()
  await takeSandbox()
  await writeFile(join(DOCS, 'pages.md'), contents())
}
