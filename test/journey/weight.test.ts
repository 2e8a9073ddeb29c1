// What the first step weighs on the way, in every language: one answer, which holds all that the step needs and nothing of later ones.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { spokenRules } from '../../lambdas/messages/policy/index.ts'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'

const BUDGET = 25 * 1024

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

const load = async (locale: string): Promise<string> =>
  (await fetch(sandbox.url, { headers: { 'accept-language': `${locale},en;q=0.1` } })).text()

describe.each(LOCALES)('in %s', (locale) => {
  test('the first step weighs at most 25 KB, compressed as the gateway does', async () => {
    const text = await load(locale)
    expect(text).toContain(`<html lang="${locale}"`)
    expect(gzipSync(text).length).toBeLessThanOrEqual(BUDGET)
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

test('the checklist is not in it', async () => {
  const checklist = await (await fetch(`${sandbox.url}/assets/page.rules.js`)).text()
  const page = await load('en')
  // The rules that no password manager is told of are named by the checklist alone.
  const told = spokenRules('en').filter((rule) => checklist.includes(rule))
  expect(told).toContain('palindromeDisallowed')
  expect(page).not.toContain('palindromeDisallowed')
  expect(gzipSync(checklist).length).toBeGreaterThan(1024)
})
