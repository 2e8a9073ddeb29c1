// The page in an organisation's dress, in a real Chromium.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accentsOf } from '../../lambdas/messages/colour.ts'
import { openBrowser } from '../../scripts/chromium.ts'
import { administratorOf } from '../support/administrator.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode } from '../support/visitor.ts'

/** Two red points. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg=='
const COLOR = '#8a1c5b'
const PORTAL = 'https://portal.example/app'

const rgb = (color: string): string => `rgb(${[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).join(', ')})`

describe('a branded page', () => {
  let sandbox: Sandbox
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-logo-'))
    writeFileSync(join(folder, 'logo.png'), Buffer.from(PNG, 'base64'))
    const branding = { name: 'Acme', color: COLOR, logo: join(folder, 'logo.png') }
    sandbox = await startSandbox({ settings: { BRANDING: JSON.stringify(branding), RETURN_TO: JSON.stringify([PORTAL]) } })
  })
  afterAll(async () => {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function visit(options: BrowserContextOptions, walk: (page: Page) => Promise<void>) {
    const browser = await openBrowser({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
    try {
      const page = await browser.context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
      })
      page.setDefaultTimeout(30_000)
      await walk(page)
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
    }
  }

  const colourOf = (page: Page): Promise<string> => page.locator('#submit').evaluate((button) => getComputedStyle(button).backgroundColor)

  test('buttons are in its colour, lighter in the dark, and its logo is shown', async () => {
    await visit({ colorScheme: 'light' }, async (page) => {
      await page.goto(sandbox.url)
      expect(await colourOf(page)).toBe(rgb(COLOR))
      await page.waitForFunction(() => document.querySelector<HTMLImageElement>('img.logo')?.complete)
      expect(await page.locator('img.logo').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
    })
    await visit({ colorScheme: 'dark' }, async (page) => {
      await page.goto(sandbox.url)
      expect(await colourOf(page)).toBe(rgb(accentsOf(COLOR).dark.accent))
    })
  })

  test('the end leads back to where the person came from, if that is allowed, over a reload too', async () => {
    await visit({}, async (page) => {
      await page.goto(`${sandbox.url}/?returnTo=${encodeURIComponent(`${PORTAL}/orders`)}`)
      await page.locator('#username').fill('alice')
      await page.keyboard.press('Enter')
      await page.locator('#step-code').waitFor()
      await page.reload()
      await page.locator('#step-code').waitFor()
      await sandbox.settled()
      await page.locator('#code').pressSequentially(lastCode(sandbox))
      await page.locator('#password').fill('correct horse battery staple')
      await page.keyboard.press('Enter')
      await page.locator('#step-done').waitFor()
      const back = page.getByRole('link', { name: 'Back to the login page' })
      expect(await back.getAttribute('href')).toBe(`${PORTAL}/orders`)
    })
  })

  test('an address that is not allowed is never linked', async () => {
    await visit({}, async (page) => {
      await page.goto(`${sandbox.url}/?returnTo=${encodeURIComponent('https://evil.example/')}#username=bob`)
      await page.locator('#username').press('Enter')
      await page.locator('#step-code').waitFor()
      sandbox.clock.advance(1801)
      await page.locator('#code').fill('12345678')
      await page.locator('#step-ended').waitFor()
      expect(await page.locator('#main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([PORTAL])
    })
  })

  test('administrators say where the link leads, and the well-known address follows', async () => {
    const settings = async () => ((await (await fetch(`${sandbox.url}/v1/config`)).json()) as { link: unknown }).link
    const wellKnown = async () => {
      const { status, headers } = await fetch(`${sandbox.url}/.well-known/change-password`, { redirect: 'manual' })
      return [status, headers.get('location')]
    }
    expect(await settings()).toEqual({ display: true, url: `${sandbox.url}/` })
    expect(await wellKnown()).toEqual([303, `${sandbox.url}/`])
    const admin = administratorOf(sandbox)
    await admin.put('/forgot-password', { customWebRoot: '/look/' })
    sandbox.clock.advance(61)
    expect(await settings()).toEqual({ display: true, url: `${sandbox.url}/look/` })
    await admin.put('/forgot-password', {
      defaultOTPForgotPasswordLink: false,
      forgotPasswordURL: 'https://help.example/fp',
      displayOTPForgotPasswordLink: false
    })
    sandbox.clock.advance(61)
    expect(await settings()).toEqual({ display: false, url: 'https://help.example/fp' })
    expect(await wellKnown()).toEqual([303, 'https://help.example/fp'])
  })
})
