// What the first step weighs on the way, in every language: one answer, which holds all that the step needs and nothing of later ones.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { spokenRules } from '../../lambdas/messages/policy/index.ts'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'

/** With the headers, what a server may send before it hears from the browser again: ten segments (RFC 6928). */
const BUDGET = 14_600

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

async function load(locale: string): Promise<{ headers: Headers; text: string }> {
  const response = await fetch(sandbox.url, { headers: { 'accept-language': `${locale},en;q=0.1` } })
  return { headers: response.headers, text: await response.text() }
}

describe.each(LOCALES)('in %s', (locale) => {
  test('the first step arrives in one round trip, compressed as the gateway does', async () => {
    const { headers, text } = await load(locale)
    expect(text).toContain(`<html lang="${locale}"`)
    const head = Array.from(headers, ([name, value]) => `${name}: ${value}`).join('\r\n')
    expect(head.length + gzipSync(text).length).toBeLessThanOrEqual(BUDGET)
  })

  test('nothing more is asked for while the step lasts', async () => {
    const browser = await openBrowser({ locale })
    try {
      const page = await browser.context.newPage()
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.goto(sandbox.url)
      await page.locator('#submit').click()
      await page.locator('#fault:not(:empty)').waitFor()
      expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([`${sandbox.url}/`])
    } finally {
      await browser.close()
    }
  })
})

test('neither the further screens nor the checklist are in it', async () => {
  const checklist = await (await fetch(`${sandbox.url}/assets/page.steps.js`)).text()
  const { text: page } = await load('en')
  // The rules that no password manager is told of are named by the checklist alone.
  const told = spokenRules('en').filter((rule) => checklist.includes(rule))
  expect(told).toContain('palindromeDisallowed')
  expect(page).not.toContain('palindromeDisallowed')
  for (const part of ['passwordrules', 'one-time-code', 'class="choice"'])
    expect([checklist, page].map((text) => text.includes(part))).toEqual([true, false])
  expect(gzipSync(checklist).length).toBeGreaterThan(1024)
})

test('whoever cannot get what the further steps need goes on without a script', async () => {
  const browser = await openBrowser()
  try {
    const page = await browser.context.newPage()
    await page.route('**/assets/page.steps.js', (route) => route.abort())
    await page.goto(sandbox.url)
    await page.locator('#username').fill('alice')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/forms/*')
    await page.locator('#step-code').waitFor()
    expect(await page.locator('#act-verify').getAttribute('action')).toMatch(/^\/forms\/[\w-]{22}\/verify/)
  } finally {
    await browser.close()
  }
})
