// A visit to the sandbox's page in a real Chromium, with or without scripts.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

type Browser = Awaited<ReturnType<typeof openBrowser>>

export interface Visit {
  sandbox: Sandbox
  page: Page
  /** Every address asked for, with the referrer that went along. */
  requests: string[]
  /** What the browser complained of: script errors, blocked content. */
  complaints: string[]
}

/** A sandbox for the mode, and a browser window for each test: a small phone's. */
export function inMode(mode: string, walk: (visit: () => Visit) => void, { hasScript = true } = {}) {
  describe(mode, () => {
    let sandbox: Sandbox
    let browser: Browser
    let visit: Visit
    beforeAll(async () => {
      sandbox = await startSandbox({ port: 0, mode })
    })
    afterAll(() => sandbox.stop())
    walk(() => visit)

    beforeEach(async () => {
      browser = await openBrowser({ locale: 'en-GB', viewport: { width: 320, height: 640 }, javaScriptEnabled: hasScript })
      visit = { sandbox, page: await browser.context.newPage(), requests: [], complaints: [] }
      // Sooner than the test's own end, so that a failure names its line.
      visit.page.setDefaultTimeout(30_000)
      overhear(visit)
    })
    afterEach(() => browser.close())
  })
}

/** Notes requests and complaints. That the server refuses something is no complaint. */
function overhear({ page, requests, complaints }: Visit) {
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()} ${request.headers()['referer'] ?? ''}`))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
}

/** The first step, as somebody who types and presses Enter. */
export async function begin({ sandbox, page }: Visit, username: string) {
  await page.goto(sandbox.url)
  await page.locator('#step-identify').waitFor()
  await page.keyboard.type(username)
  await page.keyboard.press('Enter')
}
