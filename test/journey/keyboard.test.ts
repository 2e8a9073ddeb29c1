// A reset in each mode with nothing but the keyboard, in a real Chromium: whatever takes the focus shows it, and lies in the window.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { binds } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode } from '../support/visitor.ts'

/** Where the focus is: a name for it, how it is outlined, and whether it can be seen. */
function focused() {
  const at = document.activeElement as HTMLElement
  const { top, bottom, left, right } = at.getBoundingClientRect()
  // The whole choice is outlined, not its small circle.
  const { outlineStyle, outlineWidth } = getComputedStyle(at.closest('.choice') ?? at)
  return {
    name:
      at.closest('form')?.dataset['act'] === 'locale'
        ? (at as HTMLButtonElement).value
        : at.dataset['act'] || at.id || at.getAttribute('name') || at.innerText,
    act: at.closest('form')?.dataset['act'],
    isOutlined: outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2,
    isInWindow: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
  }
}

interface Stop {
  name: string
  act?: string | undefined
}

class Keyboard {
  readonly #page: Page
  /** What took the focus and did not show it. */
  readonly hidden: Stop[] = []
  constructor(page: Page) {
    this.#page = page
  }

  /** Goes on with the tab key until something has the focus; never further than round the page. */
  async tabTo(found: (stop: Stop) => boolean): Promise<string[]> {
    const passed: string[] = []
    for (let presses = 0; presses < 30; presses++) {
      await this.#page.keyboard.press('Tab')
      const stop = await this.#page.evaluate(focused)
      if (!stop.act) continue
      if (!stop.isOutlined || !stop.isInWindow) this.hidden.push(stop)
      passed.push(stop.name)
      if (found(stop)) return passed
    }
    throw new Error(`the tab key came only to ${passed.join(', ')}`)
  }

  async arrives(step: string, focus: string): Promise<void> {
    await this.#page.locator(`#step-${step}`).waitFor()
    await expect.poll(() => this.#page.evaluate(focused)).toMatchObject({ name: focus, isInWindow: true })
  }

  press = (key: string): Promise<void> => this.#page.keyboard.press(key)
  type = (text: string): Promise<void> => this.#page.keyboard.type(text)
}

/** From the first step to the code, by whatever way the mode has. */
const TO_THE_CODE: Readonly<Record<string, (keyboard: Keyboard) => Promise<void>>> = {
  email: async () => {},
  sms: async () => {},
  userchoose: (keyboard) => choose(keyboard, 'ArrowDown'),
  userselectchallenge: (keyboard) => choose(keyboard, 'Space')
}

async function choose(keyboard: Keyboard, key: string): Promise<void> {
  // Its heading, for those who listen; a choice is never made for anybody.
  await keyboard.arrives('choose', 'heading')
  await keyboard.tabTo(({ name }) => name === 'option')
  await keyboard.press(key)
  await keyboard.tabTo(({ name }) => name === 'submit')
  await keyboard.press('Enter')
}

async function reset(sandbox: Sandbox, page: Page, keyboard: Keyboard, mode: string): Promise<void> {
  await page.goto(sandbox.url)
  await keyboard.arrives('identify', 'username')
  await keyboard.tabTo(({ name }) => name === 'ja')
  await keyboard.press('Enter')
  await page.waitForFunction(() => document.documentElement.lang === 'ja')
  await keyboard.tabTo(({ name }) => name === 'en')
  await keyboard.press('Space')
  await page.waitForFunction(() => document.documentElement.lang === 'en')
  await keyboard.tabTo(({ name }) => name === 'username')
  await keyboard.type('alice')
  await keyboard.press('Enter')
  await TO_THE_CODE[mode]?.(keyboard)
  await keyboard.arrives('code', 'code')
  await sandbox.settled()
  await keyboard.type(lastCode(sandbox))
  await keyboard.arrives('password', 'password')
}

async function suggestAndSave(page: Page, keyboard: Keyboard): Promise<string> {
  const kind = () => page.locator('#password').getAttribute('type')
  await page.locator('[data-act="suggest"]').waitFor()
  expect(await keyboard.tabTo(({ name }) => name === 'suggest')).toEqual(['reveal', 'suggest'])
  await keyboard.press('Enter')
  const password = await page.inputValue('#password')
  expect(password.length).toBeGreaterThan(14)
  expect(await kind()).toBe('text')
  await keyboard.press('Shift+Tab')
  await keyboard.press('Space')
  expect(await kind()).toBe('password')
  await keyboard.press('Enter')
  expect(await kind()).toBe('text')
  await keyboard.tabTo(({ name }) => name === 'submit')
  await keyboard.press('Space')
  await keyboard.arrives('done', 'heading')
  return password
}

describe.each(Object.keys(TO_THE_CODE))('%s', (mode) => {
  test('HDR-10: a reset needs the keyboard only, and the focus is always seen', async () => {
    const sandbox = await startSandbox({ mode })
    const browser = await openBrowser({ locale: 'en-GB', viewport: { width: 360, height: 640 }, reducedMotion: 'reduce' })
    try {
      const page = await browser.context.newPage()
      page.setDefaultTimeout(30_000)
      const keyboard = new Keyboard(page)
      await reset(sandbox, page, keyboard, mode)
      const password = await suggestAndSave(page, keyboard)
      expect(await binds(sandbox, 'alice', password)).toBe(true)
      expect(keyboard.hidden).toEqual([])
    } finally {
      await browser.close()
      await sandbox.stop()
    }
  })
})
