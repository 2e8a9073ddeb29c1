// The page in a real Chromium that runs no script: a reset in each mode by plain forms, against the whole sandbox.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PAGES } from '../../lambdas/messages/page/index.ts'
import { binds, firstPassword } from '../support/bind.ts'
import { begin, inMode, type Visit } from '../support/visit.ts'
import { inDigits, lastCode, wrongCode } from '../support/visitor.ts'

const NEW = 'correct horse battery staple'

const inPlainMode = (mode: string, walk: (visit: () => Visit) => void) => inMode(mode, walk, { hasScript: false })

/** The step that is shown, once it is this one. */
const arrives = (page: Page, step: string): Promise<void> => page.locator(`#step-${step}`).waitFor()

async function answer({ sandbox, page }: Visit, asTyped = (code: string) => code) {
  await arrives(page, 'code')
  await sandbox.settled()
  await page.keyboard.type(asTyped(lastCode(sandbox)))
  await page.keyboard.press('Enter')
}

/** From the new password to a bind with it, having left no trace. */
async function finish({ sandbox, page, requests, complaints }: Visit, username: string) {
  const old = firstPassword(sandbox, username)
  await arrives(page, 'password')
  await page.keyboard.type(NEW)
  await page.keyboard.press('Enter')
  await arrives(page, 'done')
  expect(new URL(page.url()).pathname).toBe('/forms/done')
  expect(await binds(sandbox, username, NEW)).toBe(true)
  expect(await binds(sandbox, username, old)).toBe(false)
  for (const secret of [username, lastCode(sandbox), NEW, encodeURIComponent(NEW), 'grant', 'token'])
    expect(requests.join('\n')).not.toContain(secret)
  expect(complaints).toEqual([])
}

inPlainMode('email', (visit) => {
  test('a reset needs the keyboard only', async () => {
    await begin(visit(), 'alice')
    await answer(visit())
    await finish(visit(), 'alice')
  })

  test('reload and back are safe at every step', async () => {
    const { page, sandbox } = visit()
    await begin(visit(), 'bob')
    await arrives(page, 'code')
    await page.reload()
    await arrives(page, 'code')
    await sandbox.settled()
    await page.locator('#code').fill(wrongCode(lastCode(sandbox)))
    await page.keyboard.press('Enter')
    await page.getByText('You have 4 attempts left.').waitFor()
    await page.reload()
    await arrives(page, 'code')
    expect(await page.getByText('attempts left').count()).toBe(0)
    await page.goBack()
    await arrives(page, 'code')
    await page.locator('#code').fill(lastCode(sandbox))
    await page.keyboard.press('Enter')
    await arrives(page, 'password')
    await page.goBack()
    await arrives(page, 'password')
    await page.reload()
    await finish(visit(), 'bob')
    await page.reload()
    await arrives(page, 'done')
    await page.goBack()
    await arrives(page, 'identify')
    await page.getByText('Your earlier reset has ended.').waitFor()
  })

  test('each violation stands on the line of its rule, and nothing typed comes back in markup', async () => {
    const { page } = visit()
    await begin(visit(), 'carol-who-has-no-mail')
    await arrives(page, 'code')
    await begin(visit(), 'alice')
    await answer(visit())
    await arrives(page, 'password')
    const lines = await page.locator('.rule').count()
    await page.keyboard.type('short')
    await page.keyboard.press('Enter')
    await page.locator('.rule[data-standing="refused"]').first().waitFor()
    expect(await page.locator('.rule').count()).toBe(lines)
    expect(await page.locator('#fault').textContent()).toMatch(/^The password was not accepted/)
    expect(await page.content()).not.toContain('short')
    expect(await page.locator('.reveal').count()).toBe(0)
  })

  test('cookies are kept from scripts and bound to this host', async () => {
    const { page } = visit()
    await begin(visit(), 'nobody-at-all')
    await arrives(page, 'code')
    const cookies = await page.context().cookies()
    expect(cookies.map(({ name }) => name).sort()).toEqual(['__Host-rekey', '__Host-rekey-form'])
    for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })
  })

  test('without cookies the form says what is wrong', async () => {
    const { page, sandbox } = visit()
    await page.goto(sandbox.url)
    await page.context().clearCookies()
    await page.keyboard.type('alice')
    await page.keyboard.press('Enter')
    await page.getByText('your browser does not keep cookies for this site').waitFor()
    expect(page.url()).toBe(`${sandbox.url}/?at=refused`)
  })
})

inPlainMode('sms', (visit) => {
  test('a reset in Arabic, with a second code typed on an Arabic keyboard, ends in a new password', async () => {
    const { page, sandbox } = visit()
    await page.goto(sandbox.url)
    await page.getByRole('button', { name: 'العربية' }).click()
    await page.waitForURL(/lang=ar/)
    expect(await page.getAttribute('html', 'dir')).toBe('rtl')
    await page.keyboard.type('carol')
    await page.keyboard.press('Enter')
    await arrives(page, 'code')
    await sandbox.settled()
    const first = lastCode(sandbox)
    sandbox.clock.advance(61)
    await page.locator('#act-resend button').click()
    await page.locator('#hint', { hasText: PAGES.ar.code.resent }).waitFor()
    await sandbox.settled()
    expect(lastCode(sandbox)).not.toBe(first)
    expect(await page.getAttribute('html', 'lang')).toBe('ar')
    await answer(visit(), (code) => inDigits('arab', code))
    await finish(visit(), 'carol')
    expect(await page.getAttribute('html', 'lang')).toBe('ar')
  })
})

inPlainMode('userchoose', (visit) => {
  test('the code goes where was chosen, and another way can be chosen', async () => {
    const { page, sandbox } = visit()
    await begin(visit(), 'alice')
    await arrives(page, 'choose')
    await page.getByText('SMS', { exact: true }).click()
    await page.getByRole('button', { name: 'Send the code' }).click()
    await arrives(page, 'code')
    await page.getByText('by SMS').waitFor()
    await sandbox.settled()
    expect(sandbox.messages.at(-1)).toMatchObject({ channel: 'sms' })
    await page.getByRole('button', { name: 'Send it another way' }).click()
    await arrives(page, 'choose')
    await page.getByRole('button', { name: 'I have a code already' }).click()
    await arrives(page, 'code')
    sandbox.clock.advance(61)
    await page.getByRole('button', { name: 'Send it another way' }).click()
    await page.getByText('Email', { exact: true }).click()
    await page.getByRole('button', { name: 'Send the code' }).click()
    await arrives(page, 'code')
    await sandbox.settled()
    expect(sandbox.messages.at(-1)).toMatchObject({ channel: 'email' })
    await answer(visit())
    await finish(visit(), 'alice')
  })
})

inPlainMode('userselectchallenge', (visit) => {
  test('the wait looks again by itself, and masked addresses are offered', async () => {
    const { page } = visit()
    await begin(visit(), 'alice')
    await arrives(page, 'locating')
    expect(await page.locator('meta[http-equiv="refresh"]').getAttribute('content')).toMatch(/^[123]$/)
    await arrives(page, 'choose')
    await page.locator('.choice', { hasText: '@' }).click()
    await page.getByRole('button', { name: 'Send the code' }).click()
    await arrives(page, 'code')
    expect(await page.locator('#lead').textContent()).toContain('a•••••@')
    await answer(visit())
    await finish(visit(), 'alice')
  })

  test('ENU-1: a decoy walks the same pages', async () => {
    const { page } = visit()
    const pages = async (username: string): Promise<string[]> => {
      await begin(visit(), username)
      await arrives(page, 'locating')
      const waiting = await page.content()
      await arrives(page, 'choose')
      const same = (markup: string) =>
        markup
          .replace(/[\w-]{43}/g, '<token>')
          .replace(/[\w-]{22}(?=["/?])/g, '<id>')
          .replace(/content="\d"/, '<seconds>')
          .replace(/<label class="choice">[\s\S]*<\/label>/, '<choices>')
      return [waiting, await page.content()].map(same)
    }
    expect(await pages('nobody-at-all')).toEqual(await pages('bob'))
  })
})
