// What axe-core finds in the page, in a real Chromium: every state in light and dark and in every language, and the live page on its way.
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { openBrowser } from '../../scripts/chromium.ts'
import { STATES, type State, type States, serveStates } from '../../scripts/states.ts'
import { startSandbox } from '../support/sandbox.ts'
import { lastCode, wrongCode } from '../support/visitor.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a theme changes, and nothing else. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe finds, one line for each. The browser's own evaluation is not subject to the page's content policy. */
async function found(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(
    async ({ runOnly }) => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
      const { violations } = await inPage.run({ runOnly, resultTypes: ['violations'] })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
    },
    { runOnly: rules ? { type: 'rule' as const, values: [...rules] } : { type: 'tag' as const, values: TAGS } }
  )
}

type Browser = Awaited<ReturnType<typeof openBrowser>>

describe('HDR-10: every state', () => {
  let browser: Browser
  let states: States
  beforeAll(async () => {
    browser = await openBrowser({ viewport: { width: 960, height: 800 }, reducedMotion: 'reduce' })
    states = await serveStates(browser.context)
  })
  afterAll(() => browser.close())

  test.each(LOCALES)('axe finds nothing in %s, in light and in dark', async (locale) => {
    const page = await browser.context.newPage()
    const all: string[] = []
    const note = (name: string, lines: readonly string[]) => all.push(...lines.map((line) => `${name}: ${line}`))
    for (const state of STATES) {
      await page.emulateMedia({ colorScheme: 'light' })
      await states.show(page, state, locale)
      note(`${state}, light`, await found(page))
      await page.emulateMedia({ colorScheme: 'dark' })
      note(`${state}, dark`, await found(page, COLOURS))
    }
    await page.close()
    expect(all).toEqual([])
  })

  test('axe finds nothing where no script runs', async () => {
    const page = await browser.context.newPage()
    for (const state of STATES) {
      await states.show(page, state, 'en', 'plain')
      expect(await found(page), state).toEqual([])
    }
    await page.close()
  })

  test.each(['with scripts', 'without scripts'])('each field says what belongs into it, %s', async (how) => {
    const page = await browser.context.newPage()
    const field = async (state: State, selector: string, ...names: string[]) => {
      await states.show(page, state, 'en', how === 'with scripts' ? undefined : 'plain')
      const found = page.locator(selector)
      return Promise.all(names.map((name) => found.getAttribute(name)))
    }
    expect(await field('identify', '#username', 'autocomplete', 'autocapitalize', 'spellcheck')).toEqual(['username', 'none', 'false'])
    expect(await field('code', '#code', 'autocomplete', 'inputmode', 'type')).toEqual(['one-time-code', 'numeric', 'text'])
    expect(await field('password', '#password', 'autocomplete', 'type', 'passwordrules')).toEqual([
      'new-password',
      'password',
      'minlength: 15; maxlength: 128; required: digit; allowed: upper, lower, digit, special;'
    ])
    // In the same form, for the password manager alone.
    const beside = 'form:has(#password) input[name="username"]'
    expect(await field('password', beside, 'autocomplete', 'value', 'tabindex', 'aria-hidden')).toEqual(['username', 'alice', '-1', 'true'])
    await page.close()
  })

  test('axe sees what is wrong', async () => {
    const page = await browser.context.newPage()
    await states.show(page, 'identify', 'en')
    await page.evaluate(() => document.querySelector('label')?.remove())
    expect((await found(page)).join()).toContain('label: <input')
    await page.close()
  })
})

test('HDR-10: axe finds nothing on the way of a live reset', async () => {
  const sandbox = await startSandbox({ mode: 'userselectchallenge' })
  const browser = await openBrowser({ locale: 'en-GB', viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' })
  try {
    const page = await browser.context.newPage()
    page.setDefaultTimeout(30_000)
    const arrives = async (step: string) => {
      await page.locator(`#step-${step}`).waitFor()
      expect(await found(page), step).toEqual([])
    }
    await page.goto(sandbox.url)
    await arrives('identify')
    await page.locator('#submit').click()
    expect(await found(page), 'nothing typed').toEqual([])
    await page.keyboard.type('alice')
    await page.keyboard.press('Enter')
    await arrives('choose')
    await page.locator('.choice').first().click()
    await page.keyboard.press('Enter')
    await arrives('code')
    await sandbox.settled()
    await page.locator('#code').fill(wrongCode(lastCode(sandbox)))
    await page.locator('#fault:not(:empty)').waitFor()
    expect(await found(page), 'wrong code').toEqual([])
    await page.locator('#code').fill(lastCode(sandbox))
    await page.locator('[data-act="suggest"]').waitFor()
    await arrives('password')
    await page.locator('[data-act="suggest"]').click()
    expect(await found(page), 'suggested').toEqual([])
    await page.locator('#password').fill('password')
    await page.keyboard.press('Enter')
    await page.locator('[data-standing="refused"]').first().waitFor()
    expect(await found(page), 'refused').toEqual([])
    await page.locator('#password').fill('correct horse battery staple')
    await page.keyboard.press('Enter')
    await arrives('done')
  } finally {
    await browser.close()
    await sandbox.stop()
  }
})
