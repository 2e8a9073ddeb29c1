// The page in a real Chromium, against the whole sandbox: a reset in each mode, as a person walks through it.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { binds, firstPassword } from '../support/bind.ts'
import { begin, inMode, type Visit } from '../support/visit.ts'
import { lastCode, wrongCode } from '../support/visitor.ts'

const NEW = 'correct horse battery staple'

/** The step that is shown, once it is this one; it fits a small phone. */
async function arrives(page: Page, step: string) {
  await page.locator(`#step-${step}`).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

const focused = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id)

/** The code as it arrives, typed into the field. */
async function answer({ sandbox, page }: Visit) {
  await arrives(page, 'code')
  await sandbox.settled()
  await page.locator('#code').pressSequentially(lastCode(sandbox))
}

/** From the new password to a bind with it, having left no trace. */
async function finish({ sandbox, page, requests, complaints }: Visit, username: string) {
  const old = firstPassword(sandbox, username)
  await arrives(page, 'password')
  await page.keyboard.type(NEW)
  await page.keyboard.press('Enter')
  await arrives(page, 'done')
  expect(await binds(sandbox, username, NEW)).toBe(true)
  expect(await binds(sandbox, username, old)).toBe(false)
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state, location.href, document.cookie])
  )
  for (const secret of [username, lastCode(sandbox), NEW, encodeURIComponent(NEW)]) {
    expect(kept).not.toContain(secret)
    expect(requests.join('\n')).not.toContain(secret)
  }
  expect(complaints).toEqual([])
}

inMode('email', (visit) => {
  test('a reset needs the keyboard only, and each step takes the focus', async () => {
    const { page } = visit()
    await begin(visit(), 'alice')
    await arrives(page, 'code')
    expect(await focused(page)).toBe('code')
    await answer(visit())
    await arrives(page, 'password')
    expect(await focused(page)).toBe('password')
    await finish(visit(), 'alice')
    expect(await focused(page)).toBe('heading')
  })

  test('reload and back are safe at every step', async () => {
    const { page } = visit()
    await begin(visit(), 'bob')
    await arrives(page, 'code')
    await page.reload()
    await arrives(page, 'code')
    await page.goBack()
    await arrives(page, 'identify')
    expect(await page.inputValue('#username')).toBe('')
    await page.getByText('Go on with the reset you began').click()
    await answer(visit())
    await arrives(page, 'password')
    await page.reload()
    await finish(visit(), 'bob')
    await page.reload()
    await arrives(page, 'done')
    await page.goBack()
    await arrives(page, 'identify')
    expect(await page.inputValue('#username')).toBe('')
  })

  test("the flow's cookie is kept from scripts and bound to this host", async () => {
    const { page } = visit()
    await begin(visit(), 'nobody-at-all')
    await arrives(page, 'code')
    expect(await page.evaluate(() => document.cookie)).toBe('')
    const cookies = await page.context().cookies()
    expect(cookies.map(({ name }) => name).sort()).toEqual(['__Host-rekey', '__Host-rekey-form'])
    for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })
  })

  test('a name in the fragment is taken over and leaves the address at once', async () => {
    const { sandbox, page } = visit()
    await page.goto(`${sandbox.url}/#username=alice`)
    await arrives(page, 'identify')
    expect(await page.inputValue('#username')).toBe('alice')
    expect(page.url()).toBe(`${sandbox.url}/`)
    await page.evaluate(() => location.assign('/#username=bob'))
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#username')?.value === 'bob')
    expect(page.url()).toBe(`${sandbox.url}/`)
  })
})

inMode('sms', (visit) => {
  test('a wrong code names the attempts left; the right one may be pasted with its whole message', async () => {
    const { sandbox, page } = visit()
    await begin(visit(), 'carol')
    await arrives(page, 'code')
    await sandbox.settled()
    const code = lastCode(sandbox)
    await page.locator('#code').fill(wrongCode(code))
    await page.getByText('You have 4 attempts left.').waitFor()
    expect(await page.locator('#code').getAttribute('aria-invalid')).toBe('true')
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', text)
      document.querySelector('#code')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, sandbox.messages.at(-1)?.text ?? '')
    await finish(visit(), 'carol')
  })

  test('five wrong codes end the flow, and it says so', async () => {
    const { sandbox, page } = visit()
    await begin(visit(), 'alice')
    await arrives(page, 'code')
    await sandbox.settled()
    for (const left of ['4 attempts', '3 attempts', '2 attempts', '1 attempt']) {
      // What was refused is sent again only when it is asked for.
      const isRefused = (await page.locator('#fault').textContent()) !== ''
      await page.locator('#code').fill(wrongCode(lastCode(sandbox)))
      if (isRefused) await page.keyboard.press('Enter')
      await page.getByText(`You have ${left} left.`).waitFor()
    }
    await page.keyboard.press('Enter')
    await arrives(page, 'ended')
    expect(await page.title()).toMatch(/^Too many wrong codes/)
  })

  test('a second code can be had when its time has come', async () => {
    const { sandbox, page } = visit()
    await begin(visit(), 'alice')
    await arrives(page, 'code')
    await sandbox.settled()
    const first = lastCode(sandbox)
    expect(await page.locator('[data-act="resend"] button').isDisabled()).toBe(true)
    sandbox.clock.advance(61)
    await page.reload()
    await page.getByRole('button', { name: 'Send a new code' }).click()
    await page.getByText('Only the newest code works.').first().waitFor()
    await sandbox.settled()
    expect(lastCode(sandbox)).not.toBe(first)
    await answer(visit())
    await arrives(page, 'password')
  })
})

inMode('userchoose', (visit) => {
  test('the words Email and SMS are offered, and the code goes where was chosen', async () => {
    const { sandbox, page } = visit()
    await begin(visit(), 'alice')
    await arrives(page, 'choose')
    await page.getByText('SMS', { exact: true }).click()
    await page.getByRole('button', { name: 'Send the code' }).click()
    await arrives(page, 'code')
    await sandbox.settled()
    expect(sandbox.messages.at(-1)).toMatchObject({ channel: 'sms' })
    await page.reload()
    await page.getByText('by SMS').waitFor()
    await answer(visit())
    await finish(visit(), 'alice')
  })
})

inMode('userselectchallenge', (visit) => {
  test("masked addresses are offered once they are known, in the person's language", async () => {
    const { sandbox, page } = visit()
    await page.goto(sandbox.url)
    await page.getByRole('button', { name: '日本語' }).click()
    await page.getByText('パスワードの再設定').waitFor()
    await page.locator('#username').fill('alice')
    await page.keyboard.press('Enter')
    await arrives(page, 'locating')
    await arrives(page, 'choose')
    await page.locator('.choice', { hasText: '@' }).click()
    await page.keyboard.press('Enter')
    await arrives(page, 'code')
    expect(await page.locator('#lead').textContent()).toContain('a•••••@')
    await answer(visit())
    await arrives(page, 'password')
    await page.keyboard.type('short')
    await page.keyboard.press('Enter')
    await page.locator('[data-standing="refused"]').first().waitFor()
    expect(await page.inputValue('#password')).toBe('short')
    await page.locator('#password').fill('')
    await finish(visit(), 'alice')
  })

  test('nothing typed is lost while offline', async () => {
    const { page } = visit()
    await page.goto(visit().sandbox.url)
    await arrives(page, 'identify')
    await page.locator('#username').fill('carol')
    await page.context().setOffline(true)
    await page.keyboard.press('Enter')
    await page.getByText('You seem to be offline.').waitFor()
    expect(await page.inputValue('#username')).toBe('carol')
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await arrives(page, 'choose')
  })
})
