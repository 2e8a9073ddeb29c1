// The step of the new password in a real Chromium: what is said of a password while it is typed.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { binds } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode } from '../support/visitor.ts'

const POLICY = { id: 'strict', minLength: 12, maxLength: 64, minNumerals: 1, minUpperCase: 1, blocklist: true, numPasswordsInHistory: 2 }
describe('the new password', () => {
  let sandbox: Sandbox
  let browser: Awaited<ReturnType<typeof openBrowser>>
  let page: Page
  let requests: string[]
  let complaints: string[]
  beforeAll(async () => {
    sandbox = await startSandbox({ settings: { POLICIES: JSON.stringify({ default: POLICY }) } })
  })
  afterAll(() => sandbox.stop())
  beforeEach(async () => {
    browser = await openBrowser({ locale: 'en-GB', viewport: { width: 320, height: 640 } })
    page = await browser.context.newPage()
    page.setDefaultTimeout(30_000)
    requests = []
    complaints = []
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    page.on('pageerror', (error) => complaints.push(error.message))
  })
  afterEach(async () => {
    await browser.close()
    expect(complaints).toEqual([])
  })

  async function arrive(username: string) {
    await page.goto(sandbox.url)
    await page.locator('#username').fill(username)
    expect(requests).not.toContain('/assets/page.steps.js')
    await page.keyboard.press('Enter')
    await page.locator('#step-code').waitFor()
    expect(requests).toContain('/assets/page.steps.js')
    await sandbox.settled()
    await page.locator('#code').pressSequentially(lastCode(sandbox))
    await page.locator('[data-standing="later"]').first().waitFor()
  }

  const standings = (): Promise<(string | null)[]> =>
    page.locator('.rule').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-standing')))

  const submit = () => page.locator('#act-commit #submit').click()

  test('each line stands as the password does, and the server’s verdict lands on its line until it is edited', async () => {
    await arrive('alice')
    expect(await standings()).toEqual(['open', 'open', 'open', 'open', 'later', 'later'])
    await page.locator('#password').pressSequentially('Password')
    expect(await standings()).toEqual(['unmet', 'met', 'met', 'unmet', 'later', 'later'])
    await page.locator('#password').pressSequentially('1234')
    expect(await standings()).toEqual(['met', 'met', 'met', 'met', 'later', 'later'])
    await submit()
    await page.locator('[data-standing="refused"]').waitFor()
    expect(await standings()).toEqual(['met', 'met', 'met', 'met', 'refused', 'later'])
    expect(await page.locator('[data-standing="refused"]').textContent()).toContain('This is a well-known password')
    expect(await page.locator('#password').getAttribute('aria-invalid')).toBe('true')
    await page.locator('#password').press('End')
    await page.keyboard.type('x')
    expect(await standings()).toEqual(['met', 'met', 'met', 'met', 'later', 'later'])
    expect(await page.locator('#fault').textContent()).toBe('')
    expect(await page.inputValue('#password')).toBe('Password1234x')
  })

  test('nothing is said while the person types, and one sentence when they pause', async () => {
    await arrive('alice')
    await page.evaluate(() => {
      const said: string[] = []
      Object.assign(globalThis, { said })
      const watch = new MutationObserver(() => said.push(document.querySelector('#tally')?.textContent ?? ''))
      for (const region of document.querySelectorAll('[role="status"], [role="alert"]'))
        watch.observe(region, { childList: true, characterData: true, subtree: true })
    })
    const description = await page.locator('#password').evaluate((field) => field.getAttribute('aria-describedby'))
    const described = () => page.evaluate((ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent), description ?? '')
    const before = await described()
    await page.locator('#password').pressSequentially('Password', { delay: 30 })
    await page.getByText('Rules met: 2 of 4.').waitFor({ state: 'attached' })
    expect(await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual(['Rules met: 2 of 4.'])
    expect(await described()).toEqual(before)
  })

  test('whoever steps back and forth finds what was typed, and nothing that was said of it', async () => {
    await arrive('alice')
    await page.locator('#password').pressSequentially('Password')
    await page.getByText('Rules met: 2 of 4.').waitFor({ state: 'attached' })
    await page.goBack()
    await page.locator('#step-identify').waitFor()
    expect(await page.inputValue('#username')).toBe('alice')
    await page.locator('#username').fill('alicia')
    await page.goForward()
    await page.locator('#step-password').waitFor()
    expect(await page.inputValue('#password')).toBe('Password')
    expect(await standings()).toEqual(['unmet', 'met', 'met', 'unmet', 'later', 'later'])
    expect(await page.locator('#tally').textContent()).toBe('')
    expect(
      await page.evaluate(() => JSON.stringify([history.state, { ...sessionStorage }, { ...localStorage }, location.href]))
    ).not.toMatch(/Password|alic/)
    await page.goBack()
    await page.locator('#step-identify').waitFor()
    expect(await page.inputValue('#username')).toBe('alicia')
    await page.getByRole('button', { name: 'Go on with the reset you began' }).click()
    await page.locator('#step-password').waitFor()
    expect(await page.inputValue('#password')).toBe('Password')
    await submit()
    await page.locator('[data-standing="refused"]').first().waitFor()
    expect(await page.locator('#tally').textContent()).toBe('')
    await page.goBack()
    await page.locator('#username').fill('bob')
    await page.keyboard.press('Enter')
    await page.locator('#step-code').waitFor()
    await sandbox.settled()
    await page.locator('#code').pressSequentially(lastCode(sandbox))
    await page.locator('#step-password').waitFor()
    expect(await page.inputValue('#password')).toBe('')
  })

  test('a suggestion is shown, announced, keeps the rules, and is accepted', async () => {
    await arrive('bob')
    await page.getByRole('button', { name: 'Suggest a password' }).click()
    const first = await page.inputValue('#password')
    expect(await page.locator('#password').getAttribute('type')).toBe('text')
    expect(await page.locator('#suggested').textContent()).toContain('A suggestion is in the field')
    expect(await standings()).toEqual(['met', 'met', 'met', 'met', 'later', 'later'])
    await page.getByRole('button', { name: 'Suggest a password' }).click()
    const second = await page.inputValue('#password')
    expect(second).not.toBe(first)
    await submit()
    await page.locator('#step-done').waitFor()
    expect(await binds(sandbox, 'bob', second)).toBe(true)
  })

  test('the rules change their language with the page, and what is typed stays', async () => {
    await arrive('alice')
    await page.locator('#password').fill('Password')
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await page.getByText('Mindestens 12 Zeichen').waitFor()
    expect(await page.locator('#rules').textContent()).toContain('noch nicht erfüllt')
    expect(await page.inputValue('#password')).toBe('Password')
  })

  test('PWD-10: a password may be pasted or filled in, is asked for once, and is shown to whoever wants to see it', async () => {
    await arrive('erin')
    const field = page.locator('#password')
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(() => navigator.clipboard.writeText('Pasted, and 1 too long to type'))
    await field.press('Control+V')
    expect(await page.inputValue('#password')).toBe('Pasted, and 1 too long to type')
    expect(await standings()).toEqual(['met', 'met', 'met', 'met', 'later', 'later'])
    const shown = () => field.getAttribute('type')
    expect([await shown(), await field.getAttribute('autocomplete'), await page.locator('input[type="password"]').count()]).toEqual([
      'password',
      'new-password',
      1
    ])
    await page.getByRole('button', { name: 'Show password' }).click()
    expect(await shown()).toBe('text')
    await page.getByRole('button', { name: 'Hide password' }).click()
    expect(await shown()).toBe('password')
    await field.fill('Filled in by 1 password manager')
    expect(await standings()).toEqual(['met', 'met', 'met', 'met', 'later', 'later'])
    await submit()
    await page.locator('#step-done').waitFor()
    expect(await binds(sandbox, 'erin', 'Filled in by 1 password manager')).toBe(true)
  })

  test('password managers are told the policy, and nothing typed is cut', async () => {
    await arrive('alice')
    const field = page.locator('#password')
    expect(await field.getAttribute('passwordrules')).toBe(
      'minlength: 12; maxlength: 64; required: upper; required: digit; allowed: upper, lower, digit, special;'
    )
    expect([await field.getAttribute('minlength'), await field.getAttribute('maxlength')]).toEqual([null, null])
    await field.pressSequentially('x'.repeat(70))
    expect(await page.inputValue('#password')).toHaveLength(70)
    expect((await standings())[1]).toBe('unmet')
  })
})
