// Takes the pictures of docs/img from the running sandbox, so that they stay true: one reset with every step on the way, on a desk in
// light and on a phone in dark, in English and in Japanese.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Console } from '../bin/sandbox/console.ts'
import { isolateFromAws } from '../bin/sandbox/isolation.ts'
import { type Sandbox, startSandbox } from '../bin/sandbox/start.ts'
import { openBrowser } from './chromium.ts'

const OUT = join(import.meta.dirname, '../docs/img')

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  'desk-en': { viewport: { width: 960, height: 800 }, colorScheme: 'light', locale: 'en-GB' },
  'phone-en': { viewport: { width: 360, height: 740 }, colorScheme: 'dark', locale: 'en-GB', deviceScaleFactor: 2 },
  'phone-ar': { viewport: { width: 360, height: 740 }, colorScheme: 'light', locale: 'ar', deviceScaleFactor: 2 },
  'desk-ja': { viewport: { width: 960, height: 800 }, colorScheme: 'dark', locale: 'ja-JP' },
  'phone-ja': { viewport: { width: 360, height: 740 }, colorScheme: 'light', locale: 'ja-JP', deviceScaleFactor: 2 }
}

const silent: Console = { line: () => {}, log: () => {}, message: () => {}, fault: console.error }

const lastCode = (sandbox: Sandbox): string => sandbox.messages.at(-1)?.text.match(/\b\d{8}\b/)?.[0] ?? ''

/** One reset, from the name to the new password, with a picture of each step. */
async function walk(sandbox: Sandbox, page: Page, username: string, picture: (name: string) => Promise<void>): Promise<void> {
  const step = async (name: string): Promise<void> => {
    await page.locator(`#step-${name}`).waitFor()
    await picture(name)
  }
  await page.goto(sandbox.url)
  await step('identify')
  await page.locator('#username').fill(username)
  await page.keyboard.press('Enter')
  await step('locating')
  await step('choose')
  await page.locator('.choice').first().click()
  await page.keyboard.press('Enter')
  await step('code')
  await sandbox.settled()
  const code = lastCode(sandbox)
  await page.locator('#code').fill(code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)))
  await page.locator('#fault:not(:empty)').waitFor()
  await picture('code-rejected')
  await page.locator('#code').fill(code)
  await step('password')
  await page.locator('[data-act="suggest"]').click()
  await picture('password-suggested')
  await page.locator('#password').fill('password')
  await page.keyboard.press('Enter')
  await page.locator('.rule[data-standing="refused"]').first().waitFor()
  await picture('password-refused')
  await page.locator('#password').fill('correct horse battery staple')
  await page.keyboard.press('Enter')
  await step('done')
  await sandbox.settled()
}

/** The mailbox and the phone, after a reset. */
async function inbox(sandbox: Sandbox, page: Page, picture: (name: string) => Promise<void>): Promise<void> {
  await page.goto(`${sandbox.url}/sandbox`)
  await page.locator('iframe').first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => {})
  await picture('sandbox')
}

isolateFromAws(process.env)
await mkdir(OUT, { recursive: true })
for (const [look, options] of Object.entries(LOOKS)) {
  const sandbox = await startSandbox({ port: 0, mode: 'userselectchallenge', console: silent })
  const browser = await openBrowser({ ...options, reducedMotion: 'reduce' })
  const page = await browser.context.newPage()
  const picture = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(OUT, `${name}-${look}.png`), fullPage: true, caret: 'initial' })
  }
  await walk(sandbox, page, 'alice', picture)
  if (look === 'desk-en') await inbox(sandbox, page, picture)
  await browser.close()
  await sandbox.stop()
}
