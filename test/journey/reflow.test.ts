// Every state in a narrow window, with doubled text, without motion and in forced colours, in a real Chromium.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { LOCALES } from '../../lambdas/messages/locales.ts'
import { openBrowser } from '../../scripts/chromium.ts'
import { STATES, type States, serveStates } from '../../scripts/states.ts'

async function look(options: BrowserContextOptions, at: (page: Page, states: States) => Promise<void>) {
  const browser = await openBrowser(options)
  try {
    await at(await browser.context.newPage(), await serveStates(browser.context))
  } finally {
    await browser.close()
  }
}

/** What does not fit in this window: what makes it scroll sideways, texts cut off or outside of their box, and texts over each other. */
function misfits(): string[] {
  const all = [...document.querySelectorAll<HTMLElement>('body *:not(.unseen, svg *)')]
  const texts = all.filter((element) => rectsOf(element).length > 0)
  const told = (what: string, element: Element) => `${what}: ${element.outerHTML.slice(0, 160)}`
  const wide = document.documentElement.scrollWidth > innerWidth ? [told('wider than the window', document.body)] : []
  const over = texts.flatMap((one, index) =>
    texts.slice(index + 1).filter((other) => !one.contains(other) && rectsOf(one).some((a) => rectsOf(other).some((b) => isOver(a, b))))
  )
  return [
    ...wide,
    ...all.filter(isCut).map((box) => told('cut', box)),
    ...texts.filter(isBeyond).map((text) => told('beyond', text)),
    ...over.map((text) => told('covered', text))
  ]

  /** A long password scrolls in its field; a code must be seen whole. */
  function isCut(box: HTMLElement): boolean {
    if (box.id === 'password' || box.id === 'username') return false
    if (!box.matches('button, a, input') && getComputedStyle(box).overflowX === 'visible') return false
    return box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1
  }
  function isBeyond(text: HTMLElement): boolean {
    const box = text.closest('.card, header, footer')?.getBoundingClientRect()
    return box !== undefined && rectsOf(text).some(({ left, right }) => left < box.left - 1 || right > box.right + 1)
  }
  function rectsOf(element: HTMLElement): DOMRect[] {
    return [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      .flatMap((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return [...range.getClientRects()]
      })
  }
  /** By more than the room between lines, which may overlap. */
  function isOver(a: DOMRect, b: DOMRect): boolean {
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
    return width > 1 && height > Math.min(a.height, b.height) / 3
  }
}

async function everywhere(page: Page, states: States, double: boolean): Promise<string[]> {
  const found: string[] = []
  for (const locale of LOCALES) {
    for (const state of STATES) {
      await states.show(page, state, locale)
      if (double) await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      found.push(...(await page.evaluate(misfits)).map((misfit) => `${state}, ${locale}: ${misfit}`))
    }
  }
  return found
}

test('HDR-10: a window of 320 pixels shows every state whole, without scrolling sideways', async () => {
  await look({ viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' }, async (page, states) => {
    expect(await everywhere(page, states, false)).toEqual([])
  })
})

test.each([1280, 640])('HDR-10: text of twice the size is neither cut nor covered in a window of %i pixels', async (width) => {
  await look({ viewport: { width, height: 800 }, reducedMotion: 'reduce' }, async (page, states) => {
    expect(await everywhere(page, states, true)).toEqual([])
  })
})

test('what does not fit is seen', async () => {
  await look({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' }, async (page, states) => {
    await states.show(page, 'identify', 'en')
    await page.evaluate(() => {
      document.querySelector('.lead')?.append('x'.repeat(80))
      document.querySelector<HTMLElement>('.card')?.style.setProperty('overflow-wrap', 'normal')
      document.querySelector<HTMLElement>('#hint')?.style.setProperty('margin-top', '-8rem')
      document.querySelector<HTMLElement>('#submit')?.style.setProperty('height', '1rem')
      document.querySelector<HTMLElement>('#submit')?.style.setProperty('min-height', '0')
    })
    const found = (await page.evaluate(misfits)).join('\n')
    for (const what of ['wider than the window', 'cut: <button', 'beyond: <p class="lead"', 'covered: <p id="hint"'])
      expect(found).toContain(what)
  })
})

test('nothing moves for those who asked for less motion', async () => {
  const moving = (page: Page) => page.evaluate(() => document.getAnimations().length)
  await look({ reducedMotion: 'reduce' }, async (page, states) => {
    for (const state of STATES) {
      await states.show(page, state, 'en')
      expect(await moving(page), state).toBe(0)
    }
  })
  await look({ reducedMotion: 'no-preference' }, async (page, states) => {
    await states.show(page, 'locating', 'en')
    expect(await moving(page)).toBeGreaterThan(0)
  })
})

test('in forced colours the way that was gone, a choice and a focused field can be told from the others', async () => {
  await look({ forcedColors: 'active' }, async (page, states) => {
    await states.show(page, 'choose-word', 'en')
    const borders = (selector: string) =>
      page.locator(selector).evaluateAll((all) => new Set(all.map((one) => getComputedStyle(one).borderTopColor)).size)
    expect(await borders('.bar')).toBe(2)
    expect(await borders('.choice')).toBe(2)
    await states.show(page, 'password-typed', 'en')
    expect(await page.locator('#password').evaluate((field) => getComputedStyle(field).outlineStyle)).toBe('solid')
    const mark = (standing: string) =>
      page
        .locator(`[data-standing="${standing}"]`)
        .first()
        .evaluate((line) => getComputedStyle(line, '::before').content)
    expect(new Set([await mark('met'), await mark('unmet')]).size).toBe(2)
  })
})
